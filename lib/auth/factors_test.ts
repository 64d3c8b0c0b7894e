import assert from "node:assert/strict";
import { Secret, TOTP } from "otpauth";
import { SoftAuthenticator } from "@/tests/api/authenticator.ts";
import { codeOf, NEW, type Town, withTown } from "@/tests/api/people.ts";
import { RECENT_MS } from "./recent.ts";
import type { Principal } from "./types.ts";

const SITE = "https://atoll.lab";
const codeAt = (secret: string, ms: number) =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) }).generate({ timestamp: ms });

/** Sets up an app; the clock then stands in the time step after the one that was used. */
async function app({ auth, clock }: Town, principal: Principal) {
  const { secret } = await auth.factors.totpBegin(principal);
  const codes = await auth.factors.totpConfirm(principal, codeAt(secret, clock.ms));
  clock.ms += 30_000;
  return { codes, code: () => codeAt(secret, clock.ms) };
}

async function add({ auth }: Town, principal: Principal, name: string) {
  const options = await auth.factors.passkeyBegin(principal, SITE);
  return await auth.factors.passkeyFinish(principal, SITE, name, new SoftAuthenticator(SITE).create(options));
}

Deno.test("an app counts once its first code was given, and its secret is shown until then", async () => {
  await withTown(async (town) => {
    const { auth, clock } = town;
    const ada = await town.make("ada");
    assert.equal(auth.factors.totpPending(ada), null);
    assert.equal(await codeOf(auth.factors.totpConfirm(ada, "123456")), "409 no-offer");
    const { secret } = await auth.factors.totpBegin(ada);
    assert.equal(auth.factors.totpPending(ada)?.secret, secret);
    assert.equal(auth.factors.totpPending(await town.signIn("ada")), null, "only where it was begun");
    assert.equal(await codeOf(auth.factors.totpConfirm(ada, "12345")), "422 wrong-code code");
    assert.equal((await auth.factors.mine(ada)).totp, false);
    const codes = await auth.factors.totpConfirm(ada, codeAt(secret, clock.ms));
    assert.equal(codes.length, 10);
    assert.equal(auth.factors.totpPending(ada), null);
    assert.deepEqual(await auth.factors.mine(ada), { totp: true, recoveryCodes: 10, passkeys: [] });
    assert.equal(await codeOf(auth.factors.totpBegin(ada)), "409 totp-exists");
  });
});

Deno.test("every change asks for a recent proof, and no token gives one", async () => {
  await withTown(async (town) => {
    const { auth, clock } = town;
    const ada = await town.make("ada");
    const { codes } = await app(town, ada);
    const { passkey } = await add(town, ada, "Phone");
    const options = await auth.factors.passkeyBegin(ada, SITE);
    const made = new SoftAuthenticator(SITE).create(options);
    const changes = (who: Principal) => [
      () => auth.factors.totpBegin(who),
      () => auth.factors.totpConfirm(who, "123456"),
      () => auth.factors.totpRemove(who, codes[0] ?? ""),
      () => auth.factors.newRecoveryCodes(who),
      () => auth.factors.passkeyBegin(who, SITE),
      () => auth.factors.passkeyFinish(who, SITE, "Key", made),
      () => auth.factors.passkeyRename(who, passkey.id, "x"),
      () => auth.factors.passkeyRemove(who, passkey.id),
    ];
    clock.ms += RECENT_MS;
    assert.equal(auth.factors.recent(ada), false);
    for (const change of changes(ada)) assert.equal(await codeOf(change()), "403 confirm-first");
    assert.equal(await codeOf(auth.factors.confirm(ada, "wrong", "c")), "401 wrong-credentials password");
    assert.equal(auth.factors.recent(ada), false);
    await auth.factors.confirm(ada, NEW, "c");
    assert.equal(auth.factors.recent(ada), true);
    const token: Principal = { ...ada, token: { id: "t", readOnly: false } };
    for (const change of [...changes(token), () => auth.factors.confirm(token, NEW, "c")]) {
      assert.equal(await codeOf(change()), "403 session-needed");
    }
    assert.deepEqual((await auth.factors.mine(ada)).passkeys.map(({ name }) => name), ["Phone"]);
  });
});

Deno.test("guesses at the password of who is signed in are slowed down", async () => {
  await withTown(async (town) => {
    const ada = await town.make("ada");
    for (let n = 0; n < 5; n++) {
      assert.equal(
        await codeOf(town.auth.factors.confirm(ada, "wrong", `c${n}`)),
        "401 wrong-credentials password",
      );
    }
    assert.equal(await codeOf(town.auth.factors.confirm(ada, NEW, "c")), "429 too-many-tries");
  });
});

