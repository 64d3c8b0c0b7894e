import assert from "node:assert/strict";
import type { XapiRecord } from "@/lib/xapi/mod.ts";
import { admin, refOf, TASK_ID, told, vmRecord, withWorld } from "@/tests/api/world.ts";

/** A connection as a pool sends it. */
const vbdRecord = (type: string, VDI: string): XapiRecord => ({
  uuid: `connection of ${VDI}`,
  VM: refOf("doomed"),
  VDI,
  type,
  mode: type === "CD" ? "RO" : "RW",
  device: "xvda",
  userdevice: "0",
  bootable: false,
  unpluggable: true,
  storage_lock: false,
  empty: false,
  currently_attached: false,
  status_code: 0,
  status_detail: "",
  allowed_operations: ["attach"],
  current_operations: {},
  other_config: {},
  runtime_properties: {},
  qos_algorithm_type: "",
  qos_algorithm_params: {},
  qos_supported_algorithms: [],
  metrics: null,
});

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
        return Promise.resolve(vbdRecord(ref === "cd" ? "CD" : "Disk", `disk of ${ref}`));
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
