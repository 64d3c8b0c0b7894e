// Snapshots, clones, reverts and migrations of VMs.
import assert from "node:assert/strict";
import { ApiError } from "../errors.ts";
import { list, NULL_REF, text } from "../values.ts";
import { disksOf } from "./disks.ts";
import { World } from "./testing.ts";

const hasNoSnapshot = (record: Parameters<typeof list>[0]) => list(record, "snapshots").length === 0;

Deno.test("a snapshot is a template of the VM with snapshots of its disks, and becomes its parent", async () => {
  const world = new World();
  const vm = world.vm("Running", hasNoSnapshot);
  const taken = String(await world.call("VM.snapshot", vm, "before upgrade", []));
  const record = world.get(taken);
  assert.equal(record["is_a_snapshot"], true);
  assert.equal(record["is_a_template"], true);
  assert.equal(record["snapshot_of"], vm);
  assert.equal(record["power_state"], "Halted");
  assert.deepEqual(record["snapshot_info"], {
    "disk-snapshot-type": "crash_consistent",
    "power-state-at-snapshot": "Running",
  });
  assert.deepEqual(record["allowed_operations"], [
    "destroy",
    "metadata_export",
    "export",
    "revert",
    "copy",
    "clone",
  ]);
  assert.equal(world.get(vm)["parent"], taken);
  assert.deepEqual(list(world.get(vm), "snapshots"), [taken]);
  const [of, on] = [disksOf(world.db, vm), disksOf(world.db, taken)];
  assert.deepEqual(
    on.map(({ vdi }) => world.db.get("VDI", vdi)?.["snapshot_of"]).sort(),
    of.map(({ vdi }) => vdi).sort(),
  );
  assert.equal(list(record, "VIFs").length, list(world.get(vm), "VIFs").length);
  const names = [...world.db.table("message").values()].map((message) => message["name"]);
  assert.ok(names.includes("VM_SNAPSHOTTED"));
});

Deno.test("while a snapshot is taken, only what may go beside it is allowed", async () => {
  const world = new World({ scale: 0.02 });
  const vm = world.vm("Running", hasNoSnapshot);
  const { ref: task, done } = world.start("VM.snapshot", vm, "x", []);
  assert.deepEqual(world.get(vm)["current_operations"], { [task]: "snapshot" });
  assert.deepEqual(world.get(vm)["allowed_operations"], [
    "hard_reboot",
    "hard_shutdown",
    "checkpoint",
    "snapshot",
  ]);
  await world.until(() => list(world.db.get("task", task), "subtasks").length > 0);
  const [subtask = ""] = list(world.db.get("task", task), "subtasks");
  assert.equal(world.db.get("task", subtask)?.["name_label"], "Async.VDI.snapshot");
  await done;
});

Deno.test("a checkpoint keeps the memory; reverting to it leaves the VM suspended", async () => {
  const world = new World();
  const vm = world.vm("Running", hasNoSnapshot);
  const taken = String(await world.call("VM.checkpoint", vm, "cp"));
  assert.equal(world.get(taken)["power_state"], "Suspended");
  assert.deepEqual(world.get(taken)["allowed_operations"], [
    "destroy",
    "metadata_export",
    "export",
    "hard_shutdown",
    "revert",
    "copy",
    "clone",
  ]);
  await world.call("VM.revert", taken);
  assert.equal(world.get(vm)["power_state"], "Suspended");
  await world.call("VM.resume", vm, false, false);
  assert.equal(world.get(vm)["power_state"], "Running");
  assert.notEqual(world.db.get("VDI", text(world.get(taken), "suspend_VDI")), undefined);
});

Deno.test("a revert stops the VM, gives it the snapshot's disks and its name and settings of then", async () => {
  const world = new World();
  const vm = world.vm("Running", hasNoSnapshot);
  const name = world.get(vm)["name_label"];
  const taken = String(await world.call("VM.snapshot", vm, "known good", []));
  const before = disksOf(world.db, vm).map(({ vdi }) => vdi);
  world.db.update("VM", vm, { name_label: "renamed 'since' \\ then", VCPUs_max: 64 });
  await world.call("VM.revert", taken);
  const record = world.get(vm);
  assert.equal(record["power_state"], "Halted");
  assert.equal(record["name_label"], name);
  assert.equal(record["VCPUs_max"], world.get(taken)["VCPUs_max"]);
  assert.equal(record["parent"], taken);
  for (const vdi of before) assert.equal(world.db.get("VDI", vdi), undefined);
  const after = disksOf(world.db, vm);
  assert.equal(after.length, before.length);
  const successors = disksOf(world.db, taken).map(({ vdi }) => world.db.get("VDI", vdi)?.["snapshot_of"]);
  assert.deepEqual(successors.sort(), after.map(({ vdi }) => vdi).sort());
  assert.deepEqual(record["current_operations"], {});
  assert.ok(list(record, "allowed_operations").includes("start"));
});

