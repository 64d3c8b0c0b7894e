// Names of classes and methods, in any spelling.
import { strict as assert } from "node:assert";
import { classSpelling, methodSchema, recordFields } from "./model.ts";

Deno.test("events name classes in lower case, the model does not", () => {
  assert.equal(classSpelling("vm_guest_metrics"), "VM_guest_metrics");
  assert.equal(classSpelling("sr"), "SR");
  assert.equal(classSpelling("driver_variant"), "driver_variant");
  assert.equal(recordFields("vm")?.name_label?.[0], "string");
  assert.equal(recordFields("constructor"), undefined);
});

Deno.test("a method is found with and without Async", () => {
  assert.equal(methodSchema("VM.start"), methodSchema("Async.VM.start"));
  assert.equal(methodSchema("session.login_with_password")?.noSession, true);
  for (const name of ["VM.toString", "No.such", "start", ""]) assert.equal(methodSchema(name), undefined);
});
