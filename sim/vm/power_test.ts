// VMs start, stop, suspend and resume as a genuine xapi's do.
import assert from "node:assert/strict";
import { ApiError } from "../errors.ts";
import { list, NULL_REF, number, text } from "../values.ts";
import { allowedOperations } from "./lifecycle.ts";
import { freeMemory } from "./placement.ts";
import { subjectOf } from "./subject.ts";
import { World } from "./testing.ts";

const RUNNING = [
  "sysprep",
  "metadata_export",
  "changing_VCPUs_live",
  "changing_dynamic_range",
  "migrate_send",
  "pool_migrate",
  "suspend",
  "hard_reboot",
  "hard_shutdown",
  "clean_reboot",
  "clean_shutdown",
  "pause",
  "checkpoint",
  "snapshot",
];

function code(expected: string, ...params: string[]) {
  return (error: unknown) => {
    assert.ok(error instanceof ApiError, String(error));
    assert.deepEqual([error.code, ...error.params], [expected, ...params]);
    return true;
  };
}

Deno.test("a halted VM starts: domain, host memory, devices, console, message", async () => {
  const world = new World();
  const vm = world.vm("Halted");
  const { ref: task, done } = world.start("VM.start", vm, false, false);
  await done;
  const record = world.get(vm);
  assert.equal(record["power_state"], "Running");
  assert.ok(number(record, "domid") > 0);
  assert.deepEqual(record["current_operations"], {});
  const host = text(record, "resident_on");
  assert.ok(list(world.db.get("host", host), "resident_VMs").includes(vm));
  const metrics = text(world.db.get("host", host), "metrics");
  assert.equal(world.db.get("host_metrics", metrics)?.["memory_free"], freeMemory(world.db, host));
  for (const vbd of list(record, "VBDs")) {
    assert.equal(world.db.get("VBD", vbd)?.["currently_attached"], true);
    assert.deepEqual(world.db.get("VBD", vbd)?.["current_operations"], {});
  }
  assert.equal(list(record, "consoles").length, 1);
  assert.equal(world.db.get("task", task)?.["status"], "success");
  const last = [...world.db.table("message").values()].at(-1);
  assert.equal(last?.["name"], "VM_STARTED");
  assert.match(text(last, "body"), /^VM '.+' \(uuid: .+\) started on host: par-xcp-\d\d \(uuid: .+\)$/);
  world.tasks.close();
});

Deno.test("the guest's agent appears some time after the boot; until then clean operations are refused", async () => {
  const world = new World();
  const vm = world.vm("Halted");
  await world.call("VM.start", vm, false, false);
  assert.equal(world.get(vm)["guest_metrics"], NULL_REF);
  assert.ok(!list(world.get(vm), "allowed_operations").includes("clean_shutdown"));
  await assert.rejects(world.call("VM.clean_shutdown", vm), code("VM_LACKS_FEATURE", vm));
  await world.until(() => list(world.get(vm), "allowed_operations").includes("clean_shutdown"));
  assert.deepEqual(world.get(vm)["allowed_operations"], RUNNING);
  const guest = text(world.get(vm), "guest_metrics");
  await world.until(() => "0/ip" in Object(world.db.get("VM_guest_metrics", guest)?.["networks"]));
  assert.equal(world.db.get("VM_guest_metrics", guest)?.["PV_drivers_detected"], true);
});

Deno.test("a start shows itself on the VM, its devices and the host, and refuses others meanwhile", async () => {
  const world = new World({ scale: 0.1 });
  const vm = world.vm("Halted");
  const { ref: task, done } = world.start("VM.start", vm, false, false);
  await world.until(() => world.db.get("task", task)?.["progress"] === 1 / 3);
  assert.deepEqual(world.get(vm)["current_operations"], { [task]: "start" });
  assert.deepEqual(world.get(vm)["allowed_operations"], []);
  const [vbd = ""] = list(world.get(vm), "VBDs");
  assert.deepEqual(world.db.get("VBD", vbd)?.["current_operations"], { [task]: "attach" });
  const host = text(world.get(vm), "scheduled_to_be_resident_on");
  assert.deepEqual(world.db.get("host", host)?.["current_operations"], { [task]: "vm_start" });
  await assert.rejects(
    world.call("VM.clone", vm, "x"),
    code("OTHER_OPERATION_IN_PROGRESS", "VM", vm, "start", task),
  );
  await done;
  world.tasks.close();
});

