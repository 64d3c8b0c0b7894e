import assert from "node:assert/strict";
import { join } from "node:path";
import { codeOf, NEW, type Town, withTown } from "@/tests/api/people.ts";
import { withStore } from "@/tests/api/support.ts";
import { PASSWORD } from "@/tests/api/world.ts";
import { Administrators } from "./administrators.ts";
import { Auth } from "./auth.ts";
import { openPeople } from "./people.ts";
import { Tokens } from "./tokens.ts";

Deno.test("a user is made, signs in, is renamed, gets groups, and is deleted", async () => {
  await withTown(async (town) => {
    const { people, auth, admin } = town;
    const group = await people.createGroup(admin, { name: "Staff" });
    const made = await people.createUser(admin, {
      username: "Ada",
      password: NEW,
      groups: [group.id, group.id],
    });
    assert.deepEqual(
      { ...made, created: "" },
      {
        id: made.id,
        username: "Ada",
        created: "",
        disabled: false,
        groups: [group.id],
        source: "local",
        secondFactors: [],
        seen: null,
      },
    );
    const ada = (await auth.signIn("ada", NEW, "198.51.100.1")).principal;
    assert.deepEqual(await people.user(ada, ada.userId), await people.user(admin, ada.userId));
    assert.deepEqual((await people.users(admin)).map(({ username }) => username), ["Ada", "admin"]);

    await people.renameUser(admin, made.id, "Grace");
    assert.equal((await auth.signIn("grace", NEW, "198.51.100.1")).principal.username, "Grace");
    await people.deleteGroup(admin, group.id);
    assert.deepEqual((await people.user(admin, made.id)).groups, []);

    await people.deleteUser(admin, made.id);
    assert.equal(await codeOf(people.user(admin, made.id)), "404 unknown-user");
    assert.equal(await codeOf(auth.signIn("grace", NEW, "198.51.100.1")), "401 wrong-credentials");
    assert.deepEqual(
      (await town.store.audit.list()).filter(({ what }) => /^(user|group)\./.test(what))
        .map(({ what, object, message }) => [what, object?.name, message]),
      [
        ["user.delete", "Grace", ""],
        ["group.delete", "Staff", ""],
        ["user.rename", "Ada", "now Grace"],
        ["user.create", "Ada", "in Staff"],
        ["group.create", "Staff", ""],
      ],
    );
  });
});

Deno.test("what is wrong with a new user is told with its field, and nothing is made", async () => {
  await withTown(async (town) => {
    const { people, admin } = town;
    const create = (change: object) =>
      codeOf(people.createUser(admin, { username: "ada", password: NEW, ...change }));
    assert.equal(await create({ username: "<ada>" }), "422 bad-username username");
    assert.equal(await create({ username: "ADMIN" }), "409 name-taken username");
    assert.equal(await create({ password: "short" }), "422 weak-password password");
    assert.equal(await create({ password: "Password2026!" }), "422 weak-password password");
    assert.equal(await create({ password: "ada.ada.ada" }), "422 weak-password password");
    assert.equal(await create({ groups: [crypto.randomUUID()] }), "422 unknown-group groups");
    assert.equal((await people.users(admin)).length, 1);
    const other = await people.createUser(admin, { username: "eve", password: NEW });
    assert.equal(await codeOf(people.renameUser(admin, other.id, "Admin")), "409 name-taken username");
    assert.equal(await codeOf(people.renameUser(admin, other.id, "a b")), "422 bad-username username");
    assert.equal(await codeOf(people.renameUser(admin, "x".repeat(9_000), "ada")), "404 unknown-user");
  });
});

Deno.test("a disabled user's sessions, tokens and streams end at once; enabled, nothing comes back but the tokens", async () => {
  await withTown(async (town) => {
    const { people, auth, admin } = town;
    const { id } = await people.createUser(admin, { username: "ada", password: NEW });
    const session = await auth.signIn("ada", NEW, "198.51.100.1");
    const { secret } = await people.createToken(session.principal, {
      name: "ci",
      scope: "user",
      expires: null,
    });
    const ended: string[] = [];
    auth.sessions.onEnd((session) => ended.push(session));
    await people.setDisabled(admin, id, true);
    assert.deepEqual(ended.slice(0, 1), [session.principal.sessionId]);
    assert.equal(await auth.verify(session.cookie), null);
    assert.equal(await auth.verifyToken(secret), null);
    assert.equal(await codeOf(auth.signIn("ada", NEW, "198.51.100.1")), "401 wrong-credentials");
    await people.setDisabled(admin, id, false);
    assert.equal(await auth.verify(session.cookie), null);
    assert.equal((await auth.verifyToken(secret))?.userId, id);
    assert.equal((await auth.signIn("ada", NEW, "198.51.100.1")).principal.userId, id);
  });
});

