import assert from "node:assert/strict";
import { BULK_OPS, skipReason, VM_OPS } from "./vm_ops.ts";

const running = {
  power_state: "Running",
  allowed_operations: ["clean_shutdown"],
  operation: "",
} as const;

Deno.test("what the pool allows is not skipped", () => {
  assert.equal(skipReason(running, "clean_shutdown"), null);
});

Deno.test("what is skipped says why", () => {
  assert.equal(skipReason(running, "start"), "already running");
  assert.equal(skipReason(running, "clean_reboot"), "its guest tools do not answer");
  assert.equal(skipReason(running, "resume"), "not possible while running");
  assert.equal(skipReason({ ...running, power_state: "Halted" }, "clean_reboot"), "it is halted");
  assert.equal(skipReason({ ...running, allowed_operations: null }, "start"), "the pool is being asked");
  const busy = { ...running, allowed_operations: [], operation: "clean_reboot" };
  assert.equal(skipReason(busy, "clean_shutdown"), "busy: rebooting");
});

Deno.test("every operation that interrupts work tells what follows", () => {
  for (const { name, dangerous, consequence } of VM_OPS) if (dangerous) assert.ok(consequence, name);
  for (const name of BULK_OPS) assert.ok(VM_OPS.some((op) => op.name === name), name);
});