Deno.test("reverting to what is no snapshot fails as xapi says it", async () => {
  const world = new World();
  const vm = world.vm("Halted");
  await assert.rejects(world.call("VM.revert", vm), (error: unknown) => {
    assert.ok(error instanceof ApiError);
    assert.deepEqual([error.code, ...error.params], ["VM_REVERT_FAILED", vm, NULL_REF]);
    return true;
  });
});

Deno.test("destroying a snapshot in the middle joins its children to its parent", async () => {
  const world = new World();
  const vm = world.vm("Halted", hasNoSnapshot);
  const first = String(await world.call("VM.snapshot", vm, "1", []));
  const second = String(await world.call("VM.snapshot", vm, "2", []));
  const third = String(await world.call("VM.snapshot", vm, "3", []));
  assert.equal(world.get(third)["parent"], second);
  await world.call("VM.destroy", second);
  assert.equal(world.get(third)["parent"], first);
  assert.deepEqual(list(world.get(first), "children"), [third]);
  assert.deepEqual(list(world.get(vm), "snapshots"), [third, first]);
});

Deno.test("a clone is a halted VM of its own, with its own MACs; of a default template it stays a template", async () => {
  const world = new World();
  const vm = world.vm("Halted");
  const clone = String(await world.call("VM.clone", vm, "twin"));
  assert.equal(world.get(clone)["name_label"], "twin");
  assert.equal(world.get(clone)["power_state"], "Halted");
  assert.notEqual(world.get(clone)["uuid"], world.get(vm)["uuid"]);
  const macs = [vm, clone].map((ref) =>
    list(world.get(ref), "VIFs").map((vif) => world.db.get("VIF", vif)?.["MAC"])
  );
  assert.notDeepEqual(macs[0], macs[1]);
  const addresses = [vm, clone].map((ref) =>
    world.db.get("VM_guest_metrics", text(world.get(ref), "guest_metrics"))?.["networks"]
  );
  assert.notDeepEqual(addresses[0], addresses[1]);
  const [template = ""] =
    [...world.db.table("VM")].find(([, record]) => record["is_default_template"] === true) ?? [];
  const made = String(await world.call("VM.clone", template, "new-vm"));
  assert.equal(world.get(made)["is_a_template"], true);
  assert.equal(world.get(made)["is_default_template"], false);
  await world.call("VM.provision", made);
  assert.equal(world.get(made)["is_a_template"], false);
  assert.equal(disksOf(world.db, made).length, 1);
  await assert.rejects(world.call("VM.provision", made), /PROVISION_ONLY_ALLOWED_ON_TEMPLATE/);
  await world.call("VM.start", made, false, false);
  assert.equal(world.get(made)["power_state"], "Running");
  world.tasks.close();
});

Deno.test("destroying a VM leaves its disks and takes its devices and metrics", async () => {
  const world = new World();
  const vm = world.vm("Halted");
  const record = world.get(vm);
  const [disk] = disksOf(world.db, vm);
  await world.call("VM.destroy", vm);
  assert.equal(world.db.get("VM", vm), undefined);
  for (const vbd of list(record, "VBDs")) assert.equal(world.db.get("VBD", vbd), undefined);
  for (const vif of list(record, "VIFs")) assert.equal(world.db.get("VIF", vif), undefined);
  assert.equal(world.db.get("VM_metrics", text(record, "metrics")), undefined);
  assert.deepEqual(world.db.get("VDI", disk?.vdi ?? "")?.["VBDs"], []);
});

