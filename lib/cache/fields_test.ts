import assert from "node:assert/strict";
import fc from "fast-check";
import type { Value } from "@/lib/xapi/types.ts";
import { bool, map, number, oneOf, ref, text, texts, time } from "./fields.ts";

Deno.test("well-formed fields are read as they are, sets and maps shared with the record", () => {
  const record: { [field: string]: Value } = {
    name: "a",
    size: 7,
    text_size: "8579674112",
    on: true,
    tags: ["x"],
    other: { a: "b" },
    host: "OpaqueRef:1",
    state: "Running",
    start: "2026-11-23T06:16:15Z",
  };
  assert.equal(text(record, "name"), "a");
  assert.equal(number(record, "size"), 7);
  assert.equal(number(record, "text_size"), 8579674112);
  assert.equal(bool(record, "on"), true);
  assert.equal(texts(record, "tags"), record.tags);
  assert.equal(map(record, "other"), record.other);
  assert.equal(ref(record, "host"), "OpaqueRef:1");
  assert.equal(oneOf(record, "state", ["Halted", "Running"]), "Running");
  assert.equal(time(record, "start"), "2026-11-23T06:16:15Z");
});

Deno.test("xapi's ways of saying nothing become null or a default", () => {
  assert.equal(ref({ host: "OpaqueRef:NULL" }, "host"), null);
  assert.equal(ref({ host: "" }, "host"), null);
  assert.equal(time({ start: "1970-01-01T00:00:00Z" }, "start"), null);
  assert.equal(time({ start: "19700101T00:00:00Z" }, "start"), null);
  assert.equal(time({ start: "20240420T12:00:00Z" }, "start"), "2024-04-20T12:00:00Z");
  assert.equal(number({ progress: NaN }, "progress", 0.3), 0.3);
  assert.deepEqual(texts({ tags: ["a", 1, null] }, "tags"), ["a"]);
  assert.deepEqual(map({ other: { a: "b", c: 1 } }, "other"), { a: "b" });
});

Deno.test("law: no value makes a reader throw, and each gives its own type", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const record = { field: value as Value };
    assert.equal(typeof text(record, "field"), "string");
    assert.ok(Number.isFinite(number(record, "field")));
    assert.equal(typeof bool(record, "field"), "boolean");
    assert.ok(texts(record, "field").every((item) => typeof item === "string"));
    assert.ok(Object.values(map(record, "field")).every((item) => typeof item === "string"));
    assert.ok(["Halted", "Running"].includes(oneOf(record, "field", ["Halted", "Running"])));
    for (const read of [ref(record, "field"), time(record, "field")]) {
      assert.ok(read === null || typeof read === "string");
    }
  }));
});
