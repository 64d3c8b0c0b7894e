import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { administratorGrant } from "./grants.ts";
import { foldName, joinGroups, type UserRecord, UserStore } from "./users.ts";

function user(username: string, change: Partial<UserRecord> = {}): UserRecord {
  return {
    id: crypto.randomUUID(),
    username,
    password: { algorithm: "scrypt", N: 16384, r: 8, p: 1, salt: "AAAA", hash: "AAAA" },
    created: new Date(0).toISOString(),
    disabled: false,
    groups: [],
    source: "local",
    ...change,
  };
}

Deno.test("of several first users at the same moment exactly one is created", async () => {
  await withKv(async (kv) => {
    const users = new UserStore(kv);
    assert.equal(await users.isSetUp(), false);
    const first = (user: UserRecord) => users.createFirst(user, administratorGrant(user.id, user.created));
    const results = await Promise.all(["a", "b", "c", "d"].map((name) => first(user(name))));
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
    await users.delete(ada.id);
    assert.equal(await users.byName("Ada"), null);
    assert.equal(await users.create(user("ada")), true);
  });
});

Deno.test("a changed user is read back; a deleted one does not come back", async () => {
  await withKv(async (kv) => {
    const users = new UserStore(kv);
    const ada = user("ada");
    await users.create(ada);
    const group = crypto.randomUUID();
    await users.change(ada.id, (now) => ({ ...now, groups: [group] }));
    assert.deepEqual((await users.get(ada.id))?.groups, [group]);
    await users.delete(ada.id);
    await users.delete(ada.id);
    await assert.rejects(users.change(ada.id, (now) => now), /there is no such user any more/);
    await assert.rejects(users.rename(ada.id, "eve"), /there is no such user any more/);
  });
});

Deno.test("of changes at the same moment none is lost", async () => {
  await withKv(async (kv) => {
    const users = new UserStore(kv);
    const ada = user("ada");
    await users.create(ada);
    const groups = Array.from({ length: 8 }, () => crypto.randomUUID());
    await Promise.all([
      ...groups.map((group) => users.change(ada.id, (now) => ({ ...now, groups: [...now.groups, group] }))),
      users.change(ada.id, (now) => ({ ...now, disabled: true })),
      users.rename(ada.id, "lovelace"),
    ]);
    const found = await users.byName("lovelace");
    assert.deepEqual(found?.groups.toSorted(), groups.toSorted());
    assert.equal(found?.disabled, true);
    assert.equal(await users.byName("ada"), null);
  });
});

Deno.test("a name is given away once, and its owner may spell it otherwise", async () => {
  await withKv(async (kv) => {
    const users = new UserStore(kv);
    const [ada, eve] = [user("ada"), user("eve")];
    await users.create(ada);
    await users.create(eve);
    assert.equal(await users.rename(eve.id, "ADA"), false);
    assert.equal(await users.rename(ada.id, "Ada"), true);
    assert.equal((await users.byName("ada"))?.username, "Ada");
    const results = await Promise.all([users.rename(ada.id, "grace"), users.rename(eve.id, "Grace")]);
    assert.equal(results.filter(Boolean).length, 1);
    const names: string[] = [];
    for await (const { key } of kv.list({ prefix: ["user_names"] })) names.push(String(key[1]));
    assert.deepEqual(names, (await users.list()).map(({ username }) => foldName(username)).toSorted());
  });
});

Deno.test("whoever follows users hears of each change when it is written", async () => {
  await withKv(async (kv) => {
    const users = new UserStore(kv);
    const heard: string[] = [];
    const end = users.onChange((_id, now) => heard.push(now === null ? "gone" : now.username));
    const ada = user("ada");
    await users.create(ada);
    await users.create(user("ADA"));
    await users.rename(ada.id, "grace");
    await users.change(ada.id, (now) => ({ ...now, username: "not by this way" }));
    await users.delete(ada.id);
    end();
    await users.create(ada);
    assert.deepEqual(heard, ["ada", "grace", "grace", "gone"]);
  });
});

Deno.test("when a user was last seen is kept while there is the user", async () => {
  await withKv(async (kv) => {
    const users = new UserStore(kv);
    const ada = user("ada");
    const time = new Date(0).toISOString();
    await users.saw(ada.id, time);
    assert.equal(await users.seen(ada.id), null);
    await users.create(ada);
    await users.saw(ada.id, time);
    assert.equal(await users.seen(ada.id), time);
    await users.delete(ada.id);
    assert.equal(await users.seen(ada.id), null);
  });
});

Deno.test("users from before there were groups have none, and what cannot be read is left alone", async () => {
  await withKv(async (kv) => {
    const ada = user("ada");
    const { groups: _groups, source: _source, ...before } = ada;
    await kv.set(["users", ada.id], before);
    await kv.set(["users", "broken"], { username: "x" });
    await joinGroups(kv);
    await joinGroups(kv);
    assert.deepEqual(await new UserStore(kv).get(ada.id), ada);
    assert.deepEqual((await kv.get(["users", "broken"])).value, { username: "x" });
  });
});

Deno.test("names compare by their folded form", () => {
  assert.equal(foldName("ＡＤＡ"), "ada");
});
