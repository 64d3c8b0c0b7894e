import assert from "node:assert/strict";
import { admin, refOf, TASK_ID, told, vmRecord, withWorld } from "@/tests/api/world.ts";

Deno.test("destroying takes along only the disks that belong to the VM alone, and only when asked", async () => {
  await withWorld(async (world) => {
    world.put("VM", vmRecord("doomed", { VBDs: ["own", "cd", "shared"] }));
    world.put(
      "VM",
      vmRecord("snap", {
        is_a_snapshot: true,
        is_a_template: true,
        snapshot_of: refOf("vm-halt"),
        allowed_operations: ["destroy", "revert"],
        VBDs: ["own"],
      }),
    );
    const { pools, actions } = world;
    const call = pools.call.bind(pools);
    pools.call = (id, method, params) => {
      const [ref] = params;
      if (method === "VM.get_VBDs") {
        return Promise.resolve(ref === refOf("snap") ? ["own"] : ["own", "cd", "shared"]);
      }
      if (method === "VBD.get_record") {
        return Promise.resolve({ type: ref === "cd" ? "CD" : "Disk", VDI: `disk of ${ref}` });
      }
      if (method === "VDI.get_VBDs") {
        return Promise.resolve(ref === "disk of shared" ? ["shared", "other"] : ["own"]);
      }
      return call(id, method, params);
    };
    assert.deepEqual(await actions.perform(admin, "vm", "doomed", "destroy", { disks: "on" }), {
      task: TASK_ID,
    });
    await actions.perform(admin, "snapshot", "snap", "destroy", {});
    await actions.perform(admin, "snapshot", "snap", "revert", {});
    assert.deepEqual(told(world), [
      ["VM.destroy", refOf("doomed")],
      ["Async.VDI.destroy", "disk of own"],
      ["VM.destroy", refOf("snap")],
      ["Async.VDI.destroy", "disk of own"],
      ["Async.VM.revert", refOf("snap")],
    ]);
  });
});
