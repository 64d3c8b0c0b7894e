import assert from "node:assert/strict";
import type { SnapshotView, VmView } from "@/lib/view/types.ts";
import { vmRecord, withWorld } from "@/tests/api/world.ts";
import { operationRefusal, snapshotRefusal, type VmConditions, vmRefusal } from "./eligibility.ts";

async function views(run: (vm: VmView) => void): Promise<void> {
  await withWorld(({ cache, put }) => {
    put("VM", vmRecord("v", { power_state: "Running" }));
    const vm = cache.get("vm", "v");
    assert(vm !== undefined);
    run(vm);
    return Promise.resolve();
  });
}

Deno.test("the reason a VM cannot do something, most telling first", async () => {
  await views((running) => {
    const off: VmConditions = { operation: "clean_shutdown", from: ["Running"], to: "Halted" };
    const refusal = (change: Partial<VmView>, conditions = off) =>
      vmRefusal({ ...running, ...change }, conditions);
    assert.equal(refusal({}), null);
    assert.equal(refusal({ power_state: "Halted" }), "The VM is already halted");
    assert.equal(refusal({ power_state: "Paused" }), "The VM is paused");
    assert.equal(
      refusal({ blocked_operations: { clean_shutdown: "keep it up" } }),
      "This operation is blocked for the VM: keep it up",
    );
    assert.equal(
      refusal({ blocked_operations: { clean_shutdown: "true" } }),
      "This operation is blocked for the VM",
    );
    assert.equal(
      refusal({ allowed_operations: [], current_operations: { t: "pool_migrate" } }),
      "The VM is busy: it is migrating",
    );
    assert.equal(
      refusal({ allowed_operations: [], current_operations: { t: "send_trigger" } }),
      "The VM is busy: send trigger is running",
    );
    assert.equal(refusal({ allowed_operations: [] }), "The VM's guest tools do not answer");
    assert.equal(refusal({ allowed_operations: [], tools: "8.3.60" }), "The pool does not allow it now");
  });
});

Deno.test("what the pool allows is possible, even while something else runs", () => {
  const view = { allowed_operations: ["scan"], current_operations: { t: "vdi_create" } };
  assert.equal(operationRefusal(view, "scan", "storage"), null);
  assert.equal(operationRefusal(view, "destroy", "storage"), "The storage is busy: vdi create is running");
});

Deno.test("a snapshot whose VM is gone cannot be reverted to, but destroyed", () => {
  const snapshot: SnapshotView = {
    id: "s",
    name: "s",
    description: "",
    pool: "p",
    allowed_operations: ["revert", "destroy"],
    current_operations: {},
    snapshot_of: null,
    snapshot_time: null,
    parent: null,
    power_state: "Halted",
    memory: false,
    tags: [],
  };
  assert.equal(snapshotRefusal(snapshot, "revert"), "The VM of this snapshot is gone");
  assert.equal(snapshotRefusal(snapshot, "destroy"), null);
  assert.equal(snapshotRefusal({ ...snapshot, snapshot_of: "v" }, "revert"), null);
});
