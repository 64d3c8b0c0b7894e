// Disks of their own accord: VDIs made, resized, copied and moved between SRs, and forgotten.
import { wantedRecord } from "../creation.ts";
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import { vdiRecord } from "../generate/machine_records.ts";
import type { Context, Registry } from "../methods.ts";
import { find, some } from "../objects.ts";
import { assertPlugged, holdStorage } from "./scan.ts";
import { type Json, list, number, type Rec, type Ref, text } from "../values.ts";
import { inUse, refreshDisk } from "../vm/devices.ts";
import { brief, copyBytes, copyDisk, destroyDisk, takeSpace } from "../vm/disks.ts";
import { between, copyTime } from "../vm/durations.ts";

const REQUIRED = ["SR", "virtual_size", "type", "sharable", "read_only", "other_config"];

/** What an SR makes of a size of 0, and what disks are rounded up to: 2 MiB. */
const GRAIN = 2 ** 21;

/** Adds the messages of class VDI that need no VM. */
export function registerVolumes(registry: Registry): void {
  registry.register("VDI.create", (context, [given]) => create(context, given));
  registry.register("VDI.introduce", (context, [uuid = "", name = "", description = "", sr = ""]) => {
    find(context.db, "SR", sr);
    return add(context.db, {
      uuid,
      name_label: name,
      name_description: description,
      SR: sr,
    });
  });
  registry.register("VDI.resize", (context, [vdi = "", size = 0]) => {
    return brief(context, String(vdi), "resize", () => resize(context.db, String(vdi), Number(size)));
  });
  registry.register("VDI.forget", (context, [vdi = ""]) => {
    // Unlike destroy it leaves the VBDs, whose disk is then not found any more (facts.md).
    return brief(context, String(vdi), "forget", () => context.db.destroy("VDI", String(vdi)));
  });
  registry.register("VDI.copy", (context, [vdi = "", sr = "", , into = ""]) => {
    return copy(context, String(vdi), String(sr), some(String(into)));
  });
  registry.register("VDI.pool_migrate", (context, [vdi = "", sr = ""]) => {
    return migrate(context, String(vdi), String(sr));
  });
  registry.register("VDI.update", ({ db }, [vdi = ""]) => {
    throw new ApiError("SR_OPERATION_NOT_SUPPORTED", text(find(db, "VDI", vdi), "SR"));
  });
  for (const name of ["set_sharable", "set_read_only"]) {
    registry.register(`VDI.${name}`, ({ db }, [vdi = ""]) => {
      find(db, "VDI", vdi);
      throw new ApiError("PERMISSION_DENIED", "");
    });
  }
}

async function create(context: Context, given: Json | undefined): Promise<Ref> {
  const { db, task } = context;
  const fields = wantedRecord("VDI", given, REQUIRED);
  const sr = text(fields, "SR");
  assertPlugged(db, sr);
  const wanted = number(fields, "virtual_size");
  const size = Math.ceil(wanted / GRAIN) * GRAIN;
  if (wanted < 0) {
    const reason = `VDI Creation failed [opterr=['INTERNAL_ERROR', 'Failure("Int64.of_string")']]`;
    throw new ApiError("SR_BACKEND_FAILURE_78", "", reason, "");
  }
  return await holdStorage(context, sr, "vdi_create", async () => {
    await task.wait(between(db, 200, 600));
    takeSpace(db, sr, size, 0);
    return add(db, { ...fields, virtual_size: size, location: db.newUuid() });
  });
}

function add(db: Database, fields: Rec): Ref {
  const ref = db.create("VDI", vdiRecord({ uuid: db.newUuid(), ...fields }));
  refreshDisk(db, ref);
  return ref;
}

function resize(db: Database, vdi: Ref, size: number): void {
  const record = find(db, "VDI", vdi);
  takeSpace(db, text(record, "SR"), size - number(record, "virtual_size"), 0);
  db.set("VDI", vdi, "virtual_size", size);
}

/** Copies to another SR, or into a disk that exists; the task moves with the bytes. */
async function copy(context: Context, vdi: Ref, sr: Ref, into: Ref | undefined): Promise<Ref> {
  const { db, task } = context;
  const record = find(db, "VDI", vdi);
  const target = into === undefined ? sr : text(find(db, "VDI", into), "SR");
  assertPlugged(db, target);
  if (inUse(db, record)) throw new ApiError("VDI_IN_USE", vdi, "copy");
  const duration = copyTime(number(record, "virtual_size"));
  const objects = [["VDI", vdi]] as const;
  return await holdStorage(
    context,
    target,
    "vdi_create",
    () =>
      task.operate({ objects, operation: "copy", duration, steps: 8, cancellable: true }, () => {
        find(db, "VDI", vdi);
        if (into === undefined) return copyBytes(db, vdi, target);
        db.hypervisor.assert("copy", {});
        return into;
      }),
  ).finally(() => refreshDisk(db, vdi));
}

/** Moves a disk a running VM uses to another SR: a new VDI takes the place of the old one. */
async function migrate(context: Context, vdi: Ref, sr: Ref): Promise<Ref> {
  const { db, task } = context;
  const record = find(db, "VDI", vdi);
  find(db, "SR", sr);
  if (!inUse(db, record)) throw new ApiError("VDI_NEEDS_VM_FOR_MIGRATE", vdi);
  assertPlugged(db, sr);
  const duration = copyTime(number(record, "virtual_size"));
  return await holdStorage(context, sr, "vdi_create", () =>
    task.operate(
      { objects: [["VDI", vdi]], operation: "mirror", duration, steps: 8, cancellable: true },
      () => {
        db.hypervisor.assert("mirror", {});
        const moved = copyDisk(db, vdi, { sr });
        for (const vbd of list(find(db, "VDI", vdi), "VBDs")) db.set("VBD", vbd, "VDI", moved);
        destroyDisk(db, vdi);
        refreshDisk(db, moved);
        return moved;
      },
    ));
}
