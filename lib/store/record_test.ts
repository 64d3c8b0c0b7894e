import assert from "node:assert/strict";
import { z } from "zod";
import { withKv } from "@/tests/api/support.ts";
import { BrokenRecordError, checked, commit, getRecord, listRecords, StoreError } from "./record.ts";

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