Deno.test("passkeys have names, are renamed and taken away, and only one's own", async () => {
  await withTown(async (town) => {
    const { auth } = town;
    const [ada, eve] = [await town.make("ada"), await town.make("eve")];
    const first = await add(town, ada, " Phone ");
    assert.equal(first.recoveryCodes.length, 10);
    assert.deepEqual([first.passkey.name, first.passkey.site], ["Phone", "atoll.lab"]);
    assert.deepEqual((await add(town, ada, "Key")).recoveryCodes, [], "there are some already");
    for (const name of ["", " ", "x".repeat(65), "a\u202eb"]) {
      assert.equal(
        await codeOf(auth.factors.passkeyRename(ada, first.passkey.id, name)),
        "422 bad-name name",
      );
    }
    await auth.factors.passkeyRename(ada, first.passkey.id, "Old phone");
    assert.equal(await codeOf(auth.factors.passkeyRename(eve, first.passkey.id, "x")), "404 unknown-passkey");
    assert.equal(await codeOf(auth.factors.passkeyRemove(eve, first.passkey.id)), "404 unknown-passkey");
    assert.deepEqual((await auth.factors.mine(ada)).passkeys.map(({ name }) => name), ["Old phone", "Key"]);
    for (const { id } of (await auth.factors.mine(ada)).passkeys) await auth.factors.passkeyRemove(ada, id);
    // With the last one the recovery codes go, and the password is enough.
    assert.deepEqual(await auth.factors.mine(ada), { totp: false, recoveryCodes: 0, passkeys: [] });
    await town.signIn("ada");
  });
});

Deno.test("a passkey is made for the question that was asked, and there are ten at most", async () => {
  await withTown(async (town) => {
    const { auth } = town;
    const ada = await town.make("ada");
    const options = await auth.factors.passkeyBegin(ada, SITE);
    const answer = new SoftAuthenticator(SITE).create(options);
    const finish = (site = SITE, response = answer) => auth.factors.passkeyFinish(ada, site, "x", response);
    assert.equal(await codeOf(finish("https://elsewhere.lab")), "422 bad-passkey");
    assert.equal(await codeOf(finish()), "409 no-offer", "one answer to a question");
    await auth.factors.passkeyBegin(ada, SITE);
    assert.equal(await codeOf(finish()), "422 bad-passkey", "an answer to another one");
    for (let n = 0; n < 10; n++) await add(town, ada, `Key ${n}`);
    assert.equal(await codeOf(auth.factors.passkeyBegin(ada, SITE)), "409 too-many-passkeys");
  });
});

Deno.test("an app is taken away with a code of it or a recovery code; new recovery codes end the old ones", async () => {
  await withTown(async (town) => {
    const { auth } = town;
    const ada = await town.make("ada");
    assert.equal(await codeOf(auth.factors.totpRemove(ada, "123456")), "409 no-totp");
    assert.equal(await codeOf(auth.factors.newRecoveryCodes(ada)), "409 no-factor");
    const { codes, code } = await app(town, ada);
    const renewed = await auth.factors.newRecoveryCodes(ada);
    assert.equal(renewed.length, 10);
    assert.equal(await codeOf(auth.factors.totpRemove(ada, codes[0] ?? "")), "422 wrong-code code");
    await auth.factors.totpRemove(ada, code());
    await app(town, ada);
    const [recovery = ""] = await auth.factors.newRecoveryCodes(ada);
    await auth.factors.totpRemove(ada, recovery);
    assert.equal((await auth.factors.mine(ada)).totp, false);
  });
});

Deno.test("what somebody changes of their sign-in is in the audit log", async () => {
  await withTown(async (town) => {
    const ada = await town.make("ada");
    const { code } = await app(town, ada);
    const { passkey } = await add(town, ada, "Phone");
    await town.auth.factors.passkeyRename(ada, passkey.id, "Old");
    await town.auth.factors.passkeyRemove(ada, passkey.id);
    await town.auth.factors.newRecoveryCodes(ada);
    await town.auth.factors.totpRemove(ada, code());
    const noted = (await town.store.audit.list()).filter(({ who }) => who.userId === ada.userId);
    assert.deepEqual(noted.map(({ what }) => what).reverse().slice(1), [
      "totp.create",
      "passkey.create",
      "passkey.rename",
      "passkey.delete",
      "recovery-codes.create",
      "totp.delete",
    ]);
  });
});
