import assert from "node:assert/strict";
import { template } from "./template.ts";
import { assertFields, bare, projected } from "./testing.ts";

Deno.test("a template counts the disks it has and those it will provision", () => {
  const disks = '<provision><disk device="0" size="1" sr="" /><disk device="1" size="2" sr="" /></provision>';
  assertFields(bare("template", "VM", { is_a_template: true, other_config: { disks } }), { disks: 2 });
  const custom = projected("template", "t", {
    VM: { T: { uuid: "t", is_a_template: true, VBDs: ["B"] } },
    VBD: { B: { type: "Disk", VDI: "D" } },
  });
  assertFields(custom, { disks: 1, is_default_template: false });
});

Deno.test("a snapshot is no template, though xapi calls it one", () => {
  assert.equal(template.accepts({ is_a_template: true }), true);
  assert.equal(template.accepts({ is_a_template: true, is_a_snapshot: true }), false);
});
