import assert from "node:assert/strict";
import { admin, refOf, told, vmRecord, withWorld } from "@/tests/api/world.ts";

Deno.test("templates and snapshots are VMs to the Xen-API, disks are VDIs", async () => {
  await withWorld(async (world) => {
    const { actions, put } = world;
    put("VM", vmRecord("t", { is_a_template: true }));
    put("VM", vmRecord("s", { is_a_template: true, is_a_snapshot: true }));
    put("VDI", { uuid: "d", name_label: "disk", allowed_operations: [], current_operations: {}, tags: [] });
    await actions.perform(admin, "template", "t", "rename", { name: "a" });
    await actions.perform(admin, "snapshot", "s", "describe", { description: "b" });
    await actions.perform(admin, "vdi", "d", "tag", { tag: "c" });
    await actions.perform(admin, "vdi", "d", "untag", { tag: "c" });
    assert.deepEqual(told(world), [
      ["VM.set_name_label", refOf("t"), "a"],
      ["VM.set_name_description", refOf("s"), "b"],
      ["VDI.add_tags", refOf("d"), "c"],
      ["VDI.remove_tags", refOf("d"), "c"],
    ]);
  });
});
