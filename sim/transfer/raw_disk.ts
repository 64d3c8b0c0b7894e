// GET /export_raw_vdi and PUT /import_raw_vdi: one disk, as it is, as a VHD or as a tar (export_raw_vdi.ml, import_raw_vdi.ml).
import { parseType } from "@/lib/xapi/schema_type.ts";
import { ApiError, isMistake } from "../errors.ts";
import { vdiRecord } from "../generate/machine_records.ts";
import { find } from "../objects.ts";
import { number, type Ref, text } from "../values.ts";
import { inUse, refreshDisk } from "../vm/devices.ts";
import { takeSpace } from "../vm/disks.ts";
import { parameter } from "../wire/authorise.ts";
import { writeBare } from "../wire/plain_http.ts";
import { resultText } from "../wire/xml_write.ts";
import { begin, type Call, failTask, inTask, OcamlError, sentElsewhere, type Work } from "./call.ts";
import { contentsOf } from "./contents.ts";
import { readChunks, readRaw, readVhd, used, writeRaw, writeVhd } from "./disk_formats.ts";
import { Incoming } from "./incoming.ts";
import { outgoing } from "./outgoing.ts";
import { named } from "./places.ts";
import { Progress } from "./progress.ts";
import { UNIT } from "./tar.ts";
import { readDisk, writeDisk } from "./tar_disks.ts";

const CONTENT_TYPES = {
  raw: "application/octet-stream",
  vhd: "application/vhd",
  tar: "application/x-tar",
} as const;

type Format = keyof typeof CONTENT_TYPES;

/** The folder of a disk's blocks in a tar. */
const FOLDER = "vdi";

/** No VHD is larger (constants.ml). */
const VHD_MAX = 2040 * 2 ** 30;

const NOT_FOUND = "HTTP/1.0 404 Not Found";

/** Answers the export of a disk. */
export async function exportDisk(call: Call): Promise<void> {
  const { db } = call.setup;
  const id = parameter(call.head, "vdi");
  if (id === undefined) throw new OcamlError('Failure("Missing vdi query parameter")');
  const vdi = diskNamed(call, id);
  if (
    await sentElsewhere(call, [text(find(db, "VDI", vdi), "SR")])
  ) return;
  await inTask(call, "Exporting raw VDI", async (work) => {
    const format = formatOf(call);
    if (format === undefined) return await refuse(call, NOT_FOUND, unknownFormat(call));
    const uuid = text(find(db, "VDI", vdi), "uuid");
    await begin(call, "HTTP/1.1 200 OK", [
      `task-id:${work.task.ref}`,
      `content-type:${CONTENT_TYPES[format]}`,
      `content-disposition: attachment; filename="${uuid}.${format}"`,
    ]);
    if (format === "vhd" && number(find(db, "VDI", vdi), "virtual_size") > VHD_MAX) {
      throw new ApiError("VDI_TOO_LARGE", vdi, String(VHD_MAX));
    }
    await attached(work, vdi, () => write(work, vdi, format));
  });
}

async function write(work: Work, vdi: Ref, format: Format): Promise<void> {
  const { call, db, task } = work;
  task.cancellable(true);
  const out = outgoing(call.wire, undefined, task.signal);
  const contents = contentsOf(db);
  const base = parameter(call.head, "base");
  if (format === "raw") await writeRaw(work, out, contents, vdi);
  else if (format === "vhd") {
    await writeVhd(work, out, contents, vdi, base === undefined ? undefined : diskNamed(call, base));
  } else {
    await writeDisk(out, contents, vdi, FOLDER, new Progress(work, contents.count(vdi)));
    await out.write(new Uint8Array(2 * UNIT));
  }
}

