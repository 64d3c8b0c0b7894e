// gzip streams put together from pieces that were compressed once for all readers.
//
// A gzip stream is a header, raw deflate, and a trailer of checksum and length (RFC 1952). Each piece is deflated by itself and
// ends on a byte boundary (a sync flush; RFC 1951 3.2.4 for what is only stored), so pieces follow each other in any stream.
// Checksums of pieces combine to that of the whole: CRC-32 is the remainder of a polynomial, and to append n bytes is to
// multiply by x^8n.
import { constants, crc32, deflateRawSync } from "node:zlib";
import { deflateAfter } from "./deflate.ts";

/** No name, no time, unknown system. */
export const GZIP_HEADER: Uint8Array<ArrayBuffer> = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

/** Below so many bytes a piece is only stored: deflating costs more than writing to a socket, and saves little (docs/benchmarks.md). */
export const LEAST_DEFLATED = 512;

/** The most that one stored block holds. */
const STORED = 0xffff;

export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sum: Checksum;
}

/** Checksum and length of some bytes, and what appending them does to a checksum. */
export interface Checksum {
  readonly crc: number;
  readonly length: number;
  readonly shift: number;
}

/** A piece of any gzip stream. */
export function pack(plain: Uint8Array): Packed {
  const sum = { crc: crc32(plain), length: plain.length, shift: shiftOf(plain.length) };
  return { bytes: plain.length < LEAST_DEFLATED ? stored(plain) : deflated(plain), sum };
}

/** The same for streams whose last bytes are those of the window. */
export function packAfter(window: Uint8Array, plain: Uint8Array): Packed {
  if (window.length === 0) return pack(plain);
  const bytes = deflateAfter(window, plain);
  const sum = { crc: crc32(plain), length: plain.length, shift: shiftOf(plain.length) };
  return { bytes: bytes.length < plain.length + 5 ? bytes : stored(plain), sum };
}

function deflated(plain: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(deflateRawSync(plain, { level: 3, finishFlush: constants.Z_SYNC_FLUSH }));
  return bytes.length < plain.length + 5 || plain.length > STORED ? bytes : stored(plain);
}

function stored(plain: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(plain.length + 5), { length } = plain;
  bytes.set([0, length & 0xff, length >> 8, ~length & 0xff, (~length >> 8) & 0xff]);
  bytes.set(plain, 5);
  return bytes;
}

/** The running checksum of one reader's stream. */
export class Trailer {
  #crc = 0;
  #length = 0;

  append({ crc, length, shift }: Checksum): void {
    this.#crc = (multiply(shift, this.#crc) ^ crc) >>> 0;
    this.#length = (this.#length + length) >>> 0;
  }

  /** What ends the stream: an empty last block, checksum and length. */
  get bytes(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(10), view = new DataView(bytes.buffer);
    view.setUint16(0, 3, true);
    view.setUint32(2, this.#crc, true);
    view.setUint32(6, this.#length, true);
    return bytes;
  }
}

/** The polynomial of CRC-32, lowest coefficients in the highest bits, without x^32. */
const POLYNOMIAL = 0xedb88320;

/** a × b modulo the polynomial. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 31; bit >= 0; bit--) {
    if ((a >>> bit) & 1) product ^= b;
    b = b & 1 ? (b >>> 1) ^ POLYNOMIAL : b >>> 1;
  }
  return product >>> 0;
}

/** x^(8 × 2^n), by n. */
const POWERS: number[] = [];
for (let n = 0, power = 1 << (31 - 8); n < 32; n++, power = multiply(power, power)) POWERS.push(power);

/** x^(8 × bytes). */
function shiftOf(bytes: number): number {
  let shift = 1 << 31 >>> 0;
  for (let n = 0; bytes > 0; n++, bytes = Math.floor(bytes / 2)) {
    if (bytes % 2 === 1) shift = multiply(POWERS[n] ?? 0, shift);
  }
  return shift;
}

/** Whether a client takes gzip: named, or `*`, and not with `q=0`. */
export function takesGzip(accept: string | null): boolean {
  return (accept ?? "").toLowerCase().split(",").some((part) => {
    const [name, ...parameters] = part.split(";").map((text) => text.trim());
    return (name === "gzip" || name === "x-gzip") && !parameters.some((text) => /^q=0(\.0*)?$/.test(text));
  });
}
