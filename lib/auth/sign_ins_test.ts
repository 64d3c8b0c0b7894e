import assert from "node:assert/strict";
import { codeOf, NEW, type Town, withTown } from "@/tests/api/people.ts";
import { SoftAuthenticator } from "@/tests/api/authenticator.ts";
import { SecondFactorError } from "./second_step.ts";
import type { Principal } from "./types.ts";

const SITE = "https://atoll.lab";
const visitor = (site = SITE) => ({ client: "203.0.113.9", device: null, site });

/** Gives somebody a passkey, which is theirs from then on. */
async function passkeyOf({ auth }: Town, principal: Principal, authenticator = new SoftAuthenticator(SITE)) {
  const options = await auth.factors.passkeyBegin(principal, SITE);
  const { passkey } = await auth.factors.passkeyFinish(
    principal,
    SITE,
    "Phone",
    authenticator.create(options),
  );
  return { authenticator, passkey };
}

async function ticketOf({ auth }: Town, username: string): Promise<string> {
  try {
    await auth.signIn(username, NEW, `client of ${username}`);
  } catch (error) {
    if (error instanceof SecondFactorError) return error.challenge.ticket;
    throw error;
  }
  throw new Error("No second factor was asked for");
}

Deno.test("a passkey opens by itself, once for each question", async () => {
  await withTown(async (town) => {
    const { auth } = town;
    const ada = await town.make("ada");
    const { authenticator } = await passkeyOf(town, ada);
    const { options, ticket } = await auth.signIns.passkeyQuestion(SITE);
    assert.equal(options.allowCredentials, undefined, "whose it is, is not known yet");
    assert.equal(options.userVerification, "required");
    const answer = authenticator.get(options);
    const { principal, cookie } = await auth.signIns.signInPasskey(ticket, answer, visitor());
    assert.equal(principal.userId, ada.userId);
    assert.notEqual(principal.sessionId, ada.sessionId);
    assert.deepEqual(await auth.verify(cookie), principal);
    const [noted] = await town.store.audit.list();
    assert.deepEqual([noted?.what, noted?.result, noted?.message], [
      "session.sign-in",
      "done",
      "with a passkey",
    ]);
    assert.equal(await codeOf(auth.signIns.signInPasskey(ticket, answer, visitor())), "401 sign-in-over");
    assert.equal((await auth.factors.mine(ada)).passkeys[0]?.used, new Date(town.clock.ms).toISOString());
  });
});

Deno.test("a passkey alone is not enough without PIN, finger or face, from another site, or of another user", async () => {
  await withTown(async (town) => {
    const { auth } = town;
    const [ada, eve] = [await town.make("ada"), await town.make("eve")];
    const adas = (await passkeyOf(town, ada)).authenticator;
    const eves = (await passkeyOf(town, eve)).authenticator;
    const attempt = async (prepare: () => void, of = adas, owner?: string) => {
      prepare();
      const { options, ticket } = await auth.signIns.passkeyQuestion(SITE);
      return await codeOf(auth.signIns.signInPasskey(ticket, of.get(options, owner), visitor()));
    };
    assert.equal(await attempt(() => adas.verifies = false), "401 wrong-passkey");
    adas.verifies = true;
    assert.equal(await attempt(() => adas.origin = "https://atoll.lab.evil.example"), "401 wrong-passkey");
    adas.origin = null;
    // Eve's key says that it is Ada's.
    const owner = Uint8Array.fromHex(ada.userId.replaceAll("-", "")).toBase64({ alphabet: "base64url" });
    for (const name of [owner.replaceAll("=", ""), "", "AAAA", "!"]) {
      assert.equal(await attempt(() => {}, eves, name), "401 wrong-passkey");
    }
    // At a neighbour whose name only ends alike, and which tells Atoll so.
    const { options, ticket } = await auth.signIns.passkeyQuestion(SITE);
    const there = visitor("https://other.atoll.lab");
    assert.equal(
      await codeOf(auth.signIns.signInPasskey(ticket, adas.get(options), there)),
      "401 wrong-passkey",
    );
  });
});

