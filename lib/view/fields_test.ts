import assert from "node:assert/strict";
import { fieldNamed, fieldNames, isCollection, isField } from "./fields.ts";
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

Deno.test("a field is known by its own name and, where it has one, by a short one", () => {
  assert.equal(fieldNamed("vm", "power_state"), "power_state");
  assert.equal(fieldNamed("vm", "power"), "power_state");
  assert.equal(fieldNamed("snapshot", "power"), "power_state");
  for (const name of ["toString", "__proto__", "powers"]) assert.equal(fieldNamed("vm", name), undefined);
  assert.equal(fieldNamed("host", "power"), undefined);
});
