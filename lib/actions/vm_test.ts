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
    ["start_on", { host: "host-2", paused: "on" }, ["Async.VM.start_on", refOf("host-2"), true, false]],
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

Deno.test("what goes on after the answer is in the audit log, where it fails as well", async () => {
  await withWorld(async (world) => {
    const outcome = Promise.withResolvers<string>();
    const append = world.store.audit.append.bind(world.store.audit);
    world.store.audit.append = (entry) => {
      if (entry.what === "vm.force_shutdown") outcome.resolve(`${entry.result}: ${entry.message}`);
      return append(entry);
    };
    // The pool of this world tells nothing of its tasks, so the guest cannot be waited for.
    await world.actions.perform(admin, "vm", "vm-run", "shutdown", { force_after: 5 });
    assert.match(await outcome.promise, /^failed: Cannot go on with force shutdown: /);
  });
});

Deno.test("the fields of a form stand at the arguments, filled with what is", async () => {
  await withWorld((world) => {
    world.put("VM", vmRecord("h", { VCPUs_max: 4, VCPUs_at_startup: 2, memory_dynamic_max: 3 * 2 ** 29 }));
    const fields = (name: string) =>
      world.actions.list(admin, "vm", "h").find((one) => one.name === name)?.fields ?? [];
    assert.deepEqual(fields("set_vcpus").map(({ name, value, required }) => [name, value, required]), [
      ["at_startup", "2", true],
      ["max", "4", false],
    ]);
    assert.equal(fields("set_memory").find(({ name }) => name === "dynamic_max")?.value, "1.5");
    assert.deepEqual(fields("start"), [{ name: "paused", label: "Paused", kind: "yes", required: false }]);
    assert.deepEqual(world.actions.choices(admin, "vm", "vm-run", "migrate"), {
      host: [{ id: "host-2", name: "host-2" }],
    });
    assert.deepEqual(world.actions.choices(admin, "vm", "vm-run", "no_such"), {});
    return Promise.resolve();
  });
});
