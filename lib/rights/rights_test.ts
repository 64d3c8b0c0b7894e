import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { fieldNames } from "@/lib/view/fields.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { Rights } from "./rights.ts";
import { ADA, grant, NED, People, rightsFor, user, VIC } from "./testing.ts";

const two = (cache = new Cache()) => rightsFor(cache, [[ADA, "administrator"], [VIC, "viewer"]]);

Deno.test("an administrator may do all, a viewer may read, everybody else nothing", async () => {
  const rights = await two();
  for (const action of ["vm.read", "vm.start", "pool.connection", "users.manage", "audit.read"]) {
    assert.equal(rights.can(ADA, action), true);
    assert.equal(rights.can(VIC, action), action === "vm.read", action);
    assert.equal(rights.canSomewhere(VIC, action), action === "vm.read", action);
    for (const nobody of [NED, null, { ...ADA, userId: "__proto__" }]) {
      assert.equal(rights.can(nobody, action), false);
      assert.equal(rights.canSomewhere(nobody, action), false);
    }
  }
});

Deno.test("an administrator sees everything, a viewer all but how pools are reached and trusted, nobody nothing", async () => {
  const rights = await two();
  const cache = new Cache();
  cache.openPool("p", { name: "lab" });
  const pool = cache.get("pool", "p");
  assert.ok(pool !== undefined);
  const hidden = (who: typeof ADA) =>
    COLLECTIONS.flatMap((collection) => {
      const fields = rights.sight(who).fields(collection);
      return fieldNames(collection).filter((field) => fields !== true && !fields.has(field))
        .map((field) => `${collection}.${field}`);
    });
  assert.deepEqual(hidden(ADA), []);
  assert.deepEqual(hidden(VIC), [
    "pool.offered_fingerprint",
    "pool.offered_address",
    "pool.tried",
    "pool.authorities",
  ]);
  assert.ok(rights.sight(ADA).all && rights.sight(VIC).all, "nothing is asked object by object");
  for (const nobody of [null, NED]) {
    const sight = rights.sight(nobody);
    assert.equal(sight.all, undefined);
    assert.ok(!sight.sees("pool", pool));
  }
});

Deno.test("everybody can be told the roles they hold", async () => {
  const rights = await two();
  const told = (who: typeof ADA | null) =>
    rights.holdings(who).map(({ role, scope }) => [role.id, scope.kind]);
  assert.deepEqual(told(ADA), [["administrator", "all"]]);
  assert.deepEqual([told(NED), told(null)], [[], []]);
});

Deno.test("a token for reading reads, whatever its user may do", async () => {
  const rights = await two();
  const reading = { ...ADA, token: { id: "t", readOnly: true } };
  assert.ok(rights.can(reading, "vm.read") && rights.can(reading, "audit.read"));
  assert.ok(!rights.can(reading, "vm.start") && !rights.can(reading, "users.manage"));
  assert.ok(!rights.canSomewhere(reading, "vm.start"));
  assert.ok(rights.can({ ...ADA, token: { id: "t", readOnly: false } }, "vm.start"));
});

Deno.test("every change is in force at once: users, groups, grants and roles", async () => {
  const people = new People();
  const rights = await Rights.load(people, new Cache());
  let told = 0;
  rights.onChange(() => told++);
  const may = () => rights.can(NED, "vm.snapshot");
  const group = crypto.randomUUID();
  const role = { id: crypto.randomUUID(), name: "Backup", description: "", actions: ["vm.snapshot"] };
  const given = { ...grant(group, role.id), subject: { kind: "group", id: group } as const };
  const steps: [string, () => void, boolean][] = [
    ["a user without grants", () => people.users.put(user(NED)), false],
    ["a group", () => people.groups.put({ id: group }), false],
    ["a role", () => people.roles.put(role), false],
    ["a grant to a group", () => people.grants.put(given), false],
    ["joining the group", () => people.users.put({ ...user(NED), groups: [group] }), true],
    ["disabled", () => people.users.put({ ...user(NED), groups: [group], disabled: true }), false],
    ["enabled", () => people.users.put({ ...user(NED), groups: [group] }), true],
    ["another role", () => people.roles.put({ ...role, actions: ["vm.start"] }), false],
    ["the role as it was", () => people.roles.put(role), true],
    ["the role is gone", () => people.roles.drop(role.id), false],
    ["and back", () => people.roles.put(role), true],
    ["the group is gone", () => people.groups.drop(group), false],
    ["and back", () => people.groups.put({ id: group }), true],
    ["the grant is gone", () => people.grants.drop(given.id), false],
    ["an own grant", () => people.grants.put(grant(NED.userId, "operator")), true],
    ["the user is gone", () => people.users.drop(NED.userId), false],
  ];
  for (const [what, step, expected] of steps) {
    const before = told;
    step();
    assert.equal(may(), expected, what);
    assert.equal(told, before + 1, what);
  }
});

Deno.test("a change of a user that changes no rights is told nobody", async () => {
  const people = new People();
  people.users.put(user(NED));
  const rights = await Rights.load(people, new Cache());
  rights.onChange(() => assert.fail("told"));
  people.users.put({ ...user(NED), username: "other" });
  assert.ok(!rights.can(NED, "vm.read"));
});

Deno.test("rights on a pool are rights on what is in it", async () => {
  const cache = new Cache();
  cache.openPool("p1", { name: "a" });
  cache.openPool("p2", { name: "b" });
  const people = new People();
  people.users.put(user(NED));
  people.grants.put(grant(NED.userId, "pool-admin", { kind: "pool", id: "p1" }));
  const rights = await Rights.load(people, cache);
  assert.ok(rights.can(NED, "pool.connection", { collection: "pool", id: "p1" }));
  assert.ok(!rights.can(NED, "pool.connection", { collection: "pool", id: "p2" }));
  assert.ok(!rights.can(NED, "pool.connection", { collection: "pool", id: "none" }));
  assert.ok(!rights.can(NED, "pool.connection"), "on all it is not");
  assert.ok(rights.canSomewhere(NED, "pool.connection"));
});

Deno.test("rights to Atoll itself count on everything only, and make an administrator with all others", async () => {
  const people = new People();
  people.users.put(user(NED));
  people.grants.put(grant(NED.userId, "administrator", { kind: "pool", id: "p1" }));
  const rights = await Rights.load(people, new Cache());
  const ned = { id: NED.userId, groups: [] };
  assert.ok(!rights.canSomewhere(NED, "users.manage"));
  assert.ok(!rights.administers(ned));
  people.grants.put(grant(NED.userId, "pool-admin"));
  assert.ok(!rights.administers(ned));
  const group = crypto.randomUUID();
  people.grants.put({ ...grant("", "administrator"), subject: { kind: "group", id: group } });
  assert.ok(!rights.administers(ned));
  assert.ok(!rights.administers({ ...ned, groups: [group] }), "there is no such group");
  people.groups.put({ id: group });
  assert.ok(rights.administers({ ...ned, groups: [group] }));
});