Deno.test("a start happens in the order that was recorded from a genuine xapi", async () => {
  const world = new World();
  const vm = world.vm("Halted");
  const seen: string[] = [];
  const note = (step: string) => seen.includes(step) || seen.push(step);
  world.db.onChange(({ cls, ref, kind }) => {
    const record = world.db.get(cls, ref);
    if (cls === "task" && text(record, "name_label") === "Async.VM.start") {
      note(`task ${text(record, "status")} ${number(record, "progress").toFixed(2)}`);
    }
    if (cls === "message" && kind === "add") note(text(record, "name"));
    if (cls !== "VM" || ref !== vm) return;
    const operations = Object.values(Object(record?.["current_operations"]));
    note(
      `vm ${text(record, "power_state")} [${operations}]${
        record?.["resident_on"] === NULL_REF ? "" : " resident"
      }`,
    );
  });
  await world.call("VM.start", vm, false, false);
  assert.deepEqual(seen, [
    "task pending 0.00",
    "vm Halted [start]",
    "task pending 0.33",
    "task pending 0.50",
    "vm Halted [start] resident",
    "vm Running [start] resident",
    "task pending 0.90",
    "VM_STARTED",
    "vm Running [] resident",
    "task pending 1.00",
    "task success 1.00",
  ]);
  world.tasks.close();
});

Deno.test("operations in the wrong power state are refused with the states xapi names", async () => {
  const world = new World();
  const [halted, running, suspended] = [world.vm("Halted"), world.vm("Running"), world.vm("Running")];
  const refused = (
    method: string,
    vm: string,
    expected: string,
    actual: string,
    ...args: (string | boolean)[]
  ) => assert.rejects(world.call(method, vm, ...args), code("VM_BAD_POWER_STATE", vm, expected, actual));
  await refused("VM.start", running, "halted", "running", false, false);
  await refused("VM.clean_shutdown", halted, "running", "halted");
  await refused("VM.hard_shutdown", halted, "paused, suspended, running", "halted");
  await refused("VM.shutdown", halted, "paused, suspended, running", "halted");
  await refused("VM.hard_reboot", halted, "paused, running", "halted");
  await refused("VM.resume", running, "suspended", "running", false, false);
  await refused("VM.destroy", running, "halted, suspended", "running");
  await refused("VM.clone", running, "halted", "running", "x");
  await refused("VM.checkpoint", halted, "paused, suspended, running", "halted", "x");
  await world.call("VM.suspend", suspended);
  await refused("VM.pause", suspended, "running", "suspended");
  await assert.rejects(
    world.call("VM.start", "OpaqueRef:no", false, false),
    code("HANDLE_INVALID", "VM", "OpaqueRef:no"),
  );
});

Deno.test("a clean shutdown ends Halted with everything detached, the host's memory back", async () => {
  const world = new World();
  const vm = world.vm("Running");
  const host = text(world.get(vm), "resident_on");
  const before = freeMemory(world.db, host);
  const memory = number(world.get(vm), "memory_target") + number(world.get(vm), "memory_overhead");
  await world.call("VM.clean_shutdown", vm);
  const record = world.get(vm);
  assert.deepEqual(
    [
      record["power_state"],
      record["resident_on"],
      record["domid"],
      record["memory_target"],
      record["consoles"],
    ],
    ["Halted", NULL_REF, -1, 0, []],
  );
  assert.equal(freeMemory(world.db, host), before + memory);
  const metrics = text(world.db.get("host", host), "metrics");
  assert.equal(world.db.get("host_metrics", metrics)?.["memory_free"], before + memory);
});

Deno.test("a hard shutdown breaks into a clean one, which then fails", async () => {
  const world = new World({ scale: 0.01 });
  const vm = world.vm("Running");
  const clean = world.start("VM.clean_shutdown", vm);
  const hard = world.start("VM.hard_shutdown", vm);
  await assert.rejects(clean.done, code("VM_BAD_POWER_STATE", vm, "running", "halted"));
  await hard.done;
  assert.equal(world.get(vm)["power_state"], "Halted");
  assert.deepEqual(world.get(vm)["current_operations"], {});
});

