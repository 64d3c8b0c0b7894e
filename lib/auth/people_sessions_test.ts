import assert from "node:assert/strict";
import { codeOf, NEW, withTown } from "@/tests/api/people.ts";

const DAY = 86_400_000;

Deno.test("one's own sessions are listed and ended; of others' one learns nothing", async () => {
  await withTown(async ({ people, auth, admin, make }) => {
    const ada = await make("ada");
    const second = await auth.signIn("ada", NEW, "203.0.113.9");
    const listed = await people.sessions(ada, ada.userId);
    assert.deepEqual(listed.map(({ client, current }) => [client, current]).toSorted(), [
      ["203.0.113.9", false],
      ["client of ada", true],
    ]);
    assert.equal(await codeOf(people.endSession(ada, admin.sessionId)), "404 unknown-session");
    assert.equal(await codeOf(people.endSession(ada, crypto.randomUUID())), "404 unknown-session");
    await people.endSession(ada, second.principal.sessionId);
    assert.equal(await auth.verify(second.cookie), null);
    const third = await auth.signIn("ada", NEW, "203.0.113.9");
    await people.endSessionsOf(ada, ada.userId);
    assert.equal(await auth.verify(third.cookie), null);
    assert.deepEqual((await people.sessions(ada, ada.userId)).map(({ id }) => id), [ada.sessionId]);
  });
});

Deno.test("who manages people sees everybody's sessions and ends them", async () => {
  await withTown(async ({ people, auth, admin, make }) => {
    const ada = await make("ada");
    const all = await people.sessions(admin, null);
    assert.deepEqual(all.map(({ id }) => id).toSorted(), [ada.sessionId, admin.sessionId].toSorted());
    await people.endSession(admin, ada.sessionId);
    assert.equal(auth.lasts(ada), false);
    const again = await auth.signIn("ada", NEW, "c");
    await people.endSessionsOf(admin, ada.userId);
    assert.equal(await auth.verify(again.cookie), null);
    assert.equal(auth.lasts(admin), true);
    assert.equal(await codeOf(people.sessions(admin, "x".repeat(9_000))), "404 unknown-user");
  });
});

Deno.test("a token is made once, used, listed and revoked", async () => {
  await withTown(async ({ people, auth, admin, make, clock }) => {
    const ada = await make("ada");
    const expires = new Date(clock.ms + 30 * DAY).toISOString();
    const { info, secret } = await people.createToken(ada, { name: "ci", scope: "user", expires });
    assert.equal(info.used, null);
    const bearer = await auth.verifyToken(secret);
    assert.equal(bearer?.userId, ada.userId);
    assert.deepEqual(await people.tokens(admin, ada.userId), [
      { ...info, used: new Date(clock.ms).toISOString() },
    ]);
    assert.equal(await codeOf(people.tokens(ada, admin.userId)), "403 forbidden");
    const other = await people.createToken(admin, { name: "x", scope: "user", expires: null });
    assert.equal(await codeOf(people.revokeToken(ada, other.info.id)), "404 unknown-token");
    await people.revokeToken(ada, info.id);
    assert.equal(await auth.verifyToken(secret), null);
    await people.revokeToken(admin, other.info.id);
  });
});

Deno.test("what is wrong with a token is told with its field, and there are a hundred at most", async () => {
  await withTown(async ({ people, make, clock }) => {
    const ada = await make("ada");
    const create = (change: object) =>
      codeOf(people.createToken(ada, { name: "ci", scope: "user", expires: null, ...change }));
    assert.equal(await create({ name: "" }), "422 bad-input name");
    assert.equal(await create({ scope: "all" }), "422 bad-input scope");
    assert.equal(await create({ expires: "tomorrow" }), "422 bad-input expires");
    assert.equal(await create({ expires: new Date(clock.ms).toISOString() }), "422 bad-input expires");
    assert.equal(await create({ expires: "9999-12-31T00:00:00Z" }), "422 bad-input expires");
    for (let n = 0; n < 100; n++) {
      await people.createToken(ada, { name: `${n}`, scope: "read-only", expires: null });
    }
    assert.equal(await create({}), "409 too-many-tokens");
  });
});

Deno.test("a token makes no tokens, changes no passwords and takes away no factors; one for reading changes nothing", async () => {
  await withTown(async ({ people, auth, admin, make }) => {
    const ada = await make("ada");
    const { secret } = await people.createToken(admin, { name: "all", scope: "user", expires: null });
    const token = await auth.verifyToken(secret);
    assert(token !== null);
    const needing = [
      () => people.createToken(token, { name: "more", scope: "user", expires: null }),
      () => people.changePassword(token, NEW, "another fine password"),
      () => people.resetPassword(token, ada.userId, "another fine password"),
      () => people.resetSecondFactors(token, ada.userId),
    ];
    for (const attempt of needing) {
      assert.equal(await codeOf(attempt()), "403 session-needed", String(attempt));
    }
    assert.equal((await people.users(token)).length, 2);

    const reading = await people.createToken(admin, { name: "graphs", scope: "read-only", expires: null });
    const reader = await auth.verifyToken(reading.secret);
    assert(reader !== null);
    const changing = [
      () => people.setPreferences(reader, { theme: "dark" }),
      () => people.endSession(reader, admin.sessionId),
      () => people.endSessionsOf(reader, admin.userId),
      () => people.revokeToken(reader, reading.info.id),
      () => people.setDisabled(reader, ada.userId, true),
      () => people.deleteUser(reader, ada.userId),
      () => people.createGroup(reader, { name: "x" }),
    ];
    for (const attempt of changing) assert.equal(await codeOf(attempt()), "403 forbidden", String(attempt));
    assert.equal((await people.tokens(reader, admin.userId)).length, 2);
  });
});

Deno.test("who manages people without being an administrator ends no administrator's sessions and tokens", async () => {
  await withTown(async ({ people, auth, rightsAdmin, store, admin, make }) => {
    const hana = await make("hana");
    const ada = await make("ada");
    const role = await rightsAdmin.createRole(admin, {
      name: "HR",
      description: "",
      actions: ["users.manage"],
    });
    await rightsAdmin.grant(admin, {
      subject: { kind: "user", id: hana.userId },
      role: role.id,
      scope: { kind: "all" },
    });
    const { info } = await people.createToken(admin, { name: "x", scope: "user", expires: null });
    assert.equal(await codeOf(people.endSession(hana, admin.sessionId)), "403 forbidden");
    assert.equal(await codeOf(people.endSessionsOf(hana, admin.userId)), "403 forbidden");
    assert.equal(await codeOf(people.revokeToken(hana, info.id)), "403 forbidden");
    assert.equal(auth.lasts(admin), true);
    const refused = (await store.audit.list()).filter(({ result }) => result === "refused");
    assert.deepEqual(refused.map(({ what }) => what), ["token.revoke", "session.end-all", "session.end"]);
    await people.endSessionsOf(hana, ada.userId);
    assert.equal(auth.lasts(ada), false);
    await people.endSessionsOf(hana, hana.userId);
    await people.endSession(admin, hana.sessionId);
  });
});

Deno.test("a session that was found open makes no token: the password is asked for again after ten minutes", async () => {
  await withTown(async ({ people, auth, make, clock }) => {
    const ada = await make("ada");
    clock.ms += 11 * 60_000;
    const create = () => codeOf(people.createToken(ada, { name: "ci", scope: "user", expires: null }));
    assert.equal(await create(), "403 confirm-first");
    await auth.factors.confirm(ada, NEW, "c");
    await people.createToken(ada, { name: "ci", scope: "user", expires: null });
  });
});