Deno.test("the last administrator can be neither disabled, deleted nor put out of the group that makes one", async () => {
  await withTown(async (town) => {
    const { people, rightsAdmin, admin } = town;
    const group = await people.createGroup(admin, { name: "Administrators" });
    await rightsAdmin.grant(admin, {
      subject: { kind: "group", id: group.id },
      role: "administrator",
      scope: { kind: "all" },
    });
    await people.createUser(admin, { username: "ada", password: NEW, groups: [group.id] });
    const ada = await town.signIn("ada");
    // Ada takes the first administrator's place.
    await people.deleteUser(ada, admin.userId);
    assert.equal(await codeOf(people.setGroups(ada, ada.userId, [])), "409 last-administrator");
    assert.equal(await codeOf(people.deleteGroup(ada, group.id)), "409 last-administrator");
    // Oneself is refused anyhow, and whoever else there is does not count unless they administer.
    assert.equal(await codeOf(people.setDisabled(ada, ada.userId, true)), "409 yourself");
    assert.equal(await codeOf(people.deleteUser(ada, ada.userId)), "409 yourself");
    const eve = await people.createUser(ada, { username: "eve", password: NEW });
    assert.equal(await codeOf(people.deleteGroup(ada, group.id)), "409 last-administrator");
    await people.setGroups(ada, eve.id, [group.id]);
    await people.setGroups(ada, ada.userId, []);
    assert.equal(await codeOf(people.users(ada)), "403 forbidden");
    const grants = (await town.store.audit.list()).filter(({ result }) => result === "refused");
    assert(
      grants.some(({ what, message }) => what === "group.delete" && /nobody who administers/.test(message)),
    );
  });
});

Deno.test("of administrators who disable each other at the same moment one is left", async () => {
  await withTown(async (town) => {
    const { people, rightsAdmin, admin } = town;
    const { id } = await people.createUser(admin, { username: "ada", password: NEW });
    await rightsAdmin.grant(admin, {
      subject: { kind: "user", id },
      role: "administrator",
      scope: { kind: "all" },
    });
    const ada = await town.signIn("ada");
    const results = await Promise.allSettled([
      people.setDisabled(admin, ada.userId, true),
      people.setDisabled(ada, admin.userId, true),
    ]);
    assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
    assert.equal((await town.store.users.list()).filter(({ disabled }) => !disabled).length, 1);
  });
});

Deno.test("who manages people manages all but administrators, and makes none", async () => {
  await withTown(async (town) => {
    const { people, admin } = town;
    const desk = await helpDesk(town);
    const own = await people.createUser(desk, { username: "eve", password: NEW });
    await people.resetPassword(desk, own.id, "another fine password");
    await people.setDisabled(desk, own.id, true);
    const administrators = await people.createGroup(admin, { name: "Administrators" });
    await town.rightsAdmin.grant(admin, {
      subject: { kind: "group", id: administrators.id },
      role: "administrator",
      scope: { kind: "all" },
    });
    const refused = [
      () => people.resetPassword(desk, admin.userId, NEW),
      () => people.resetSecondFactors(desk, admin.userId),
      () => people.setDisabled(desk, admin.userId, true),
      () => people.deleteUser(desk, admin.userId),
      () => people.renameUser(desk, admin.userId, "x"),
      () => people.setGroups(desk, desk.userId, [administrators.id]),
      () => people.createUser(desk, { username: "mallory", password: NEW, groups: [administrators.id] }),
      () => people.changeGroup(desk, administrators.id, { external: "cn=everybody" }),
      () => people.deleteGroup(desk, administrators.id),
    ];
    for (const attempt of refused) assert.equal(await codeOf(attempt()), "403 forbidden", String(attempt));
    assert.equal((await people.user(admin, admin.userId)).username, "admin");
    await people.deleteUser(desk, own.id);
  });
});

Deno.test("without the right, others are neither seen nor changed, whether they are there or not", async () => {
  await withTown(async (town) => {
    const { people, admin } = town;
    await people.createUser(admin, { username: "ada", password: NEW });
    const ada = await town.signIn("ada");
    for (const id of [admin.userId, crypto.randomUUID()]) {
      const attempts = [
        () => people.user(ada, id),
        () => people.renameUser(ada, id, "x"),
        () => people.setDisabled(ada, id, true),
        () => people.setGroups(ada, id, []),
        () => people.deleteUser(ada, id),
        () => people.resetPassword(ada, id, NEW),
        () => people.resetSecondFactors(ada, id),
        () => people.sessions(ada, id),
        () => people.endSessionsOf(ada, id),
        () => people.tokens(ada, id),
      ];
      for (const attempt of attempts) assert.equal(await codeOf(attempt()), "403 forbidden", String(attempt));
    }
    for (const all of ["users", "groups"] as const) {
      assert.equal(await codeOf(people[all](ada)), "403 forbidden");
    }
    assert.equal(await codeOf(people.sessions(ada, null)), "403 forbidden");
  });
});

