import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { foldName, type UserRecord, UserStore } from "./users.ts";

function user(username: string, change: Partial<UserRecord> = {}): UserRecord {
  return {
    id: crypto.randomUUID(),
    username,
    role: "administrator",
    password: { algorithm: "scrypt", N: 16384, r: 8, p: 1, salt: "AAAA", hash: "AAAA" },
    created: new Date(0).toISOString(),
    disabled: false,
    ...change,
  };
}

Deno.test("of several first users at the same moment exactly one is created", async () => {
  await withKv(async (kv) => {
    const users = new UserStore(kv);
    assert.equal(await users.isSetUp(), false);
    const results = await Promise.all(["a", "b", "c", "d"].map((name) => users.createFirst(user(name))));
    assert.equal(results.filter(Boolean).length, 1);
    assert.equal((await users.list()).length, 1);
    assert.equal(await users.isSetUp(), true);
  });
});

Deno.test("a name is taken whatever its case, and free again when its user is deleted", async () => {
  await withKv(async (kv) => {
    const users = new UserStore(kv);
    const ada = user("Ada");
    assert.equal(await users.create(ada), true);
    assert.equal(await users.create(user("ADA")), false);
    assert.equal((await users.byName("aDa"))?.id, ada.id);
    await users.delete(ada);
    assert.equal(await users.byName("Ada"), null);
    assert.equal(await users.create(user("ada")), true);
  });
});

Deno.test("a changed user is read back; a deleted one does not come back", async () => {
  await withKv(async (kv) => {
    const users = new UserStore(kv);
    const ada = user("ada");
    await users.create(ada);
    await users.update({ ...ada, role: "read-only" });
    assert.equal((await users.get(ada.id))?.role, "read-only");
    await users.delete(ada);
    await assert.rejects(users.update(ada), /there is no such user any more/);
  });
});

Deno.test("names compare by their folded form", () => {
  assert.equal(foldName("ＡＤＡ"), "ada");
});