Deno.test("a counter that went back shows a copy; authenticators that do not count are fine", async () => {
  await withTown(async (town) => {
    const { auth } = town;
    const { authenticator } = await passkeyOf(town, await town.make("ada"));
    const open = async (of: SoftAuthenticator) => {
      const { options, ticket } = await auth.signIns.passkeyQuestion(SITE);
      return await auth.signIns.signInPasskey(ticket, of.get(options), visitor());
    };
    authenticator.counter = 5;
    await open(authenticator);
    authenticator.counter = 3;
    assert.equal(await codeOf(open(authenticator)), "401 wrong-passkey");
    const [last] = await town.store.audit.list();
    assert.deepEqual([last?.what, last?.result, last?.who.username], ["session.sign-in", "refused", "ada"]);
    const silent =
      (await passkeyOf(town, await town.make("bob"), new SoftAuthenticator(SITE, false))).authenticator;
    await open(silent);
    await open(silent);
  });
});

Deno.test("of two answers with one counter, at the same moment, one opens", async () => {
  await withTown(async (town) => {
    const { auth } = town;
    const { authenticator } = await passkeyOf(town, await town.make("ada"));
    const questions = await Promise.all([
      auth.signIns.passkeyQuestion(SITE),
      auth.signIns.passkeyQuestion(SITE),
    ]);
    const answers = questions.map(({ options, ticket }) => {
      authenticator.counter = 8;
      return auth.signIns.signInPasskey(ticket, authenticator.get(options), visitor());
    });
    const results = await Promise.allSettled(answers);
    assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
  });
});

Deno.test("as a second factor a key without PIN does, for its own user and its own step", async () => {
  await withTown(async (town) => {
    const { auth } = town;
    const [ada, eve] = [await town.make("ada"), await town.make("eve")];
    const { authenticator } = await passkeyOf(town, ada);
    const eves = (await passkeyOf(town, eve)).authenticator;
    authenticator.verifies = false;
    const ticket = await ticketOf(town, "ada");
    assert.deepEqual((await auth.signIns.challenge(ticket))?.kinds, ["passkey", "recovery"]);
    const options = await auth.signIns.passkeyOptions(ticket, SITE);
    assert(options !== null);
    assert.equal(options.allowCredentials?.length, 1);
    assert.equal(await auth.signIns.passkeyOptions(ticket, "https://10.0.0.1"), null);
    assert.equal(await auth.signIns.passkeyOptions(ticket, "https://elsewhere.lab"), null);
    const prove = (by: SoftAuthenticator, to = ticket) =>
      auth.signIns.signInSecond(to, { kind: "passkey", response: by.get(options) }, visitor());
    assert.equal(await codeOf(prove(eves)), "401 wrong-passkey");
    // An answer to another question is none to this one.
    assert.equal(await codeOf(prove(authenticator, await ticketOf(town, "ada"))), "401 wrong-passkey");
    assert.equal((await prove(authenticator)).principal.userId, ada.userId);
    assert.equal(await codeOf(prove(authenticator)), "401 sign-in-over");
  });
});

Deno.test("a refused second factor is in the audit log: somebody has the password", async () => {
  await withTown(async (town) => {
    const { auth, store } = town;
    await passkeyOf(town, await town.make("ada"));
    const ticket = await ticketOf(town, "ada");
    const guess = auth.signIns.signInSecond(ticket, { kind: "code", code: "000000" }, visitor());
    assert.equal(await codeOf(guess), "401 wrong-code code");
    const [last] = await store.audit.list();
    assert.deepEqual([last?.what, last?.result, last?.who.username], ["session.sign-in", "refused", "ada"]);
  });
});

Deno.test("where passkeys cannot work they are not asked for, and a provider that is off leads nowhere", async () => {
  await withTown(async ({ auth }) => {
    for (const site of ["http://atoll.lab", "https://10.0.0.1", "https://[::1]:8000"]) {
      assert.equal(await codeOf(auth.signIns.passkeyQuestion(site)), "409 no-passkeys-here");
    }
    await auth.signIns.passkeyQuestion("http://localhost:8000");
    assert.deepEqual(await auth.signIns.ways(), { oidc: null });
    assert.equal(await codeOf(auth.signIns.oidcBegin(SITE, "/")), "404 no-oidc");
    assert.equal(auth.signIns.oidcNext("x"), null);
    assert.equal(await codeOf(auth.signIns.oidcFinish("x", "?code=1", visitor())), "401 sign-in-over");
  });
});

Deno.test("who has no password here is told how to prove it otherwise", async () => {
  await withTown(async (town) => {
    const ada = await town.make("ada");
    await town.store.users.change(ada.userId, (user) => ({ ...user, password: null, source: "oidc" }));
    assert.equal(await codeOf(town.auth.factors.confirm(ada, "x", "c")), "409 no-password");
  });
});
