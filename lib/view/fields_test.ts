import assert from "node:assert/strict";
import { fieldNames, isCollection, isField } from "./fields.ts";
import { COLLECTIONS } from "./types.ts";

Deno.test("every collection has its fields, id first", () => {
  for (const collection of COLLECTIONS) {
    assert.equal(isCollection(collection), true);
    assert.equal(fieldNames(collection)[0], "id");
  }
});

Deno.test("names from outside are checked, inherited ones too", () => {
  assert.equal(isField("vm", "power_state"), true);
  assert.equal(isField("vm", "toString"), false);
  assert.equal(isCollection("constructor"), false);
  assert.equal(isCollection("vms"), false);
});
