// New VMs from old ones: snapshots, checkpoints, clones, full copies; and the end of a VM.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import { vmMetricsRecord } from "../generate/machine_records.ts";
import type { Context, Registry } from "../methods.ts";
import { find, some } from "../objects.ts";
import { date, dict, flag, type Json, list, NEVER, NULL_REF, type Rec, type Ref, text } from "../values.ts";
import { copyDisks, DETACHED } from "./disks.ts";
import { between, imageTime } from "./durations.ts";
import { powerState } from "./lifecycle.ts";
import { tell } from "./messages.ts";
import { assertKernel, suspendImage } from "./power.ts";
import { operate, refresh } from "./subject.ts";

/** Adds snapshot, checkpoint, clone, copy and destroy of VMs. */
export function registerCopies(registry: Registry): void {
  registry.register("VM.snapshot", (context, [vm = "", name = ""]) => {
    return snapshot(context, String(vm), String(name));
  });
  registry.register("VM.checkpoint", (context, [vm = "", name = ""]) => {
    return checkpoint(context, String(vm), String(name));
  });
  registry.register("VM.clone", (context, [vm = "", name = ""]) => {
    return duplicate(context, String(vm), String(name), "clone", undefined);
  });
  registry.register("VM.copy", (context, [vm = "", name = "", sr = ""]) => {
    if (some(String(sr)) !== undefined) find(context.db, "SR", sr);
    return duplicate(context, String(vm), String(name), "copy", some(String(sr)));
  });
  registry.register("VM.destroy", (context, [vm = ""]) => destroy(context, String(vm)));
}

async function snapshot(context: Context, vm: Ref, name: string): Promise<Ref> {
  const { db, task } = context;
  return await operate(context, vm, "snapshot", async () => {
    task.cancellable(true);
    await task.wait(between(db, 300, 800));
    const disks = await copyDisks(context, vm, "snapshot", { snapshot: true });
    task.cancellable(false);
    const ref = addSnapshot(context, vm, name, disks, {});
    tell(db, vm, "VM_SNAPSHOTTED", `snapshotted, snapshot name: ${name}`);
    return ref;
  });
}

/** A snapshot with the memory: the VM is suspended for a moment and goes on. */
async function checkpoint(context: Context, vm: Ref, name: string): Promise<Ref> {
  const { db, task } = context;
  return await operate(context, vm, "checkpoint", async () => {
    const before = powerState(find(db, "VM", vm));
    const image = before === "Suspended" ? undefined : suspendImage(context, vm);
    const disks = await copyDisks(context, vm, "snapshot", { snapshot: true });
    await task.pace(imageTime(find(db, "VM", vm)), 4, 0.9);
    const fields: Rec = {
      power_state: "Suspended",
      suspend_VDI: image ?? text(find(db, "VM", vm), "suspend_VDI"),
    };
    const ref = addSnapshot(context, vm, name, disks, fields);
    if (before === "Running") wake(context, vm);
    tell(db, vm, "VM_CHECKPOINTED", `checkpointed, snapshot name: ${name}`);
    return ref;
  });
}

/** Lets a VM go on after its checkpoint. One that cannot be resumed stays suspended (recordings). */
function wake(context: Context, vm: Ref): void {
  const { db } = context;
  try {
    assertKernel(find(db, "VM", vm));
  } catch (error) {
    db.update("VM", vm, { power_state: "Suspended", suspend_VDI: suspendImage(context, vm) });
    throw error;
  }
}

function addSnapshot(
  { db, task }: Context,
  vm: Ref,
  name_label: string,
  disks: ReadonlyMap<Ref, Ref>,
  fields: Rec,
): Ref {
  const record = find(db, "VM", vm);
  const ref = addCopy(db, vm, disks, {
    name_label,
    is_a_template: true,
    is_a_snapshot: true,
    snapshot_of: vm,
    snapshot_time: date(db.now()),
    snapshot_info: {
      "disk-snapshot-type": "crash_consistent",
      "power-state-at-snapshot": text(record, "power_state"),
    },
    snapshot_metadata: metadata(record),
    parent: text(record, "parent") || NULL_REF,
    memory_target: record["memory_target"] ?? 0,
    ...fields,
  }, true);
  // Between the copy and its end the snapshot shows the operation too.
  db.set("VM", ref, "current_operations", { [task.ref]: "snapshot" });
  db.set("VM", vm, "parent", ref);
  db.set("VM", ref, "current_operations", {});
  refresh(db, ref);
  return ref;
}

