import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { withDir, withKv } from "@/tests/api/support.ts";
import {
  BrokenRecordError,
  checked,
  commit,
  decodable,
  getRecord,
  listRecords,
  StoreError,
} from "./record.ts";

const schema = z.object({ count: z.int() });

Deno.test("a broken record names itself and the field, never the value", async () => {
  await withKv(async (kv) => {
    await kv.set(["things", "a"], { count: "top secret" });
    await assert.rejects(getRecord(kv, schema, ["things", "a"]), (error) => {
      assert(error instanceof BrokenRecordError);
      assert.match(error.message, /^Cannot read the record things\/a: count: /);
      assert(!error.message.includes("top secret"));
      return true;
    });
  });
});

Deno.test("a broken record does not take the rest of a list down", async () => {
  await withKv(async (kv) => {
    await kv.set(["things", "a"], { count: 1 });
    await kv.set(["things", "b"], "broken");
    await kv.set(["things", "c"], { count: 3 });
    const counts = [];
    for await (const { value } of listRecords(kv, schema, { prefix: ["things"] })) counts.push(value.count);
    assert.deepEqual(counts, [1, 3]);
  });
});

Deno.test("a key longer than the database takes names nothing", async () => {
  await withKv(async (kv) => {
    assert.equal(await getRecord(kv, schema, ["things", "x".repeat(5_000)]), null);
  });
});

Deno.test("what could not be read back is not written", () => {
  assert.throws(() => checked(schema, ["things", "a"], { count: 1.5 }), StoreError);
  assert.deepEqual(checked(schema, ["things", "a"], { count: 1 }), { count: 1 });
});

Deno.test("a commit whose check fails is an error", async () => {
  await withKv(async (kv) => {
    await kv.set(["a"], 1);
    await assert.rejects(
      commit(kv.atomic().check({ key: ["a"], versionstamp: null }).set(["a"], 2), "write a"),
      /^StoreError: Cannot write a: it was changed at the same time$/,
    );
    assert.equal((await kv.get(["a"])).value, 1);
  });
});

/** Writes records `list/0` … and then bytes that are no value into some of them. */
async function damaged(path: string, count: number, ...broken: number[]): Promise<Deno.Kv> {
  const kv = await Deno.openKv(path);
  for (let n = 0; n < count; n++) await kv.set(["list", `n${n}`], `value of ${n};`);
  kv.close();
  const database = new DatabaseSync(path);
  for (const n of broken) {
    const { changes } = database.prepare("UPDATE kv SET v = x'ffff0011' WHERE instr(v, ?) > 0")
      .run(new TextEncoder().encode(`value of ${n};`));
    assert.equal(changes, 1);
  }
  database.close();
  return await Deno.openKv(path);
}

Deno.test("a record whose bytes are damaged takes no other along, and what is left out is told", async () => {
  await withDir(async (dir) => {
    const kv = await damaged(join(dir, "one"), 10, 4);
    const places: unknown[] = [];
    const found = await Array.fromAsync(
      decodable(kv, { prefix: ["list"] }, {}, (place) => places.push(place)),
      ({ value }) => value,
    );
    assert.deepEqual(found, [0, 1, 2, 3, 5, 6, 7, 8, 9].map((n) => `value of ${n};`));
    assert.deepEqual(places, [{ after: "list/n3", before: "list/n5" }]);
    assert.equal((await Array.fromAsync(listRecords(kv, z.string(), { prefix: ["list"] }))).length, 9);
    assert.equal(await getRecord(kv, z.string(), ["list", "n3"]), "value of 3;");
    await assert.rejects(getRecord(kv, z.string(), ["list", "n4"]), (error) => {
      assert(error instanceof BrokenRecordError);
      assert.equal(error.message, "Cannot read the record list/n4: its bytes are damaged");
      return true;
    });
    kv.close();
  });
});

Deno.test("of several damaged records those before the first and behind the last can be read", async () => {
  await withDir(async (dir) => {
    for (const [broken, left] of [[[2, 5], 5], [[0], 8], [[8], 8], [[0, 8], 0]] as const) {
      const kv = await damaged(join(dir, broken.join("-")), 9, ...broken);
      const places: unknown[] = [];
      for (const selector of [{ prefix: ["list"] }, { start: ["list", "n"], end: ["list", "o"] }]) {
        const entries = await Array.fromAsync(decodable(kv, selector, {}, (place) => places.push(place)));
        assert.equal(entries.length, left, broken.join());
      }
      assert.equal(places.length, 2);
      kv.close();
    }
  });
});
