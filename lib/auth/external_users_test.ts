import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import type { Store } from "@/lib/store/store.ts";
import { withStore } from "@/tests/api/support.ts";
import { someUser } from "@/tests/api/users.ts";
import type { Identity } from "./directory.ts";
import { ExternalUsers } from "./external_users.ts";

const who = (change: Partial<Identity> = {}): Identity => ({
  name: { source: "oidc", directory: "https://login.lab", subject: "1" },
  username: "ada",
  groups: [],
  ...change,
});
const refused = (code: string) => (error: unknown) =>
  error instanceof AtollError && error.status === 403 && error.code === code;

async function group(store: Store, name: string, external: string | null): Promise<string> {
  const id = crypto.randomUUID();
  await store.groups.create({ id, name, description: "", external, created: new Date(0).toISOString() });
  return id;
}

Deno.test("somebody is made a user once, and stays the same whatever they are called later", async () => {
  await withStore(async (store) => {
    const external = new ExternalUsers(store, () => 0, null);
    const first = await external.userOf(who(), true);
    assert.deepEqual([first.created, first.user.source, first.user.password], [true, "oidc", null]);
    const again = await external.userOf(who({ username: "grace" }), false);
    assert.deepEqual([again.created, again.user.id, again.user.username], [false, first.user.id, "ada"]);
  });
});

Deno.test("of first sign-ins at the same moment one makes the user, and all get it", async () => {
  await withStore(async (store) => {
    const external = new ExternalUsers(store, () => 0, null);
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => external.userOf(who(), true)));
    const ids = results.flatMap((one) => one.status === "fulfilled" ? [one.value.user.id] : []);
    assert.equal(new Set(ids).size, 1);
    assert.equal((await store.users.list()).length, 1);
  });
});

Deno.test("a name that is taken stays with who has it, in whatever spelling", async () => {
  await withStore(async (store) => {
    const external = new ExternalUsers(store, () => 0, null);
    const local = someUser("Ada");
    await store.users.create(local);
    await assert.rejects(external.userOf(who(), true), refused("name-taken"));
    await assert.rejects(external.userOf(who({ username: "ＡＤＡ" }), true), refused("name-taken"));
    assert.deepEqual(await store.users.list(), [local]);
    // Once the name is free they come in: nothing that was begun is in the way.
    await store.users.rename(local.id, "somebody");
    assert.equal((await external.userOf(who(), true)).user.username, "ada");
  });
});

Deno.test("users are made only where that is allowed, and with usable names", async () => {
  await withStore(async (store) => {
    const external = new ExternalUsers(store, () => 0, null);
    await assert.rejects(external.userOf(who(), false), refused("unknown-user"));
    for (const username of ["", " ", "a b", "<x>", "x".repeat(65), "-a"]) {
      await assert.rejects(external.userOf(who({ username }), true), refused("bad-username"));
    }
    assert.deepEqual(await store.users.list(), []);
  });
});

Deno.test("disabled users stay out, deleted ones begin anew without their rights", async () => {
  await withStore(async (store) => {
    const external = new ExternalUsers(store, () => 0, null);
    const { user } = await external.userOf(who(), true);
    await store.users.change(user.id, (now) => ({ ...now, disabled: true }));
    await assert.rejects(external.userOf(who(), true), refused("disabled"));
    await store.users.delete(user.id);
    const anew = await external.userOf(who(), true);
    assert.equal(anew.created, true);
    assert.notEqual(anew.user.id, user.id);
  });
});

Deno.test("groups that the directory decides about follow it; those given by hand stay", async () => {
  await withStore(async (store) => {
    const external = new ExternalUsers(store, () => 0, null);
    const [ops, admins, byHand] = [
      await group(store, "Operators", "xen-ops"),
      await group(store, "Admins", "xen-admins"),
      await group(store, "By hand", null),
    ];
    const { user } = await external.userOf(who({ groups: ["xen-ops", "By hand", "Admins"] }), true);
    assert.deepEqual(user.groups, [ops]);
    await store.users.change(user.id, (now) => ({ ...now, groups: [...now.groups, byHand] }));
    const moved = await external.userOf(who({ groups: ["xen-admins"] }), true);
    assert.deepEqual(moved.user.groups, [byHand, admins]);
    // A provider's claims have a case, LDAP's names have none.
    assert.deepEqual((await external.userOf(who({ groups: ["XEN-OPS"] }), true)).user.groups, [byHand]);
    const ldap = who({
      name: { source: "ldap", directory: "dc=lab", subject: "1" },
      username: "bob",
      groups: ["XEN-OPS"],
    });
    assert.deepEqual((await external.userOf(ldap, true)).user.groups, [ops]);
  });
});
