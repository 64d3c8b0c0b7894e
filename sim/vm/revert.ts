// Going back to a snapshot: the VM gets the snapshot's disks and settings, and stops if it runs.
import { ApiError } from "../errors.ts";
import type { Context, Registry } from "../methods.ts";
import { find, some } from "../objects.ts";
import { flag, type Json, list, NULL_REF, number, type Ref, text } from "../values.ts";
import { copyDevices } from "./copies.ts";
import { copyDisk, copyDisks, destroyDisk, disksOf } from "./disks.ts";
import { powerState } from "./lifecycle.ts";
import { tell } from "./messages.ts";
import { powerOff } from "./power.ts";
import { operate, refresh, show } from "./subject.ts";

/** What a revert takes over from the snapshot. */
const RESTORED = [
  "name_description",
  "tags",
  "memory_static_min",
  "memory_static_max",
  "memory_dynamic_min",
  "memory_dynamic_max",
  "memory_overhead",
  "VCPUs_max",
  "VCPUs_at_startup",
  "VCPUs_params",
  "platform",
  "HVM_boot_policy",
  "HVM_boot_params",
  "domain_type",
] as const;

export function registerRevert(registry: Registry): void {
  registry.register("VM.revert", (context, [snapshot = ""]) => revert(context, String(snapshot)));
}

async function revert(context: Context, snapshot: Ref): Promise<void> {
  const { db } = context;
  const record = find(db, "VM", snapshot);
  const vm = some(text(record, "snapshot_of"));
  if (!flag(record, "is_a_snapshot") || vm === undefined || db.get("VM", vm) === undefined) {
    throw new ApiError("VM_REVERT_FAILED", snapshot, vm ?? NULL_REF);
  }
  await operate(context, snapshot, "revert", () =>
    show(context, vm, "reverting", async () => {
      if (powerState(find(db, "VM", vm)) !== "Halted") {
        await show(context, vm, "hard_shutdown", () => powerOff(context, vm));
      }
      const disks = await copyDisks(context, snapshot, "clone", {});
      replaceDevices(context, vm, snapshot, disks);
      const image = some(text(record, "suspend_VDI"));
      const checkpoint = powerState(record) === "Suspended" && image !== undefined &&
        db.get("VDI", image) !== undefined;
      const metrics = db.get("VM_metrics", text(record, "metrics"));
      const fields: Record<string, Json> = {
        parent: snapshot,
        power_state: checkpoint ? "Suspended" : "Halted",
        suspend_VDI: checkpoint ? copyDisk(db, image, {}) : NULL_REF,
        memory_target: number(record, "memory_target"),
      };
      for (const field of RESTORED) {
        const value = record[field];
        if (value !== undefined) fields[field] = value;
      }
      const name = nameIn(text(record, "snapshot_metadata"));
      if (name !== undefined) fields["name_label"] = name;
      // The VM gets metrics of its own again, copied from the snapshot's (recordings: another reference).
      if (metrics !== undefined) {
        const before = text(find(db, "VM", vm), "metrics");
        fields["metrics"] = db.create("VM_metrics", { ...metrics, uuid: db.newUuid() });
        db.destroy("VM_metrics", before);
      }
      db.update("VM", vm, fields);
      refresh(db, vm);
    }));
  tell(
    db,
    vm,
    "VM_SNAPSHOT_REVERTED",
    `reverted to snapshot: ${text(record, "name_label")} (uuid ${text(record, "uuid")})`,
  );
}

function replaceDevices({ db }: Context, vm: Ref, snapshot: Ref, disks: ReadonlyMap<Ref, Ref>): void {
  const old = disksOf(db, vm).map(({ vdi }) => vdi);
  for (const [cls, set] of [["VBD", "VBDs"], ["VIF", "VIFs"]] as const) {
    for (const ref of list(find(db, "VM", vm), set)) db.destroy(cls, ref);
  }
  const successors = new Map<Ref, Ref>();
  for (const [source, copy] of disks) {
    const origin = some(text(db.get("VDI", source), "snapshot_of"));
    if (origin !== undefined) successors.set(origin, copy);
  }
  // Snapshots of a disk that goes belong to its successor.
  for (const vdi of old) {
    const successor = successors.get(vdi);
    if (successor !== undefined) {
      for (const taken of list(db.get("VDI", vdi), "snapshots")) {
        db.set("VDI", taken, "snapshot_of", successor);
      }
    }
    destroyDisk(db, vdi);
  }
  copyDevices(db, snapshot, vm, disks, true);
}

/** The VM's name in a snapshot's metadata; undefined when it is not there. */
function nameIn(metadata: string): string | undefined {
  const found = /\('name__label' '((?:[^'\\]|\\.)*)'\)/.exec(metadata)?.[1];
  return found?.replace(/\\(.)/g, "$1");
}