Deno.test("a migration moves VM, memory and console to another host and says so", async () => {
  const world = new World({ scale: 0.002 });
  const shared = new Set(
    [...world.db.table("SR")].filter(([, sr]) => sr["shared"] === true).map(([ref]) => ref),
  );
  const vm = world.vm("Running", (record) =>
    list(record, "VBDs").every((vbd) => {
      const vdi = world.db.get("VDI", text(world.db.get("VBD", vbd), "VDI"));
      return vdi === undefined || shared.has(text(vdi, "SR"));
    }));
  const from = text(world.get(vm), "resident_on");
  const to = [...world.db.table("host").keys()].find((host) => host !== from) ?? "";
  const { ref: task, done } = world.start("VM.pool_migrate", vm, to, { live: "true" });
  assert.equal(world.get(vm)["scheduled_to_be_resident_on"], to);
  assert.deepEqual(world.get(vm)["allowed_operations"], ["hard_reboot", "hard_shutdown"]);
  assert.deepEqual(world.db.get("host", to)?.["current_operations"], { [task]: "vm_migrate" });
  await done;
  assert.equal(world.get(vm)["resident_on"], to);
  assert.equal(world.get(vm)["scheduled_to_be_resident_on"], NULL_REF);
  const [console = ""] = list(world.get(vm), "consoles");
  const address = text(world.db.get("host", to), "address");
  assert.ok(
    text(world.db.get("console", console), "location").startsWith(`https://${address}/console?uuid=`),
  );
  await assert.rejects(
    world.call("VM.pool_migrate", vm, "OpaqueRef:no", {}),
    /HANDLE_INVALID \[host, OpaqueRef:no\]/,
  );
});

Deno.test("a VM travels with its least memory, and has it all again when it came or stayed", async () => {
  const world = new World({ scale: 0.002 });
  const vm = world.vm("Running");
  const [full, home] = [world.get(vm)["memory_target"], world.get(vm)["resident_on"] ?? ""];
  const least = Number(full) / 2;
  world.db.set("VM", vm, "memory_dynamic_min", least);
  const there = world.start("VM.pool_migrate", vm, home, {});
  assert.equal(world.get(vm)["memory_target"], least);
  await there.done;
  assert.equal(world.get(vm)["memory_target"], full);
  const [to] = [...world.db.table("host").keys()].filter((host) => host !== home);
  for (const vbd of list(world.get(vm), "VBDs")) world.db.destroy("VBD", vbd);
  const { ref, done } = world.start("VM.pool_migrate", vm, to ?? "", {});
  assert.equal(world.get(vm)["memory_target"], least);
  world.tasks.cancel(ref);
  await assert.rejects(done, ApiError);
  assert.deepEqual([world.get(vm)["memory_target"], world.get(vm)["resident_on"]], [full, home]);
});

Deno.test("a paravirtual VM without a kernel is not resumed after its checkpoint", async () => {
  const world = new World();
  const vm = world.vm("Running", hasNoSnapshot);
  world.db.update("VM", vm, { domain_type: "pv", PV_kernel: "", PV_bootloader: "" });
  const error = /INVALID_VALUE \[kernel, , File does not exist\]/;
  await assert.rejects(world.call("VM.checkpoint", vm, "before"), error);
  const { power_state, suspend_VDI, snapshots } = world.get(vm);
  assert.equal(power_state, "Suspended");
  assert.ok(world.db.get("VDI", String(suspend_VDI)) !== undefined);
  assert.equal(list({ snapshots: snapshots ?? [] }, "snapshots").length, 1);
  await assert.rejects(world.call("VM.resume", vm, false, false), error);
});

Deno.test("a VM on local storage cannot move: the SR is named", async () => {
  const world = new World({ vms: 150 });
  const local = new Set(
    [...world.db.table("SR")].filter(([, sr]) => sr["type"] === "ext").map(([ref]) => ref),
  );
  let on = "";
  const vm = world.vm("Running", (record) =>
    list(record, "VBDs").some((vbd) => {
      on = text(world.db.get("VDI", text(world.db.get("VBD", vbd), "VDI")), "SR");
      return local.has(on);
    }));
  const to = [...world.db.table("host").keys()].find((host) => host !== world.get(vm)["resident_on"]) ?? "";
  await assert.rejects(
    world.call("VM.pool_migrate", vm, to, {}),
    new RegExp(`VM_REQUIRES_SR \\[${vm}, ${on}\\]`),
  );
  assert.deepEqual(await world.call("VM.get_possible_hosts", vm), [world.get(vm)["resident_on"]]);
});