Deno.test("suspend puts the memory on a disk, resume takes it from there", async () => {
  const world = new World();
  const vm = world.vm("Running");
  const guest = world.get(vm)["guest_metrics"];
  await world.call("VM.suspend", vm);
  const image = text(world.get(vm), "suspend_VDI");
  assert.equal(world.db.get("VDI", image)?.["type"], "suspend");
  assert.deepEqual(world.get(vm)["allowed_operations"], [
    "destroy",
    "metadata_export",
    "export",
    "migrate_send",
    "resume_on",
    "resume",
    "hard_shutdown",
    "checkpoint",
    "snapshot",
  ]);
  await world.call("VM.resume", vm, false, false);
  assert.equal(world.get(vm)["power_state"], "Running");
  assert.equal(world.get(vm)["suspend_VDI"], NULL_REF);
  assert.equal(world.get(vm)["guest_metrics"], guest);
  assert.equal(world.db.get("VDI", image), undefined);
});

Deno.test("pause and unpause change nothing but the state", async () => {
  const world = new World();
  const vm = world.vm("Running");
  await world.call("VM.pause", vm);
  assert.deepEqual(world.get(vm)["allowed_operations"], [
    "metadata_export",
    "hard_reboot",
    "hard_shutdown",
    "unpause",
    "checkpoint",
    "snapshot",
  ]);
  await world.call("VM.unpause", vm);
  assert.deepEqual(world.get(vm)["allowed_operations"], RUNNING);
});

Deno.test("a reboot keeps host and state, gives a new domain, and the agent comes back", async () => {
  const world = new World();
  const vm = world.vm("Running");
  const [domid, guest] = [world.get(vm)["domid"], world.get(vm)["guest_metrics"]];
  await world.call("VM.clean_reboot", vm);
  assert.equal(world.get(vm)["power_state"], "Running");
  assert.notEqual(world.get(vm)["domid"], domid);
  await world.until(() => world.get(vm)["guest_metrics"] !== NULL_REF);
  assert.notEqual(world.get(vm)["guest_metrics"], guest);
  world.tasks.close();
});

Deno.test("a VM too big for every host finds none; on a host of one's choice the figures are named", async () => {
  const world = new World();
  const vm = world.vm("Halted");
  const [host = ""] = world.db.table("host").keys();
  world.db.set("VM", vm, "memory_dynamic_max", 2 ** 50);
  await assert.rejects(world.call("VM.start", vm, false, false), code("NO_HOSTS_AVAILABLE"));
  await assert.rejects(
    world.call("VM.start_on", vm, host, false, false),
    code(
      "HOST_NOT_ENOUGH_FREE_MEMORY",
      String(2 ** 50 + number(world.get(vm), "memory_overhead")),
      String(freeMemory(world.db, host)),
    ),
  );
  assert.deepEqual(world.get(vm)["current_operations"], {});
  assert.equal(world.get(vm)["scheduled_to_be_resident_on"], NULL_REF);
});

Deno.test("blocked, template and snapshot: each its own refusal, and not listed as allowed", async () => {
  const world = new World();
  const vm = world.vm("Halted");
  await world.call("VM.set_blocked_operations", vm, { start: "maintenance" });
  assert.ok(!list(world.get(vm), "allowed_operations").includes("start"));
  await assert.rejects(world.call("VM.start", vm, false, true), code("OPERATION_BLOCKED", vm, "maintenance"));
  const [template = ""] =
    [...world.db.table("VM")].find(([, record]) => record["is_default_template"] === true) ?? [];
  await assert.rejects(
    world.call("VM.start", template, false, false),
    code("VM_IS_TEMPLATE", template, "start"),
  );
  await assert.rejects(
    world.call("VM.destroy", template),
    code("VM_CANNOT_DELETE_DEFAULT_TEMPLATE", template),
  );
  const [taken = ""] = [...world.db.table("VM")].find(([, record]) => record["is_a_snapshot"] === true) ?? [];
  await assert.rejects(world.call("VM.start", taken, false, false), code("VM_IS_SNAPSHOT", taken, "start"));
});

Deno.test("a cancelled start leaves the VM as it was", async () => {
  const world = new World({ scale: 0.05 });
  const vm = world.vm("Halted");
  const { ref: task, done } = world.start("VM.start", vm, false, false);
  await world.until(() => list(world.db.get("task", task), "allowed_operations").includes("cancel"));
  world.tasks.cancel(task);
  await assert.rejects(done, code("TASK_CANCELLED", task));
  assert.equal(world.db.get("task", task)?.["status"], "cancelled");
  assert.equal(world.get(vm)["power_state"], "Halted");
  assert.deepEqual(world.get(vm)["allowed_operations"], allowedOperations(subjectOf(world.db, vm)));
  assert.ok(list(world.get(vm), "allowed_operations").includes("start"));
  world.tasks.close();
});
