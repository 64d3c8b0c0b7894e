// Blocks of disks: made-up ones, which need no room, and how they are told from others.
import { Buffer } from "node:buffer";
import { hashed, mixed } from "../rrd/pattern.ts";
import { Lanes, xxh64 } from "./xxhash.ts";

/** Bytes of a block: a megabyte, as in an XVA. */
export const BLOCK = 2 ** 20;

/** A made-up block is one of so many, but for its last bytes, which are its own. */
const KINDS = 16;
const OWN = 32;

/** A block with something in it. */
export type Block =
  /** One that was made up. */
  | { readonly kind: number; readonly own: Uint8Array }
  /** One that somebody brought, at a place in the file of those. */
  | { readonly place: number };

interface Kind {
  readonly bytes: Uint8Array;
  /** Its hash but for the block's own bytes. */
  readonly lanes: Lanes;
}

const kinds = new Map<number, Kind>();

/** What a made-up block begins with, its kind after it. */
const MARK = 0x61746f6c;

/** A kind of made-up blocks, made when it is first needed: half noise, half text, so that it can be compressed somewhat. */
function kindOf(kind: number): Kind {
  const known = kinds.get(kind);
  if (known !== undefined) return known;
  const bytes = new Uint8Array(BLOCK - OWN);
  const words = new Uint32Array(bytes.buffer, 0, bytes.length / 4);
  for (let at = 0; at < words.length; at++) words[at] = at % 1024 < 512 ? mixed(kind, at) : 0x206c6f74 + kind;
  words.set([MARK, kind]);
  const lanes = new Lanes();
  lanes.take(bytes);
  const made = { bytes, lanes };
  kinds.set(kind, made);
  return made;
}

/** The block a disk with this seed has at a place. */
export function madeUp(seed: string, index: number): Block {
  const own = new Uint8Array(OWN);
  new TextEncoder().encodeInto(seed.replaceAll("-", "").slice(0, 24), own);
  new DataView(own.buffer).setUint32(OWN - 4, index);
  return { kind: mixed(hashed(seed), index) % KINDS, own };
}

/** The bytes of a made-up block, in two pieces, which must not be changed. */
export function piecesOf(
  { kind, own }: { readonly kind: number; readonly own: Uint8Array },
): [Uint8Array, Uint8Array] {
  return [kindOf(kind).bytes, own];
}

/** The XXH64 of a made-up block, found without looking at most of it. */
export function hashOf({ kind, own }: { readonly kind: number; readonly own: Uint8Array }): string {
  const lanes = kindOf(kind).lanes.copy();
  lanes.take(own);
  return lanes.finish();
}

/** The made-up block these bytes are; undefined when they are none. */
export function recognised(bytes: Uint8Array): Block | undefined {
  if (bytes.length !== BLOCK) return undefined;
  const [mark = 0, kind = 0] = new Uint32Array(bytes.slice(0, 8).buffer);
  if (mark !== MARK || kind >= KINDS) return undefined;
  const most = Buffer.from(bytes.buffer, bytes.byteOffset, BLOCK - OWN);
  return most.compare(kindOf(kind).bytes) === 0 ? { kind, own: bytes.slice(BLOCK - OWN) } : undefined;
}

const ZEROS = Buffer.alloc(BLOCK);

/** Zeros, at most a block of them; they must not be changed. */
export function zeros(length: number): Uint8Array {
  return ZEROS.subarray(0, length);
}

/** Whether there is nothing but zeros in at most a block of bytes. */
export function isZero(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).compare(ZEROS, 0, bytes.byteLength) ===
    0;
}

/** The XXH64 of any block. */
export function checksum(bytes: Uint8Array): string {
  return xxh64(bytes);
}
