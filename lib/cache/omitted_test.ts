import assert from "node:assert/strict";
import { CLASSES } from "@/lib/xapi/schema.ts";
import { isKept, OMITTED, OMITTED_CLASSES } from "./omitted.ts";

Deno.test("what is left out is known to the model by that name, and stands there once", () => {
  const classes = new Map<string, { readonly fields: object }>(Object.entries(CLASSES));
  for (const [className, fields] of Object.entries(OMITTED)) {
    const known = classes.get(className);
    assert(known !== undefined, className);
    if (fields === "*") continue;
    assert.equal(new Set(fields).size, fields.length, className);
    for (const field of fields) assert(Object.hasOwn(known.fields, field), `${className}.${field}`);
  }
});

Deno.test("what identifies an object, names it or says what may be done to it is always kept", () => {
  for (const className of Object.keys(CLASSES)) {
    if (OMITTED_CLASSES.includes(className) || className.endsWith("_metrics")) continue;
    for (const field of ["uuid", "name_label", "name_description", "tags", "allowed_operations", "novel"]) {
      assert(isKept(className, field), `${className}.${field}`);
    }
  }
  assert(!isKept("role", "uuid"));
  assert(!isKept("VM", "NVRAM"));
  assert(isKept("toString", "x"));
});
