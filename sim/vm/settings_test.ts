// Guarded settings of VMs.
import assert from "node:assert/strict";
import { list, number } from "../values.ts";
import { World } from "./testing.ts";

Deno.test("memory limits must stand in order, and static ones need a halted VM", async () => {
  const world = new World();
  const vm = world.vm("Halted");
  await world.call("VM.set_memory_limits", vm, 2 ** 28, 2 ** 30, 2 ** 30, 2 ** 30);
  assert.equal(world.get(vm)["memory_static_max"], 2 ** 30);
  await assert.rejects(
    world.call("VM.set_memory_limits", vm, 2 ** 30, 2 ** 28, 2 ** 29, 2 ** 29),
    /^ApiError: MEMORY_CONSTRAINT_VIOLATION_ORDER$/,
  );
  const running = world.vm("Running");
  await assert.rejects(
    world.call("VM.set_memory_static_max", running, 2 ** 31),
    /VM_BAD_POWER_STATE \[.*, halted, running\]/,
  );
});

Deno.test("processors: at startup never above the maximum, live only while running", async () => {
  const world = new World();
  const vm = world.vm("Halted");
  await world.call("VM.set_VCPUs_max", vm, 8);
  await world.call("VM.set_VCPUs_at_startup", vm, 3);
  await assert.rejects(world.call("VM.set_VCPUs_at_startup", vm, 9), /INVALID_VALUE \[VCPU values .*, 9\]/);
  await assert.rejects(world.call("VM.set_VCPUs_max", vm, 1), /INVALID_VALUE \[VCPU values .*, 1\]/);
  await assert.rejects(
    world.call("VM.set_VCPUs_number_live", vm, 2),
    /VM_BAD_POWER_STATE \[.*, running, halted\]/,
  );
  const running = world.vm("Running", (record) => number(record, "VCPUs_max") >= 2);
  await world.call("VM.set_VCPUs_number_live", running, 1);
  assert.equal(world.get(running)["VCPUs_at_startup"], 1);
});

Deno.test("a VM becomes a template and a VM again; not twice, not while it runs", async () => {
  const world = new World();
  const vm = world.vm("Halted");
  await world.call("VM.set_is_a_template", vm, true);
  assert.ok(list(world.get(vm), "allowed_operations").includes("provision"));
  assert.ok(!list(world.get(vm), "allowed_operations").includes("start"));
  await assert.rejects(
    world.call("VM.set_is_a_template", vm, true),
    /VM_IS_TEMPLATE \[.*, make_into_template\]/,
  );
  await world.call("VM.set_is_a_template", vm, false);
  assert.ok(list(world.get(vm), "allowed_operations").includes("start"));
  await assert.rejects(
    world.call("VM.set_is_a_template", world.vm("Running"), true),
    /VM_BAD_POWER_STATE \[.*, halted, running\]/,
  );
});

Deno.test("what an operation would answer can be asked", async () => {
  const world = new World();
  const vm = world.vm("Halted");
  await world.call("VM.assert_operation_valid", vm, "start");
  await assert.rejects(world.call("VM.assert_operation_valid", vm, "pause"), /VM_BAD_POWER_STATE/);
});
