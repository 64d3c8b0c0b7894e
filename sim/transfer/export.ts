// GET /export: a VM as an XVA: its records, then its disks megabyte by megabyte, as fast as the client takes them.
import { ApiError } from "../errors.ts";
import { flag, list, type Ref, text } from "../values.ts";
import { isDefaultTemplate } from "../vm/lifecycle.ts";
import { storageOf } from "../vm/placement.ts";
import { operate } from "../vm/subject.ts";
import { find } from "../objects.ts";
import { parameter } from "../wire/authorise.ts";
import { zeros } from "./blocks.ts";
import { begin, type Call, inTask, OcamlError, says, sentElsewhere, type Work } from "./call.ts";
import { contentsOf } from "./contents.ts";
import { type Compression, outgoing } from "./outgoing.ts";
import { ovaOf } from "./ova_write.ts";
import { named } from "./places.ts";
import { Progress } from "./progress.ts";
import { padding, tarHead, UNIT } from "./tar.ts";
import { writeDisk, writeFile } from "./tar_disks.ts";

const encoder = new TextEncoder();

/** Answers an export. */
export async function exportVm(call: Call): Promise<void> {
  const { db } = call.setup;
  const vm = vmOf(call);
  if (
    await sentElsewhere(call, storageOf(db, find(db, "VM", vm)))
  ) return;
  await inTask(call, "VM.export", (work) => writeXva(work, vm));
}

/** The VM a request names. */
function vmOf({ setup: { db }, head: { query } }: Call): Ref {
  const [ref, uuid] = [query.get("ref") ?? undefined, query.get("uuid") ?? undefined];
  if (ref === undefined && uuid === undefined) throw new OcamlError("Not_found");
  return named(db, "VM", ref, uuid);
}

async function writeXva(work: Work, vm: Ref): Promise<void> {
  const { call, db, task } = work;
  task.progress(0);
  const preservePowerState = says(call, "preserve_power_state");
  await operate(work, vm, "export", async () => {
    await begin(call, "HTTP/1.0 200 OK", [
      `task-id: ${task.ref}`,
      "Server: xapi",
      "content-type: application/octet-stream",
      'Content-Disposition: attachment; filename="export.xva"',
    ]);
    task.cancellable(true);
    const out = outgoing(call.wire, compressionOf(parameter(call.head, "use_compression")), task.signal);
    const { xml, ids } = ovaOf(db, [vm], { preservePowerState, snapshots: false });
    await writeFile(out, "ova.xml", [encoder.encode(xml)]);
    const disks = disksOf(work, vm, preservePowerState).map((vdi) => ({ vdi, id: ids.get(vdi) ?? "" }))
      .filter(({ id }) => id !== "").sort((a, b) => a.id < b.id ? -1 : 1);
    const contents = contentsOf(db);
    const progress = new Progress(work, disks.reduce((sum, { vdi }) => sum + contents.count(vdi), 0));
    for (const { vdi, id } of disks) await writeDisk(out, contents, vdi, id, progress);
    await out.write(new Uint8Array(2 * UNIT));
    await out.end();
  });
}

/** The disks an archive has: no CDs, and the memory of a VM that stays suspended. */
function disksOf({ db }: Work, vm: Ref, preservePowerState: boolean): Ref[] {
  const record = find(db, "VM", vm);
  const vdis = list(record, "VBDs").map((vbd) => db.get("VBD", vbd))
    .filter((vbd) => text(vbd, "type") !== "CD" && !flag(vbd, "empty")).map((vbd) => text(vbd, "VDI"));
  if (preservePowerState && text(record, "power_state") === "Suspended") {
    vdis.push(text(record, "suspend_VDI"));
  }
  return [...new Set(vdis)].filter((vdi) => {
    const disk = db.get("VDI", vdi);
    return disk !== undefined && text(db.get("SR", text(disk, "SR")), "content_type") !== "iso";
  });
}

function compressionOf(asked: string | undefined): Compression | undefined {
  if (asked === "zstd") return "zstd";
  return asked === "true" || asked === "gzip" ? "gzip" : undefined;
}

/** GET /export_metadata: the records alone, of one VM or of all. */
export async function exportMetadata(call: Call): Promise<void> {
  const { db } = call.setup;
  await inTask(call, "VM.export_metadata", async ({ task }) => {
    const all = says(call, "all");
    const vms = all
      ? [...db.table("VM")].filter(([, vm]) => !isDefaultTemplate(vm)).map(([ref]) => ref)
      : [vmOf(call)];
    if (!all && flag(db.get("VM", vms[0] ?? ""), "is_a_snapshot")) {
      throw new ApiError("OPERATION_NOT_ALLOWED", "Exporting metadata of a snapshot is not allowed");
    }
    const snapshots = parameter(call.head, "export_snapshots") !== "false";
    const xml = encoder.encode(ovaOf(db, vms, { preservePowerState: true, snapshots }).xml);
    const parts = [tarHead("ova.xml", xml.length), xml, zeros(padding(xml.length)), zeros(2 * UNIT)];
    await begin(call, "HTTP/1.0 200 OK", [
      `task-id: ${task.ref}`,
      "Server: xapi",
      "content-type: application/octet-stream",
      `Content-Length: ${parts.reduce((sum, { length }) => sum + length, 0)}`,
      'Content-Disposition: attachment; filename="export.xva"',
    ]);
    const out = outgoing(call.wire, undefined, task.signal);
    for (const part of parts) await out.write(part);
  });
}
