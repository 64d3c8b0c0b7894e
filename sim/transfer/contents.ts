// What is on the disks of a pool: made up from their uuids until somebody writes to them, and then what was written.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import { hashed, mixed } from "../rrd/pattern.ts";
import { find } from "../objects.ts";
import { number, type Ref, text } from "../values.ts";
import { BLOCK, type Block, isZero, madeUp, piecesOf, recognised, zeros } from "./blocks.ts";

/** Made-up blocks come in runs, as files do. */
const RUN = 16;
/** The share of a disk in use where its SR takes all its room from the start. */
const THICK_USE = 0.4;
/** Bytes that can be brought and are not made up. */
const ROOM = 4 * 2 ** 30;

/** Where an open file can lose its name, it does: then it goes with the process, however that ends. */
const UNLINKED = Deno.build.os !== "windows";

interface Content {
  /** What its made-up blocks follow from; undefined for a disk that was empty when it was written. */
  readonly seed: string | undefined;
  readonly hash: number;
  /** Made-up blocks lie before this one, and that many of a thousand are in use. */
  readonly count: number;
  readonly use: number;
  /** What was written: a block, or undefined for zeros. */
  readonly written: Map<number, Block | undefined>;
}

/**
 * The contents of a pool's disks. Guarantees: the same disk always has the same bytes until it is written to; what was
 * written is read again, also from copies; no more memory is needed than some bytes a block.
 */
export class Contents {
  readonly #disks = new Map<Ref, Content>();
  #file: { readonly path: string; readonly handle: Deno.FsFile } | undefined;
  #places = 0;
  #users = 0;

  constructor(readonly db: Database) {
    db.onChange(({ cls, ref, kind }) => {
      if (cls === "VDI" && kind === "del") this.#disks.delete(ref);
    });
  }

  /** Counts a simulator in that uses it. */
  hold(): void {
    this.#users++;
  }

  /** Counts it out again; the last one takes the file along. */
  release(): void {
    if (--this.#users > 0 || this.#file === undefined) return;
    this.#file.handle.close();
    if (!UNLINKED) Deno.removeSync(this.#file.path);
    this.#file = undefined;
    this.#disks.clear();
  }

  /** How many blocks a disk has; the last one may be shorter. */
  count(vdi: Ref): number {
    return Math.ceil(number(find(this.db, "VDI", vdi), "virtual_size") / BLOCK);
  }

  /** A block of a disk; undefined where there are only zeros. */
  block(vdi: Ref, index: number): Block | undefined {
    const content = this.#of(vdi);
    if (content.written.has(index)) return content.written.get(index);
    return content.seed !== undefined && isMadeUp(content, index) ? madeUp(content.seed, index) : undefined;
  }

  /** Whether a block of a disk has more than zeros: cheaper than the block. */
  has(vdi: Ref, index: number): boolean {
    const content = this.#of(vdi);
    if (content.written.has(index)) return content.written.get(index) !== undefined;
    return content.seed !== undefined && isMadeUp(content, index);
  }

  /** A block's bytes, in pieces which must not be changed. */
  pieces(block: Block | undefined): readonly Uint8Array[] {
    if (block === undefined) return [zeros(BLOCK)];
    if ("kind" in block) return piecesOf(block);
    const bytes = new Uint8Array(BLOCK);
    const handle = this.#file?.handle;
    if (handle === undefined) throw new Error("There is no file of blocks");
    handle.seekSync(block.place * BLOCK, Deno.SeekMode.Start);
    for (let at = 0; at < BLOCK;) {
      const read = handle.readSync(bytes.subarray(at));
      if (read === null) throw new Error("The file of blocks is too short");
      at += read;
    }
    return [bytes];
  }

  /** Empties a disk, as a new one is. */
  clear(vdi: Ref): void {
    this.#disks.set(vdi, { seed: undefined, hash: 0, count: 0, use: 0, written: new Map() });
  }

  /** Gives a disk the content of another one. */
  copy(source: Ref, target: Ref): void {
    const content = this.#of(source);
    this.#disks.set(target, { ...content, written: new Map(content.written) });
  }

  /** Writes bytes at an offset. Throws VDI_IO_ERROR when there is no room for them. */
  write(vdi: Ref, offset: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const index = Math.floor((offset + at) / BLOCK);
      const within = offset + at - index * BLOCK;
      const part = bytes.subarray(at, at + Math.min(BLOCK - within, bytes.length - at));
      this.#put(vdi, index, part.length === BLOCK ? part : this.#patched(vdi, index, within, part));
      at += part.length;
    }
  }

  #patched(vdi: Ref, index: number, within: number, part: Uint8Array): Uint8Array {
    const whole = new Uint8Array(BLOCK);
    let at = 0;
    for (const piece of this.pieces(this.block(vdi, index))) {
      whole.set(piece, at);
      at += piece.length;
    }
    whole.set(part, within);
    return whole;
  }

  #put(vdi: Ref, index: number, bytes: Uint8Array): void {
    this.#of(vdi).written.set(index, isZero(bytes) ? undefined : recognised(bytes) ?? this.#kept(bytes));
  }

  #kept(bytes: Uint8Array): Block {
    if ((this.#places + 1) * BLOCK > ROOM) throw new ApiError("VDI_IO_ERROR", "Device I/O errors");
    if (this.#file === undefined) {
      const path = Deno.makeTempFileSync({ prefix: "atoll-sim-disks-" });
      this.#file = { path, handle: Deno.openSync(path, { read: true, write: true }) };
      if (UNLINKED) Deno.removeSync(path);
    }
    const { handle } = this.#file;
    handle.seekSync(this.#places * BLOCK, Deno.SeekMode.Start);
    for (let at = 0; at < BLOCK;) at += handle.writeSync(bytes.subarray(at));
    return { place: this.#places++ };
  }

  #of(vdi: Ref): Content {
    const known = this.#disks.get(vdi);
    if (known !== undefined) return known;
    const record = find(this.db, "VDI", vdi);
    const size = number(record, "virtual_size");
    const used = number(record, "physical_utilisation");
    const content: Content = {
      seed: text(record, "uuid"),
      hash: hashed(text(record, "uuid")) + 1,
      count: Math.ceil(size / BLOCK),
      use: Math.round(1000 * (used >= size ? THICK_USE : Math.max(0, used) / size)),
      written: new Map(),
    };
    this.#disks.set(vdi, content);
    return content;
  }
}

function isMadeUp({ hash, count, use }: Content, index: number): boolean {
  return index < count && (index === 0 || mixed(hash, Math.floor(index / RUN)) % 1000 < use);
}

const contents = new WeakMap<Database, Contents>();

/** The contents of a pool's disks, which all its hosts see. */
export function contentsOf(db: Database): Contents {
  let known = contents.get(db);
  if (known === undefined) contents.set(db, known = new Contents(db));
  return known;
}