/** Answers the import of a disk: onto one that is there, or, as it is, into an SR. */
export async function importDisk(call: Call): Promise<void> {
  const { db } = call.setup;
  const [id, srRef, srUuid] = ["vdi", "sr_id", "sr_uuid"].map((name) => parameter(call.head, name));
  const vdi = id === undefined ? undefined : diskNamed(call, id);
  if (vdi === undefined && srRef === undefined && srUuid === undefined) {
    call.answered = true;
    await failTask(call, new ApiError("VDI_MISSING"));
    return await writeBare(call.wire, "HTTP/1.1 400 Bad Request");
  }
  const sr = vdi === undefined ? named(db, "SR", srRef, srUuid) : text(find(db, "VDI", vdi), "SR");
  if (await sentElsewhere(call, [sr])) return;
  await inTask(call, "Importing raw VDI", async (work) => {
    const format = formatOf(call);
    if (format === undefined) return await refuse(call, NOT_FOUND, unknownFormat(call));
    const chunked = parameter(call.head, "chunked") !== undefined;
    if (chunked && format !== "raw") return await refuse(call, NOT_FOUND, "Cannot handle chunked VHD");
    const encoding = call.head.headers.get("transfer-encoding");
    if (encoding !== undefined) return await refuse(call, NOT_FOUND, `Cannot handle encoding: ${encoding}`);
    const length = call.head.headers.get("content-length");
    const size = length === undefined ? undefined : Number(length);
    if (vdi === undefined && (format !== "raw" || size === undefined)) {
      const reason = format === "vhd"
        ? "Importing a VHD directly into an SR not yet supported"
        : "Not enough info supplied to import";
      return await refuse(call, "HTTP/1.0 400 Bad Request", reason);
    }
    const target = vdi ?? newDisk(work, sr, size ?? 0);
    await begin(call, "HTTP/1.1 200 OK", [
      `task-id:${work.task.ref}`,
      "content-type: application/octet-stream",
    ]);
    await attached(work, target, () => read(work, target, format, chunked, size));
    return target;
  }, (target) => resultText(target, parseType("VDI ref")));
}

async function read(
  work: Work,
  vdi: Ref,
  format: Format,
  chunked: boolean,
  size: number | undefined,
): Promise<void> {
  const { call, db, task } = work;
  task.cancellable(true);
  const incoming = Incoming.body(call.wire, size, task.signal);
  const contents = contentsOf(db);
  if (chunked) await readChunks(work, incoming, vdi);
  else if (format === "vhd") await readVhd(work, incoming, vdi);
  else if (format === "raw") await readRaw(work, incoming, vdi, size);
  else {
    const progress = new Progress(work, contents.count(vdi));
    await readDisk(incoming, contents, vdi, FOLDER, progress, { checked: true, force: false });
    await incoming.upTo(2 * UNIT);
  }
  await noteUse(work, vdi);
}

/** Counts what a disk takes now, unless its SR gave it all its room from the start. */
async function noteUse({ db }: Work, vdi: Ref): Promise<void> {
  const record = find(db, "VDI", vdi);
  const before = number(record, "physical_utilisation");
  if (before >= number(record, "virtual_size")) return;
  const now = await used(contentsOf(db), vdi);
  takeSpace(db, text(record, "SR"), 0, now - before);
  db.set("VDI", vdi, "physical_utilisation", now);
}

function newDisk({ db }: Work, SR: Ref, size: number): Ref {
  takeSpace(db, SR, size, 0);
  const vdi = db.create(
    "VDI",
    vdiRecord({ uuid: db.newUuid(), name_label: "Imported VDI", SR, virtual_size: size }),
  );
  contentsOf(db).clear(vdi);
  return vdi;
}

/** Works with a disk as dom0 has it attached: not while a VM has it. What vhd-tool stumbles over is a device's error. */
async function attached(work: Work, vdi: Ref, transfer: () => Promise<void>): Promise<void> {
  const { db } = work;
  try {
    if (inUse(db, find(db, "VDI", vdi))) throw new ApiError("VDI_IN_USE", vdi, "attach");
    await transfer();
  } catch (error) {
    if (isMistake(error)) throw error;
    if (error instanceof ApiError && error.code !== "CLIENT_ERROR") throw error;
    throw new ApiError("VDI_IO_ERROR", "Device I/O errors");
  } finally {
    refreshDisk(db, vdi);
  }
}

/** Answers without a page; the task says why. */
async function refuse(call: Call, status: string, reason: string): Promise<never> {
  call.answered = true;
  await writeBare(call.wire, status);
  throw new ApiError("INTERNAL_ERROR", reason);
}

function formatOf(call: Call): Format | undefined {
  const given = (parameter(call.head, "format") ?? "raw").toLowerCase();
  return given === "raw" || given === "vhd" || given === "tar" ? given : undefined;
}

function unknownFormat(call: Call): string {
  return `Unknown format ${parameter(call.head, "format") ?? ""}`;
}

/** A disk by its reference or its uuid, whichever it is. */
function diskNamed({ setup: { db } }: Call, id: string): Ref {
  return db.get("VDI", id) === undefined ? named(db, "VDI", undefined, id) : id;
}
