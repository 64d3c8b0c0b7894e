// Disks: snapshots, clones and copies of them, and the space an SR has left.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import { GiB } from "../generate/units.ts";
import type { Context, Registry } from "../methods.ts";
import { busy, find } from "../objects.ts";
import { contentsOf } from "../transfer/contents.ts";
import { holdStorage } from "../storage/scan.ts";
import { date, flag, type Json, list, NEVER, NULL_REF, number, type Rec, type Ref, text } from "../values.ts";
import { inUse, refreshDisk } from "./devices.ts";
import { between, copyTime } from "./durations.ts";

/** Adds the messages of class VDI that operations on VMs go with. */
export function registerDisks(registry: Registry): void {
  registry.register("VDI.snapshot", async (context, [vdi = ""]) => {
    return await brief(
      context,
      String(vdi),
      "snapshot",
      () => copyDisk(context.db, String(vdi), { snapshot: true }),
    );
  });
  registry.register("VDI.clone", async (context, [vdi = ""]) => {
    return await brief(context, String(vdi), "clone", () => copyDisk(context.db, String(vdi), {}));
  });
  registry.register("VDI.destroy", async (context, [vdi = ""]) => {
    await brief(context, String(vdi), "destroy", () => destroyDisk(context.db, String(vdi)));
  });
}

/**
 * Runs an operation of some tenths of a second on a disk: refused while another one runs, while a VM uses the disk, or
 * where its SR cannot do it.
 */
export async function brief<T>(
  context: Context,
  vdi: Ref,
  operation: string,
  work: () => Promise<T> | T,
): Promise<T> {
  const { db, task } = context;
  const record = find(db, "VDI", vdi);
  const running = busy("VDI", vdi, record);
  if (running !== undefined) throw running;
  const sr = text(record, "SR");
  if (!list(record, "allowed_operations").includes(operation)) {
    if (inUse(db, record)) throw new ApiError("VDI_IN_USE", vdi, operation);
    throw new ApiError("SR_OPERATION_NOT_SUPPORTED", sr);
  }
  const duration = between(db, 200, 600);
  try {
    return await holdStorage(
      context,
      sr,
      `vdi_${operation}`,
      () =>
        task.operate({ objects: [["VDI", vdi]], operation, duration }, () => {
          find(db, "VDI", vdi);
          return work();
        }),
    );
  } finally {
    refreshDisk(db, vdi);
  }
}

/** The disks of a VM with their VBDs: not CDs, not empty drives. Throws HANDLE_INVALID for a disk that is gone. */
export function disksOf(db: Database, vm: Ref): { readonly vbd: Ref; readonly vdi: Ref }[] {
  return list(find(db, "VM", vm), "VBDs")
    .filter((vbd) => {
      const record = db.get("VBD", vbd);
      return record !== undefined && text(record, "type") !== "CD" && !flag(record, "empty");
    })
    .map((vbd) => {
      const vdi = text(db.get("VBD", vbd), "VDI");
      find(db, "VDI", vdi);
      return { vbd, vdi };
    });
}

export interface CopyOptions {
  /** Makes a snapshot of it rather than an independent disk. */
  readonly snapshot?: boolean;
  /** The SR to copy to; its own unless given. */
  readonly sr?: Ref;
}

/** Adds a copy of a disk and gives its ref. Throws SR_FULL when there is no room. */
export function copyDisk(db: Database, source: Ref, { snapshot = false, sr }: CopyOptions): Ref {
  const disk = find(db, "VDI", source);
  const target = sr ?? text(disk, "SR");
  const full = sr !== undefined;
  const size = number(disk, "virtual_size");
  const physical = full ? number(disk, "physical_utilisation") : Math.min(size, Math.round(size * 0.02));
  takeSpace(db, target, size, physical);
  const uuid = db.newUuid();
  const copy = db.create("VDI", {
    ...disk,
    uuid,
    location: uuid,
    current_operations: {},
    SR: target,
    VBDs: [],
    crash_dumps: [],
    physical_utilisation: physical,
    is_a_snapshot: snapshot,
    snapshot_of: snapshot ? source : NULL_REF,
    snapshots: [],
    snapshot_time: snapshot ? date(db.now()) : NEVER,
  });
  contentsOf(db).copy(source, copy);
  refreshDisk(db, copy);
  return copy;
}

/** Adds a full copy of a disk, in an SR. Where its bytes cannot be copied, the copy is removed again (recordings). */
export function copyBytes(db: Database, source: Ref, sr: Ref): Ref {
  const copy = copyDisk(db, source, { sr });
  try {
    db.hypervisor.assert("copy", {});
  } catch (error) {
    destroyDisk(db, copy);
    throw error;
  }
  return copy;
}

/** Removes a disk, its VBDs and the space it took; does nothing when it is gone. */
export function destroyDisk(db: Database, vdi: Ref): void {
  const disk = db.get("VDI", vdi);
  if (disk === undefined) return;
  takeSpace(db, text(disk, "SR"), -number(disk, "virtual_size"), -number(disk, "physical_utilisation"));
  for (const vbd of list(disk, "VBDs")) db.destroy("VBD", vbd);
  db.destroy("VDI", vdi);
}

/** Counts a disk into what its SR uses; negative when it goes. Throws SR_FULL. */
export function takeSpace(db: Database, sr: Ref, virtual: number, physical: number): void {
  const record = db.get("SR", sr);
  if (record === undefined) return;
  const size = number(record, "physical_size");
  const used = number(record, "physical_utilisation") + physical;
  if (physical > 0 && size > 0 && used > size) throw new ApiError("SR_FULL", String(physical), String(size));
  db.update("SR", sr, {
    physical_utilisation: Math.max(0, used),
    virtual_allocation: Math.max(0, number(record, "virtual_allocation") + virtual),
  });
}

/**
 * Copies all disks of a VM, one subtask a disk, and moves the task's progress by the disks' sizes: NaN for disks without a
 * size, as xapi's own division gives it. What was copied is removed again when a later disk fails.
 */
export async function copyDisks(
  context: Context,
  vm: Ref,
  kind: "snapshot" | "clone" | "copy",
  options: CopyOptions,
): Promise<Map<Ref, Ref>> {
  const { db, task } = context;
  const disks = disksOf(db, vm);
  const total = disks.reduce((sum, { vdi }) => sum + number(db.get("VDI", vdi), "virtual_size"), 0);
  const copies = new Map<Ref, Ref>();
  let done = 0;
  try {
    for (const { vdi } of disks) {
      const size = number(db.get("VDI", vdi), "virtual_size");
      const duration = kind === "copy" ? copyTime(size) : between(db, 300, 900) + size / GiB;
      const copy = await task.subtask(`Async.VDI.${kind}`, async (subtask): Promise<Json> => {
        const sr = options.sr ?? text(db.get("VDI", vdi), "SR");
        const operation = kind === "copy" ? "vdi_create" : `vdi_${kind}`;
        return await holdStorage({ db, task: subtask }, sr, operation, () =>
          subtask.operate(
            { objects: [["VDI", vdi]], operation: kind, duration, steps: kind === "copy" ? 8 : 1 },
            () => kind === "copy" ? copyBytes(db, vdi, sr) : copyDisk(db, vdi, options),
          ));
      });
      refreshDisk(db, vdi);
      copies.set(vdi, String(copy));
      done += size;
      task.progress((done / total) * 0.9);
    }
  } catch (error) {
    for (const copy of copies.values()) destroyDisk(db, copy);
    throw error;
  }
  return copies;
}

/** What differs between a device of a VM and its copy. */
export const DETACHED: Rec = { currently_attached: false, current_operations: {} };
