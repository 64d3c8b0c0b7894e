// One disk's bytes going out and coming in: as they are, as a VHD, in the chunks of vhd-tool.
import { find } from "../objects.ts";
import { number, type Ref, text } from "../values.ts";
import { BLOCK, type Block } from "./blocks.ts";
import type { Work } from "./call.ts";
import { Turns } from "../turns.ts";
import { type Contents, contentsOf } from "./contents.ts";
import { type Incoming, PrematureEnd } from "./incoming.ts";
import type { Outgoing } from "./outgoing.ts";
import { Progress } from "./progress.ts";
import {
  BITMAP,
  readVhdHead,
  readVhdTable,
  SECTOR,
  VHD_BLOCK,
  VhdError,
  vhdFooter,
  vhdStart,
} from "./vhd.ts";

/** How many blocks of ours a VHD's block holds. */
const HALVES = VHD_BLOCK / BLOCK;

/** Writes all bytes of a disk. */
export async function writeRaw(work: Work, out: Outgoing, contents: Contents, vdi: Ref): Promise<void> {
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

/** Writes a disk as a VHD: its blocks that are not empty, or that differ from those of a base. */
export async function writeVhd(
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
      ? contents.has(vdi, index)
      : !sameBlock(contents.block(vdi, index), contents.block(base, index));
  const present: boolean[] = [];
  const turns = new Turns();
  for (let first = 0; first * BLOCK < size; first += HALVES) {
    present.push(Array.from({ length: HALVES }, (_, half) => first + half).some(differs));
    if (first % 1024 === 0) await turns.rest();
  }
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

/**
 * Reads so many bytes onto a disk; what comes is written though it be fewer, or more than there is room for: clients that do
 * not know the length announce too much. Throws PrematureEnd and VhdError then.
 */
export async function readRaw(
  work: Work,
  incoming: Incoming,
  vdi: Ref,
  announced: number | undefined,
): Promise<void> {
  const size = number(find(work.db, "VDI", vdi), "virtual_size");
  const contents = contentsOf(work.db);
  const progress = new Progress(work, contents.count(vdi));
  const expected = announced ?? size;
  for (let at = 0; at < Math.min(expected, size); at += BLOCK) {
    const wanted = Math.min(BLOCK, expected - at, size - at);
    const bytes = await incoming.upTo(wanted);
    contents.write(vdi, at, bytes);
    if (bytes.length < wanted) throw new PrematureEnd();
    progress.made(1);
  }
  if (expected <= size) return;
  throw (await incoming.upTo(1)).length === 0
    ? new PrematureEnd()
    : new VhdError("There is no room for that");
}

/** Reads the blocks of a VHD onto a disk. Throws as readRaw does. */
export async function readVhd(work: Work, incoming: Incoming, vdi: Ref): Promise<void> {
  const size = number(find(work.db, "VDI", vdi), "virtual_size");
  const head = readVhdHead(await incoming.exactly(SECTOR + 1024));
  if (head.size > size) throw new VhdError("There is no room for that");
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
export async function readChunks(work: Work, incoming: Incoming, vdi: Ref): Promise<void> {
  const size = number(find(work.db, "VDI", vdi), "virtual_size");
  const contents = contentsOf(work.db);
  for (;;) {
    const head = await incoming.exactly(12);
    const view = new DataView(head.buffer, head.byteOffset, 12);
    const [offset, length] = [Number(view.getBigUint64(0, true)), view.getUint32(8, true)];
    if (length === 0) return;
    if (offset + length > size) throw new VhdError("There is no room for that");
    for (let at = 0; at < length; at += BLOCK) {
      contents.write(vdi, offset + at, await incoming.exactly(Math.min(BLOCK, length - at)));
    }
  }
}

/** Bytes of the blocks that are not empty. */
export async function used(contents: Contents, vdi: Ref): Promise<number> {
  const turns = new Turns();
  let blocks = 0;
  for (let index = 0; index < contents.count(vdi); index++) {
    if (contents.has(vdi, index)) blocks++;
    if (index % 1024 === 0) await turns.rest();
  }
  return blocks * BLOCK;
}
