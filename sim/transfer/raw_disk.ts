// GET /export_raw_vdi and PUT /import_raw_vdi: one disk's bytes, as they are or as a VHD.
import { ApiError, isMistake } from "../errors.ts";
import { find } from "../objects.ts";
import { number, type Ref, text } from "../values.ts";
import { inUse, refreshDisk } from "../vm/devices.ts";
import { parameter } from "../wire/authorise.ts";
import { writeBare } from "../wire/plain_http.ts";
import { BLOCK, type Block, zeros } from "./blocks.ts";
import { begin, type Call, inTask, OcamlError, sentElsewhere, shown, type Work } from "./call.ts";
import { type Contents, contentsOf } from "./contents.ts";
import { Incoming, PrematureEnd } from "./incoming.ts";
import { type Outgoing, outgoing } from "./outgoing.ts";
import { named } from "./places.ts";
import { Progress } from "./progress.ts";
import { BITMAP, readVhdHead, readVhdTable, SECTOR, VHD_BLOCK, vhdFooter, vhdStart } from "./vhd.ts";

type Format = "raw" | "vhd";

const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  raw: "application/octet-stream",
  vhd: "application/vhd",
};

/** How many blocks of ours a VHD's block holds. */
const HALVES = VHD_BLOCK / BLOCK;

/** Answers the export of a disk. */
export async function exportDisk(call: Call): Promise<void> {
  await withDisk(call, "VDI.export_raw_vdi", async (work, vdi, format) => {
    const { db, task } = work;
    const uuid = text(find(db, "VDI", vdi), "uuid");
    const asked = parameter(call.head, "base");
    const base = asked === undefined ? undefined : diskNamed(call, asked);
    await begin(call, "HTTP/1.1 200 OK", [
      `task-id:${task.ref}`,
      `content-type:${CONTENT_TYPES[format]}`,
      `content-disposition: attachment; filename="${uuid}.${format}"`,
    ]);
    task.cancellable(true);
    const out = outgoing(call.wire, undefined, task.signal);
    const contents = contentsOf(db);
    if (format === "raw") await writeRaw(work, out, contents, vdi);
    else await writeVhd(work, out, contents, vdi, base);
  });
}

/** Answers the import of a disk. */
export async function importDisk(call: Call): Promise<void> {
  await withDisk(call, "VDI.import", async (work, vdi, format) => {
    const { db, task } = work;
    const encoding = call.head.headers.get("transfer-encoding");
    if (encoding !== undefined) {
      call.answered = true;
      await writeBare(call.wire, "HTTP/1.1 403 Forbidden");
      throw new OcamlError(`Failure("import code cannot handle encoding: ${encoding}")`);
    }
    await begin(call, "HTTP/1.1 200 OK", [`task-id:${task.ref}`, "content-type: application/octet-stream"]);
    task.cancellable(true);
    const length = call.head.headers.get("content-length");
    const size = length === undefined ? undefined : Number(length);
    const incoming = Incoming.body(call.wire, size, task.signal);
    if (parameter(call.head, "chunked") !== undefined) await readChunks(work, incoming, vdi);
    else if (format === "vhd") await readVhd(work, incoming, vdi);
    else await readRaw(work, incoming, vdi, size);
    db.set("VDI", vdi, "physical_utilisation", used(contentsOf(db), vdi));
  });
}

/** Finds the disk and the format, goes to a host that sees it, and shows the work in a task. */
async function withDisk(
  call: Call,
  label: string,
  work: (work: Work, vdi: Ref, format: Format) => Promise<void>,
): Promise<void> {
  const { db } = call.setup;
  const vdi = diskNamed(call, parameter(call.head, "vdi") ?? "");
  const sr = text(find(db, "VDI", vdi), "SR");
  if (await sentElsewhere(call, [sr], () => new ApiError("NO_HOSTS_AVAILABLE"))) return;
  const given = parameter(call.head, "format") ?? "raw";
  const format = given.toLowerCase();
  await inTask(call, label, async (context) => {
    if (format !== "raw" && format !== "vhd") {
      call.answered = true;
      await writeBare(call.wire, "HTTP/1.0 404 Not Found");
      throw new ApiError("INTERNAL_ERROR", `Unknown format ${given}`);
    }
    try {
      if (inUse(db, find(db, "VDI", vdi))) throw new ApiError("VDI_IN_USE", vdi, "attach");
      await context.task.hold([["VDI", vdi]], "copy", () => work(context, vdi, format));
    } catch (error) {
      if (isMistake(error) || (error instanceof ApiError && error.code === "TASK_CANCELLED")) throw error;
      const reason = error instanceof PrematureEnd ? "End_of_file" : shown(error);
      throw new ApiError("INTERNAL_ERROR", `Caught exception: ${reason}`);
    } finally {
      refreshDisk(db, vdi);
    }
  });
}

/** A disk by its reference or its uuid, whichever it is. */
function diskNamed({ setup: { db } }: Call, id: string): Ref {
  return db.get("VDI", id) === undefined ? named(db, "VDI", undefined, id) : id;
}

async function writeRaw(work: Work, out: Outgoing, contents: Contents, vdi: Ref): Promise<void> {
  const size = number(find(work.db, "VDI", vdi), "virtual_size");
  const progress = new Progress(work, contents.count(vdi));
  for (let at = 0; at < size; at += BLOCK) {
    let left = Math.min(BLOCK, size - at);
    for (const piece of contents.pieces(contents.block(vdi, at / BLOCK))) {
      await out.write(piece.subarray(0, left));
      left -= Math.min(left, piece.length);
    }
    progress.made(1);
  }
}

