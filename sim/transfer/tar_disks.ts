// Disks inside a tar, as XVAs and disks in the format "tar" have them: blocks by number, each with its checksum after it.
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { find } from "../objects.ts";
import { Turns } from "../turns.ts";
import type { Ref } from "../values.ts";
import { notAfter } from "../version/releases.ts";
import { BLOCK, checksum, hashOf, isZero, recognised, zeros } from "./blocks.ts";
import { OcamlError } from "./call.ts";
import type { Contents } from "./contents.ts";
import { type Incoming, PrematureEnd } from "./incoming.ts";
import type { Outgoing } from "./outgoing.ts";
import type { Progress } from "./progress.ts";
import { padding, readTarHead, type TarHead, tarHead, UNIT } from "./tar.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Writes the blocks that are not empty; the first and the last one always, so that a reader knows the sizes. */
export async function writeDisk(
  out: Outgoing,
  contents: Contents,
  vdi: Ref,
  id: string,
  progress: Progress,
): Promise<void> {
  const count = contents.count(vdi);
  const size = Number(find(contents.db, "VDI", vdi)["virtual_size"]);
  // xapi before 2022 wrote SHA1.
  const modern = notAfter("22.0.0", contents.db.version.facts.release);
  const turns = new Turns();
  for (let index = 0; index < count; index++) {
    const block = contents.block(vdi, index);
    const length = Math.min(BLOCK, size - index * BLOCK);
    if (block === undefined && index > 0 && index < count - 1) {
      // A disk that is mostly empty must not keep everybody waiting.
      if (index % 1024 === 0) await turns.rest();
      progress.made(1);
      continue;
    }
    const name = `${id}/${String(index).padStart(8, "0")}`;
    const whole = length === BLOCK;
    const pieces = whole ? contents.pieces(block) : [joined(contents.pieces(block)).subarray(0, length)];
    const hash = modern
      ? whole && block !== undefined && "kind" in block ? hashOf(block) : hashOfPieces(pieces)
      : sha1(joined(pieces));
    await out.write(tarHead(name, length));
    for (const piece of pieces.slice(0, -1)) await out.write(piece);
    const last = pieces.at(-1) ?? zeros(0);
    const end = [
      zeros(padding(length)),
      tarHead(`${name}${modern ? ".xxhash" : ".checksum"}`, hash.length),
      encoder.encode(hash),
    ];
    const after = joined([...end, zeros(padding(hash.length))]);
    if (last.length > UNIT) await out.write(last);
    await out.write(last.length > UNIT ? after : joined([last, after]));
    progress.made(1);
  }
}

const EMPTY_HASH = checksum(zeros(BLOCK));

function hashOfPieces(pieces: readonly Uint8Array[]): string {
  const [first = zeros(0)] = pieces;
  return pieces.length === 1 && first.buffer === zeros(BLOCK).buffer && first.length === BLOCK
    ? EMPTY_HASH
    : checksum(joined(pieces));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  return pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces);
}

/** Writes a file of an archive. */
export async function writeFile(out: Outgoing, name: string, pieces: readonly Uint8Array[]): Promise<void> {
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  await out.write(tarHead(name, size));
  for (const piece of pieces) await out.write(piece);
  if (padding(size) > 0) await out.write(zeros(padding(size)));
}

/** The head of the next file. Throws PrematureEnd, also where the archive ends. */
export async function nextHead(incoming: Incoming): Promise<TarHead> {
  const head = readTarHead(await incoming.exactly(UNIT));
  if (head === undefined) throw new PrematureEnd();
  return head;
}

/** What is looked at while a disk is read. */
export interface Checking {
  /** Whether checksums stand beside the blocks. */
  readonly checked: boolean;
  /** Whether wrong ones are passed over. */
  readonly force: boolean;
}

/** Reads a disk: blocks by rising numbers, the missing ones empty. Throws PrematureEnd, TarError and OcamlError. */
export async function readDisk(
  incoming: Incoming,
  contents: Contents,
  vdi: Ref,
  id: string,
  progress: Progress,
  { checked, force }: Checking,
): Promise<void> {
  const size = Number(find(contents.db, "VDI", vdi)["virtual_size"]);
  for (let last = -1, unit = 0, offset = 0; offset < size;) {
    const head = await nextHead(incoming);
    const number = numberOf(head.name, id, last);
    unit ||= head.size;
    offset += (number - last - 1) * unit;
    if (head.size > 16 * BLOCK || offset + head.size > size) {
      throw new OcamlError('Failure("Invalid XVA file")');
    }
    const bytes = await incoming.exactly(head.size);
    await incoming.skip(padding(head.size));
    if (checked) await check(incoming, head.name, bytes, force);
    find(contents.db, "VDI", vdi);
    contents.write(vdi, offset, bytes);
    progress.made(number - last);
    // A block without bytes only keeps the connection alive: it takes a number, but no room.
    offset += head.size;
    last = number;
  }
}

/** The number in a block's name. Throws OcamlError for another disk's, and for one that does not come next. */
function numberOf(name: string, id: string, last: number): number {
  const [disk, digits = ""] = name.split("/", 2);
  const number = Number(digits);
  if (disk !== id || !/^\d+$/.test(digits) || number <= last) {
    throw new OcamlError('Failure("Invalid XVA file")');
  }
  return number;
}

/** Compares a block with the checksum after it. */
async function check(incoming: Incoming, name: string, bytes: Uint8Array, force: boolean): Promise<void> {
  const head = await nextHead(incoming);
  const told = decoder.decode(await incoming.exactly(head.size));
  await incoming.skip(padding(head.size));
  const kind = head.name.slice(name.length);
  if (!head.name.startsWith(name) || (kind !== ".xxhash" && kind !== ".checksum")) {
    throw new OcamlError(`Failure("Found unsupported checksum file: ${head.name}")`);
  }
  const found = kind === ".xxhash" ? hash(bytes) : sha1(bytes);
  if (told !== found && !force) {
    throw new OcamlError(
      `Stream_vdi.Invalid_checksum("Block ${name} checksum failed: original = ${told}; recomputed = ${found}")`,
    );
  }
}

/** The XXH64 of a block, quickly for those that are known. */
function hash(bytes: Uint8Array): string {
  const known = recognised(bytes);
  if (known !== undefined && "kind" in known) return hashOf(known);
  return bytes.length === BLOCK && isZero(bytes) ? EMPTY_HASH : checksum(bytes);
}

function sha1(bytes: Uint8Array): string {
  return createHash("sha1").update(bytes).digest("hex");
}
