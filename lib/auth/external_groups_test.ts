// What sign-in by a directory does to groups that rights hang on: with the rights themselves, that nobody is left locked out.
import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { Rights } from "@/lib/rights/rights.ts";
import type { Store } from "@/lib/store/store.ts";
import { withStore } from "@/tests/api/support.ts";
import { Administrators } from "./administrators.ts";
import type { Identity } from "./directory.ts";
import { ExternalUsers } from "./external_users.ts";

const GROUP = "aaaaaaaa-0000-4000-8000-000000000001";
const BY_HAND = "aaaaaaaa-0000-4000-8000-000000000002";
const BEGAN = "2026-01-01T00:00:00.000Z";

const said = (...groups: string[]): Identity => ({
  name: { source: "oidc", directory: "https://login.test", subject: "1" },
  username: "grace",
  groups,
});
const saidOfAda = (...groups: string[]): Identity => ({
  ...said(...groups),
  name: { ...said().name, subject: "2" },
  username: "ada",
});

/** With a group `root` of the directory, whose members administer Atoll, and one that people are put into by hand. */
function withDirectory(run: (external: ExternalUsers, store: Store) => Promise<void>): Promise<void> {
  return withStore(async (store) => {
    const about = { description: "", created: BEGAN };
    await store.groups.create({ id: GROUP, name: "Root", external: "root", ...about });
    await store.groups.create({ id: BY_HAND, name: "By hand", external: null, ...about });
    await store.grants.create({
      id: crypto.randomUUID(),
      subject: { kind: "group", id: GROUP },
      role: "administrator",
      scope: { kind: "all" },
      created: BEGAN,
    });
    const rights = await Rights.load(store, new Cache());
    const keeping = { administrators: new Administrators(store.users), rights };
    await run(new ExternalUsers(store, Date.now, keeping), store);
  });
}

const entries = async (store: Store) =>
  (await store.audit.list()).map(({ who, what, object, result, message }) => [
    who.username,
    what,
    object?.name,
    result,
    message,
  ]).reverse();

Deno.test("what a directory does to users and their groups is in the audit log", async () => {
  await withDirectory(async (external, store) => {
    const { user, created } = await external.userOf(said("other"), true);
    assert.deepEqual([created, user.groups], [true, []]);
    assert.deepEqual((await external.userOf(said("root"), true)).user.groups, [GROUP]);
    await external.userOf(said("root"), true);
    assert.deepEqual(await entries(store), [
      ["(oidc)", "user.create", "grace", "done", ""],
      ["(oidc)", "user.groups", "grace", "done", "in Root"],
    ]);
  });
});

Deno.test("a directory does not take the last administrator away, and may once there is another one", async () => {
  await withDirectory(async (external, store) => {
    const { user } = await external.userOf(said("root"), true);
    assert.deepEqual((await external.userOf(said(), true)).user.groups, [GROUP]);
    assert.deepEqual((await store.users.get(user.id))?.groups, [GROUP]);
    const last = (await entries(store)).at(-1);
    assert.deepEqual(last?.slice(0, 4), ["(oidc)", "user.groups", "grace", "refused"]);

    await external.userOf(saidOfAda("root"), true);
    assert.deepEqual((await external.userOf(said(), true)).user.groups, []);
  });
});

Deno.test("of two administrators whom a directory takes away at the same moment one stays", async () => {
  await withDirectory(async (external, store) => {
    await external.userOf(said("root"), true);
    await external.userOf(saidOfAda("root"), true);
    await Promise.all([external.userOf(said(), true), external.userOf(saidOfAda(), true)]);
    const left = (await store.users.list()).filter(({ groups }) => groups.includes(GROUP));
    assert.equal(left.length, 1);
  });
});

Deno.test("a group given by hand while the directory is followed stays", async () => {
  await withDirectory(async (external, store) => {
    const { user } = await external.userOf(said(), true);
    const following = external.userOf(said("root"), true);
    await store.users.change(user.id, (now) => ({ ...now, groups: [...now.groups, BY_HAND] }));
    await following;
    assert.deepEqual((await store.users.get(user.id))?.groups.toSorted(), [GROUP, BY_HAND]);
  });
});
