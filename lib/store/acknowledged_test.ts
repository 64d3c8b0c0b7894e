import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { AcknowledgedStore, MOST_ACKNOWLEDGED } from "./acknowledged.ts";

const all = () => true;

Deno.test("what two devices acknowledge at the same moment is both kept, and taken back", async () => {
  await withKv(async (kv) => {
    const store = new AcknowledgedStore(kv);
    await kv.set(["users", "u"], "somebody");
    assert.deepEqual(await store.get("u"), []);
    await Promise.all(["a", "b", "c"].map((id) => store.change("u", [id], true, all)));
    assert.deepEqual([...await store.get("u")].sort(), ["a", "b", "c"]);
    await store.change("u", ["b", "never"], false, all);
    assert.deepEqual([...await store.get("u")].sort(), ["a", "c"]);
    assert.equal(await store.change("nobody", ["a"], true, all), false);
    assert.deepEqual(await store.get("nobody"), []);
  });
});

Deno.test("there is an end: what is gone goes first, then the oldest", async () => {
  await withKv(async (kv) => {
    const store = new AcknowledgedStore(kv);
    await kv.set(["users", "u"], "somebody");
    const ids = Array.from({ length: MOST_ACKNOWLEDGED }, (_, n) => `${crypto.randomUUID()}@${n}`);
    await store.change("u", ids, true, () => false);
    assert.equal((await store.get("u")).length, MOST_ACKNOWLEDGED, "nothing goes while there is room");
    await store.change("u", ["new"], true, (id) => id !== ids[7]);
    assert.deepEqual(await store.get("u"), [...ids.filter((id) => id !== ids[7]), "new"]);
    await store.change("u", ["newer"], true, all);
    assert.deepEqual(await store.get("u"), [...ids.slice(1).filter((id) => id !== ids[7]), "new", "newer"]);
  });
});

Deno.test("what cannot be read counts as nothing", async () => {
  await withKv(async (kv) => {
    const store = new AcknowledgedStore(kv);
    await kv.set(["users", "u"], "somebody");
    await kv.set(["acknowledged", "u"], { broken: true });
    assert.deepEqual(await store.get("u"), []);
    await store.change("u", ["a"], true, all);
    assert.deepEqual(await store.get("u"), ["a"]);
  });
});
