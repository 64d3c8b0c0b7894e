import assert from "node:assert/strict";
import type { Json } from "@/lib/view/types.ts";
import type { Value } from "@/lib/xapi/mod.ts";
import { admin, refOf, refusal, TASK_ID, told, vmRecord, withWorld } from "@/tests/api/world.ts";

Deno.test("each action of a VM makes its own call, as a task where the pool has one", async () => {
  const running: [string, { [name: string]: Json }, Value[]][] = [
    ["shutdown", {}, ["Async.VM.clean_shutdown"]],
    ["reboot", {}, ["Async.VM.clean_reboot"]],
    ["force_shutdown", {}, ["Async.VM.hard_shutdown"]],
    ["force_reboot", {}, ["Async.VM.hard_reboot"]],
    ["suspend", {}, ["Async.VM.suspend"]],
    ["pause", {}, ["Async.VM.pause"]],
    ["snapshot", { name: "before" }, ["Async.VM.snapshot", "before"]],
    ["migrate", { host: "host-2" }, ["Async.VM.pool_migrate", refOf("host-2"), { live: "true" }]],
    ["hard_reboot", {}, ["Async.VM.hard_reboot"]],
  ];
  const halted: typeof running = [
    ["start", {}, ["Async.VM.start", false, false]],
    ["start", { host: "host-2" }, ["Async.VM.start_on", refOf("host-2"), false, false]],
    ["clone", { name: "copy" }, ["Async.VM.clone", "copy"]],
    ["destroy", {}, ["Async.VM.destroy"]],
    ["rename", { name: "x" }, ["VM.set_name_label", "x"]],
    ["describe", { description: "a\r\nb" }, ["VM.set_name_description", "a\nb"]],
    ["tag", { tag: "blue" }, ["VM.add_tags", "blue"]],
    ["untag", { tag: "blue" }, ["VM.remove_tags", "blue"]],
  ];
  for (const [id, cases] of [["vm-run", running], ["vm-halt", halted]] as const) {
    for (const [action, args, [method, ...params]] of cases) {
      await withWorld(async (world) => {
        const result = await world.actions.perform(admin, "vm", id, action, args);
        assert(typeof method === "string");
        assert.deepEqual(told(world), [[method, refOf(id), ...params]]);
        assert.equal(result.task, method.startsWith("Async.") ? TASK_ID : null);
      });
    }
  }
});

Deno.test("a paused VM goes on, a suspended one resumes", async () => {
  await withWorld(async (world) => {
    world.put("VM", vmRecord("p", { power_state: "Paused", allowed_operations: ["unpause"] }));
    world.put("VM", vmRecord("s", { power_state: "Suspended", allowed_operations: ["resume"] }));
    await world.actions.perform(admin, "vm", "p", "unpause", {});
    await world.actions.perform(admin, "vm", "s", "resume", {});
    assert.deepEqual(told(world), [
      ["Async.VM.unpause", refOf("p")],
      ["Async.VM.resume", refOf("s"), false, false],
    ]);
  });
});

Deno.test("a host of another pool, or the one it is on, is no place to go", async () => {
  await withWorld(async (world) => {
    const migrate = (host: string) =>
      refusal(world.actions.perform(admin, "vm", "vm-run", "migrate", { host }));
    assert.equal((await migrate("host-9")).field, "host");
    assert.equal((await migrate("host-1")).status, 409);
    assert.deepEqual(told(world), []);
  });
});