Deno.test("a reset password ends all sessions of the user and lets in by the new one only", async () => {
  await withTown(async (town) => {
    const { people, auth, admin } = town;
    const { id } = await people.createUser(admin, { username: "ada", password: NEW });
    const { cookie } = await auth.signIn("ada", NEW, "198.51.100.1");
    assert.equal(await codeOf(people.resetPassword(admin, id, "short")), "422 weak-password password");
    assert.notEqual(await auth.verify(cookie), null);
    await people.resetPassword(admin, id, "another fine password");
    assert.equal(await auth.verify(cookie), null);
    assert.equal(await codeOf(auth.signIn("ada", NEW, "198.51.100.1")), "401 wrong-credentials");
    await auth.signIn("ada", "another fine password", "198.51.100.1");
    assert.equal(await codeOf(people.resetPassword(admin, admin.userId, NEW)), "409 yourself");
    await town.store.users.change(id, (user) => ({ ...user, source: "ldap", password: null }));
    assert.equal(await codeOf(people.resetPassword(admin, id, NEW)), "409 directory-user");
  });
});

Deno.test("of a deleted user nothing is left but the audit log, and a deletion that was cut short can be done again", async () => {
  await withStore(async (store, dir) => {
    const auth = new Auth(store, { cost: 2 ** 8 });
    await auth.ensureAdmin(PASSWORD);
    const { principal: admin } = await auth.signIn("admin", PASSWORD, "c");
    let power = true;
    const tokens = new (class extends Tokens {
      override endOf(id: string): Promise<void> {
        return power ? super.endOf(id) : Promise.reject(new Error("power cut"));
      }
    })(store.tokens, store.users, Date.now);
    const people = openPeople({
      store,
      tokens,
      sessions: auth.sessions,
      hasher: auth.hasher,
      rights: { can: () => true, administers: ({ id }) => id === admin.userId },
      administrators: new Administrators(store.users),
    });
    const { id } = await people.createUser(admin, { username: "ada", password: NEW });
    const ada = (await auth.signIn("ada", NEW, "c")).principal;
    await people.createToken(ada, { name: "ci", scope: "user", expires: null });
    await people.setPreferences(ada, { theme: "dark" });
    await store.factors.change(id, (factors) => ({ ...factors, totp: { secret: "ABCDEFGH", step: 0 } }));
    await store.identities.claim({ source: "oidc", directory: "https://idp", subject: "1" }, id, null);
    await store.users.saw(id, new Date().toISOString());

    using kv = await Deno.openKv(join(dir, "atoll.kv"));
    const kept = async () => {
      const names = new Set<string>();
      for await (const { key, value } of kv.list({ prefix: [] })) {
        if (JSON.stringify([key, value]).includes(id)) names.add(String(key[0]));
      }
      return [...names].filter((name) => !name.startsWith("audit")).toSorted();
    };
    const all = await kept();
    assert.deepEqual(all, [
      "factors",
      "identities",
      "preferences",
      "sessions",
      "tokens",
      "user_names",
      "user_seen",
      "user_sessions",
      "user_tokens",
      "users",
    ]);
    power = false;
    await assert.rejects(people.deleteUser(admin, id), /power cut/);
    assert.deepEqual(await kept(), all.filter((name) => !name.endsWith("sessions")));
    assert.equal((await people.user(admin, id)).username, "ada");
    power = true;
    await people.deleteUser(admin, id);
    assert.deepEqual(await kept(), []);
    assert.equal(await codeOf(people.deleteUser(admin, id)), "404 unknown-user");
  });
});

/** Somebody who may manage people and nothing else. */
async function helpDesk(town: Town) {
  const { people, rightsAdmin, admin } = town;
  const { id } = await people.createUser(admin, { username: "desk", password: NEW });
  const role = await rightsAdmin.createRole(admin, {
    name: "Help desk",
    description: "",
    actions: ["users.manage"],
  });
  await rightsAdmin.grant(admin, { subject: { kind: "user", id }, role: role.id, scope: { kind: "all" } });
  return await town.signIn("desk");
}
