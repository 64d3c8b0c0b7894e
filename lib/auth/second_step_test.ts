import assert from "node:assert/strict";
import { Secret, TOTP } from "otpauth";
import { codeOf, NEW, type Town, withTown } from "@/tests/api/people.ts";
import { SecondFactorError } from "./second_step.ts";
import { newTotpSecret } from "./totp.ts";

const FROM = { client: "203.0.113.9", device: null, site: "https://atoll.lab" };

/** Gives a user an authenticator app, and signs in as far as its code. */
async function half({ auth, store, clock }: Town, userId: string, password = NEW) {
  const secret = newTotpSecret();
  await store.factors.change(userId, (factors) => ({ ...factors, totp: { secret, step: 0 } }));
  let ticket = "";
  await assert.rejects(auth.signIn("ada", password, FROM.client), (error) => {
    assert(error instanceof SecondFactorError);
    ticket = error.challenge.ticket;
    return true;
  });
  const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.ms });
  return () => auth.signIns.signInSecond(ticket, { kind: "code", code: code() }, FROM);
}

Deno.test("the second step completes the first, once", async () => {
  await withTown(async (town) => {
    const { userId } = await town.make("ada");
    const finish = await half(town, userId);
    assert.equal((await finish()).principal.userId, userId);
    town.clock.ms += 60_000;
    assert.match(await codeOf(finish()), /^401 /);
  });
});

Deno.test("a first step counts no more when the user was given another password, disabled or deleted since", async () => {
  const changes: ((town: Town, userId: string) => Promise<void>)[] = [
    ({ people, admin }, userId) => people.resetPassword(admin, userId, "another fine password"),
    ({ people, admin }, userId) => people.setDisabled(admin, userId, true),
    ({ people, admin }, userId) => people.deleteUser(admin, userId),
  ];
  for (const change of changes) {
    await withTown(async (town) => {
      const { userId } = await town.make("ada");
      const finish = await half(town, userId);
      await change(town, userId);
      assert.equal(await codeOf(finish()), "401 sign-in-over", String(change));
      assert.deepEqual((await town.people.sessions(town.admin, null)).map(({ current }) => current), [true]);
    });
  }
});