/** The VM's own state at the moment of the snapshot, in xapi's notation; a revert reads the name from it. */
function metadata(record: Rec): string {
  const quote = (value: Json | undefined) =>
    `'${String(value ?? "").replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const fields = [
    "uuid",
    "power_state",
    "name_label",
    "name_description",
    "memory_target",
    "VCPUs_at_startup",
  ];
  return `(${
    fields.map((field) => `('${field.replace("name_", "name__")}' ${quote(record[field])})`).join(" ")
  })`;
}

/** A new VM from another one: on snapshots of its disks (clone), or with all their bytes, on another SR if given (copy). */
export async function duplicate(
  context: Context,
  vm: Ref,
  name_label: string,
  operation: "clone" | "copy",
  sr: Ref | undefined,
): Promise<Ref> {
  const { db, task } = context;
  return await operate(context, vm, operation, async () => {
    task.cancellable(true);
    await task.wait(between(db, 300, 800));
    const disks = await copyDisks(context, vm, operation, sr === undefined ? {} : { sr });
    task.cancellable(false);
    const { default_template: _default, ...other_config } = dict(find(db, "VM", vm), "other_config");
    const ref = addCopy(db, vm, disks, {
      name_label,
      is_default_template: false,
      other_config: { ...other_config, mac_seed: db.newUuid() },
    }, false);
    refresh(db, ref);
    return ref;
  });
}

/** Adds a VM like another one, with copies of its devices on the given copies of its disks. */
function addCopy(
  db: Database,
  source: Ref,
  disks: ReadonlyMap<Ref, Ref>,
  fields: Rec,
  keepMacs: boolean,
): Ref {
  const record = find(db, "VM", source);
  const metrics = db.create("VM_metrics", vmMetricsRecord({ uuid: db.newUuid() }));
  const known = db.get("VM_guest_metrics", text(record, "guest_metrics"));
  const guest = known === undefined ? NULL_REF : db.create("VM_guest_metrics", {
    ...known,
    uuid: db.newUuid(),
    networks: keepMacs ? dict(known, "networks") : otherAddresses(db, dict(known, "networks")),
  });
  const ref = db.create("VM", {
    ...record,
    uuid: db.newUuid(),
    allowed_operations: [],
    current_operations: {},
    power_state: "Halted",
    is_a_template: flag(record, "is_a_template"),
    is_a_snapshot: false,
    snapshot_of: NULL_REF,
    snapshots: [],
    snapshot_time: NEVER,
    snapshot_info: {},
    snapshot_metadata: "",
    parent: NULL_REF,
    children: [],
    suspend_VDI: NULL_REF,
    resident_on: NULL_REF,
    scheduled_to_be_resident_on: NULL_REF,
    blocked_operations: {},
    snapshot_schedule: NULL_REF,
    appliance: NULL_REF,
    domid: -1,
    consoles: [],
    VBDs: [],
    VIFs: [],
    VGPUs: [],
    VTPMs: [],
    VUSBs: [],
    metrics,
    guest_metrics: guest,
    ...fields,
  });
  copyDevices(db, source, ref, disks, keepMacs);
  return ref;
}

/** Gives a VM the devices of another one, on copies of its disks; CD drives stay as they are. */
export function copyDevices(
  db: Database,
  source: Ref,
  target: Ref,
  disks: ReadonlyMap<Ref, Ref>,
  keepMacs: boolean,
): void {
  const record = find(db, "VM", source);
  for (const vbd of [...list(record, "VBDs")].reverse()) {
    const device = db.get("VBD", vbd);
    if (device === undefined) continue;
    const VDI = disks.get(text(device, "VDI")) ?? text(device, "VDI");
    db.create("VBD", { ...device, ...DETACHED, uuid: db.newUuid(), VM: target, VDI });
  }
  for (const vif of [...list(record, "VIFs")].reverse()) {
    const device = db.get("VIF", vif);
    if (device === undefined) continue;
    const MAC = keepMacs ? text(device, "MAC") : newMac(db);
    db.create("VIF", { ...device, ...DETACHED, uuid: db.newUuid(), VM: target, MAC });
  }
}

/** Addresses in the same networks: with another MAC a guest gets another lease. */
function otherAddresses(db: Database, networks: Record<string, Json>): Rec {
  const last = String(10 + Math.floor(db.random() * 240));
  return Object.fromEntries(
    Object.entries(networks).map(([key, ip]) => [
      key,
      typeof ip === "string" && /^\d+\.\d+\.\d+\.\d+$/.test(ip) ? ip.replace(/\d+$/, last) : ip,
    ]),
  );
}

/** A MAC address of the kind xapi makes up: locally administered. */
export function newMac(db: Database): string {
  const bytes = Array.from({ length: 6 }, () => Math.floor(db.random() * 256));
  return bytes.map((byte, index) => (index === 0 ? (byte & 0xfc) | 2 : byte).toString(16).padStart(2, "0"))
    .join(":");
}

async function destroy(context: Context, vm: Ref): Promise<void> {
  const { db, task } = context;
  await operate(context, vm, "destroy", async () => {
    await task.wait(between(db, 200, 600));
    removeVm(db, vm);
  });
}

/** Removes a VM's record, devices and metrics; its disks stay, as xapi leaves them. Children get its parent. */
export function removeVm(db: Database, vm: Ref): void {
  const record = db.get("VM", vm);
  if (record === undefined) throw new ApiError("HANDLE_INVALID", "VM", vm);
  const image = some(text(record, "suspend_VDI"));
  const parent = text(record, "parent") || NULL_REF;
  for (const child of list(record, "children")) {
    if (db.get("VM", child) !== undefined) db.set("VM", child, "parent", parent);
  }
  for (
    const [cls, set] of [["VBD", "VBDs"], ["VIF", "VIFs"], ["console", "consoles"], [
      "VTPM",
      "VTPMs",
    ]] as const
  ) {
    for (const ref of list(record, set)) db.destroy(cls, ref);
  }
  db.destroy("VM", vm);
  for (const [cls, field] of [["VM_metrics", "metrics"], ["VM_guest_metrics", "guest_metrics"]] as const) {
    db.destroy(cls, text(record, field));
  }
  if (image !== undefined) db.destroy("VDI", image);
}
