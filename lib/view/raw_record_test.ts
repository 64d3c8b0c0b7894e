import assert from "node:assert/strict";
import { rawFields, rawText } from "./raw_record.ts";

const fields = [
  { name: "name_label", type: "string", value: "db-01" },
  { name: "other_config", type: "(string -> string) map", value: { folder: "/Production" } },
  { name: "VCPUs_max", type: "int", value: 4 },
];

Deno.test("Fields are found by their name and by what they hold, whatever the case", () => {
  const found = (text: string) => rawFields(fields, text).map(({ name }) => name);
  assert.deepEqual(found(" vcpus "), ["VCPUs_max"]);
  assert.deepEqual(found("PRODUCTION"), ["other_config"]);
  assert.deepEqual(found("nothing of this"), []);
  assert.equal(found("").length, 3);
});

Deno.test("A value is text as it is, all else JSON", () => {
  assert.equal(rawText("a"), "a");
  assert.deepEqual(JSON.parse(rawText({ a: [1] })), { a: [1] });
});