async function writeVhd(
  work: Work,
  out: Outgoing,
  contents: Contents,
  vdi: Ref,
  base: Ref | undefined,
): Promise<void> {
  const record = find(work.db, "VDI", vdi);
  const size = number(record, "virtual_size");
  const differs = (index: number) =>
    base === undefined
      ? contents.block(vdi, index) !== undefined
      : !sameBlock(contents.block(vdi, index), contents.block(base, index));
  const present = Array.from(
    { length: Math.ceil(size / VHD_BLOCK) },
    (_, block) => Array.from({ length: HALVES }, (_, half) => block * HALVES + half).some(differs),
  );
  const parent = base === undefined ? {} : { parent: text(find(work.db, "VDI", base), "uuid") };
  const disk = { uuid: text(record, "uuid"), size, now: work.db.now(), ...parent };
  const progress = new Progress(work, present.length);
  await out.write(vhdStart(disk, present));
  const bitmap = new Uint8Array(BITMAP).fill(0xff);
  for (const [block, there] of present.entries()) {
    if (there) {
      await out.write(bitmap);
      for (let half = 0; half < HALVES; half++) {
        for (const piece of contents.pieces(contents.block(vdi, block * HALVES + half))) {
          await out.write(piece);
        }
      }
    }
    progress.made(1);
  }
  await out.write(vhdFooter(disk));
}

function sameBlock(a: Block | undefined, b: Block | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if ("place" in a || "place" in b) return "place" in a && "place" in b && a.place === b.place;
  return a.kind === b.kind && a.own.every((byte, at) => byte === b.own[at]);
}

async function readRaw(
  work: Work,
  incoming: Incoming,
  vdi: Ref,
  announced: number | undefined,
): Promise<void> {
  const size = number(find(work.db, "VDI", vdi), "virtual_size");
  if (announced !== undefined && announced > size) {
    throw new OcamlError('Unix.Unix_error(Unix.ENOSPC, "write", "")');
  }
  const contents = contentsOf(work.db);
  const progress = new Progress(work, contents.count(vdi));
  const expected = announced ?? size;
  for (let at = 0; at < expected; at += BLOCK) {
    contents.write(vdi, at, await incoming.exactly(Math.min(BLOCK, expected - at)));
    progress.made(1);
  }
}

async function readVhd(work: Work, incoming: Incoming, vdi: Ref): Promise<void> {
  const size = number(find(work.db, "VDI", vdi), "virtual_size");
  const head = readVhdHead(await incoming.exactly(SECTOR + 1024));
  if (head.size > size) throw new OcamlError('Unix.Unix_error(Unix.ENOSPC, "write", "")');
  let read = SECTOR + 1024;
  await incoming.skip(head.table - read);
  const length = Math.ceil((4 * head.blocks) / SECTOR) * SECTOR;
  const table = readVhdTable(await incoming.exactly(length), head.blocks);
  read = head.table + length;
  const contents = contentsOf(work.db);
  const progress = new Progress(work, table.length);
  for (const { block, offset } of table) {
    await incoming.skip(offset - read);
    const bitmap = await incoming.exactly(BITMAP);
    const bytes = await incoming.exactly(VHD_BLOCK);
    read = offset + BITMAP + VHD_BLOCK;
    writeSectors(contents, vdi, block * VHD_BLOCK, bytes, bitmap, size);
    progress.made(1);
  }
}

/** Writes the sectors of a block that are there; the others keep what they have. */
function writeSectors(
  contents: Contents,
  vdi: Ref,
  offset: number,
  bytes: Uint8Array,
  bitmap: Uint8Array,
  size: number,
): void {
  const end = Math.min(VHD_BLOCK, size - offset);
  if (bitmap.every((byte) => byte === 0xff)) return contents.write(vdi, offset, bytes.subarray(0, end));
  const there = (sector: number) => ((bitmap[sector >> 3] ?? 0) >> (7 - (sector & 7)) & 1) === 1;
  for (let sector = 0; sector * SECTOR < end;) {
    let next = sector;
    while (next * SECTOR < end && there(next) === there(sector)) next++;
    if (there(sector)) {
      contents.write(vdi, offset + sector * SECTOR, bytes.subarray(sector * SECTOR, next * SECTOR));
    }
    sector = next;
  }
}

/** Chunks of vhd-tool's own: where, how long, the bytes; one of no length ends them. */
async function readChunks(work: Work, incoming: Incoming, vdi: Ref): Promise<void> {
  const size = number(find(work.db, "VDI", vdi), "virtual_size");
  const contents = contentsOf(work.db);
  for (;;) {
    const head = await incoming.exactly(12);
    const view = new DataView(head.buffer, head.byteOffset, 12);
    const [offset, length] = [Number(view.getBigUint64(0, true)), view.getUint32(8, true)];
    if (length === 0) return;
    if (offset + length > size) throw new OcamlError('Unix.Unix_error(Unix.ENOSPC, "write", "")');
    for (let at = 0; at < length; at += BLOCK) {
      contents.write(vdi, offset + at, await incoming.exactly(Math.min(BLOCK, length - at)));
    }
  }
}

/** Bytes of the blocks that are not empty. */
function used(contents: Contents, vdi: Ref): number {
  let blocks = 0;
  for (let index = 0; index < contents.count(vdi); index++) {
    if (contents.block(vdi, index) !== undefined) blocks++;
  }
  return blocks * zeros(BLOCK).length;
}
