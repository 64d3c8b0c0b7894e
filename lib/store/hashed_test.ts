import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { hashedFields, type HashedRecord, HashedStore } from "./hashed.ts";

function record(letter: string, userId: string): HashedRecord {
  return {
    hash: letter.repeat(64),
    id: crypto.randomUUID(),
    userId,
    created: new Date(0).toISOString(),
  };
}

async function keys(kv: Deno.Kv): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of kv.list({ prefix: [] })) found.push(key.slice(0, 2).join("/"));
  return found;
}

const open = (kv: Deno.Kv) =>
  new HashedStore<HashedRecord>(kv, { prefix: "things", schema: hashedFields, ends: () => null });

Deno.test("records are found by hash and by user, and deleted from both", async () => {
  await withKv(async (kv) => {
    const store = open(kv);
    const [ada, eve] = [crypto.randomUUID(), crypto.randomUUID()];
    const [one, two, three] = [record("a", ada), record("b", ada), record("c", eve)];
    for (const each of [one, two, three]) await store.create(each);
    assert.deepEqual(await store.get(one.hash), one);
    assert.deepEqual(await store.listOf(ada), [one, two]);
    assert.deepEqual(await store.list(), [one, two, three]);
    await store.delete(one);
    assert.equal(await store.get(one.hash), null);
    assert.deepEqual(await store.listOf(ada), [two]);
    await store.deleteOf(ada);
    assert.deepEqual(await keys(kv), [`things/${three.hash}`, `user_things/${eve}`]);
  });
});

Deno.test("a deleted record cannot be brought back by a late update", async () => {
  await withKv(async (kv) => {
    const store = open(kv);
    const one = record("a", crypto.randomUUID());
    await store.create(one);
    const later = { ...one, created: new Date(1).toISOString() };
    assert.equal(await store.update(later), true);
    assert.deepEqual(await store.get(one.hash), later);
    await store.delete(one);
    assert.equal(await store.update(one), false);
    assert.deepEqual(await keys(kv), []);
  });
});

Deno.test("a record that cannot be read is deleted with its user's", async () => {
  await withKv(async (kv) => {
    const store = open(kv);
    const one = record("a", crypto.randomUUID());
    await store.create(one);
    await kv.set(["things", one.hash], { hash: "nonsense" });
    await store.deleteOf(one.userId);
    assert.deepEqual(await keys(kv), []);
  });
});
