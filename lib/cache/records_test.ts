import assert from "node:assert/strict";
import { Compactor } from "@/lib/xapi/compact.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { Records } from "./records.ts";

function some(): Records {
  const records = new Records();
  records.set("A", { uuid: "a" });
  records.set(
    "B",
    new Compactor({ VM: ["children"] }).later("VM", { uuid: "b", parent: "OpaqueRef:NULL", children: [] }),
  );
  return records;
}

const READ: [string, XapiRecord][] = [["A", { uuid: "a" }], ["B", { uuid: "b", parent: null }]];

Deno.test("a record that nobody has read yet is decoded and compact to whoever looks, in every way to look", () => {
  assert.deepEqual(some().get("B"), READ[1]?.[1]);
  assert.deepEqual([...some()], READ);
  assert.deepEqual([...some().entries()], READ);
  assert.deepEqual([...some().values()], READ.map(([, record]) => record));
  const seen: [string, XapiRecord][] = [];
  some().forEach((record, ref) => seen.push([ref, record]));
  assert.deepEqual(seen, READ);
});

Deno.test("it is read once: all get the same record", () => {
  const records = some();
  const first = records.get("B");
  assert.equal(records.get("B"), first);
  assert.equal(new Records(records).get("B"), first);
});

Deno.test("to know what is there nothing is read", () => {
  const records = some();
  assert.equal(records.size, 2);
  assert.ok(records.has("B") && !records.has("C"));
  assert.deepEqual([...records.keys()], ["A", "B"]);
  records.delete("B");
  assert.equal(records.get("B"), undefined);
});

Deno.test("a copy goes its own way", () => {
  const records = some(), copy = new Records(records);
  copy.delete("A");
  copy.set("C", { uuid: "c" });
  assert.deepEqual([...records.keys()], ["A", "B"]);
  assert.deepEqual([...copy.keys()], ["B", "C"]);
});
