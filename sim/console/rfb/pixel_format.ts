// How a viewer wants its pixels: RFB's pixel formats, and pixels in them.
import type { ByteOutput } from "./bytes.ts";

/** A pixel format as SetPixelFormat and ServerInit carry it. */
export interface PixelFormat {
  readonly bitsPerPixel: 8 | 16 | 32;
  readonly depth: number;
  readonly bigEndian: boolean;
  /** False: 8-bit indexes into a colour map that the server sends. */
  readonly trueColour: boolean;
  readonly max: readonly [red: number, green: number, blue: number];
  readonly shift: readonly [red: number, green: number, blue: number];
}

/** The server's own: 32 bits, little-endian, 0x00RRGGBB, as QEMU offers on a PC. */
export const NATIVE: PixelFormat = {
  bitsPerPixel: 32,
  depth: 24,
  bigEndian: false,
  trueColour: true,
  max: [255, 255, 255],
  shift: [16, 8, 0],
};

/** What 8-bit viewers without true colour get: three bits of red and green, two of blue, through the map. */
const MAPPED: PixelFormat = {
  bitsPerPixel: 8,
  depth: 8,
  bigEndian: false,
  trueColour: false,
  max: [7, 7, 3],
  shift: [0, 3, 6],
};

/** Reads the 16 bytes of a pixel format. Undefined for one that cannot be served. */
export function readPixelFormat(view: DataView, at: number): PixelFormat | undefined {
  const bitsPerPixel = view.getUint8(at);
  if (bitsPerPixel !== 8 && bitsPerPixel !== 16 && bitsPerPixel !== 32) return undefined;
  if (view.getUint8(at + 3) === 0) return bitsPerPixel === 8 ? MAPPED : undefined;
  const max = [view.getUint16(at + 4), view.getUint16(at + 6), view.getUint16(at + 8)] as const;
  const shift = [view.getUint8(at + 10), view.getUint8(at + 11), view.getUint8(at + 12)] as const;
  for (const [index, each] of max.entries()) {
    // A colour of 2^n - 1 values that fits into the pixel.
    if (each > 255 || (each & (each + 1)) !== 0) return undefined;
    if ((shift[index] ?? 0) + bits(each) > bitsPerPixel) return undefined;
  }
  return {
    bitsPerPixel,
    depth: view.getUint8(at + 1),
    bigEndian: view.getUint8(at + 2) !== 0,
    trueColour: true,
    max,
    shift,
  };
}

export function writePixelFormat(out: ByteOutput, format: PixelFormat): void {
  out.u8(format.bitsPerPixel).u8(format.depth).u8(format.bigEndian ? 1 : 0).u8(format.trueColour ? 1 : 0);
  for (const max of format.max) out.u16(max);
  for (const shift of format.shift) out.u8(shift);
  out.u8(0).u8(0).u8(0);
}

/** The 256 colours of the map for viewers without true colour, as SetColourMapEntries. */
export function writeColourMap(out: ByteOutput): void {
  out.u8(1).u8(0).u16(0).u16(256);
  for (let index = 0; index < 256; index++) {
    out.u16((index & 7) * 0xffff / 7).u16((index >> 3 & 7) * 0xffff / 7).u16((index >> 6) * 0xffff / 3);
  }
}

/** Turns 0xRRGGBB into a viewer's pixels. */
export class PixelWriter {
  /** Bytes of a pixel, and of one in ZRLE, which leaves an unused byte out. */
  readonly size: number;
  readonly compactSize: number;
  readonly #tables: readonly Uint32Array[];
  /** The first byte of four that a compact pixel keeps. */
  readonly #compactFrom: number;

  constructor(readonly format: PixelFormat) {
    this.size = format.bitsPerPixel / 8;
    this.#tables = format.max.map((max, index) =>
      Uint32Array.from(
        { length: 256 },
        (_, value) => (Math.round(value * max / 255) << (format.shift[index] ?? 0)) >>> 0,
      )
    );
    const compact = compactFrom(format);
    this.compactSize = compact === undefined ? this.size : 3;
    this.#compactFrom = compact ?? 0;
  }

  /** The pixel's value in the viewer's format. */
  value(rgb: number): number {
    const [red, green, blue] = this.#tables;
    return ((red?.[rgb >> 16 & 255] ?? 0) | (green?.[rgb >> 8 & 255] ?? 0) | (blue?.[rgb & 255] ?? 0)) >>> 0;
  }

  /** Writes a pixel's value. */
  put(out: ByteOutput, value: number): void {
    for (let byte = 0; byte < this.size; byte++) out.u8(this.#byte(value, byte));
  }

  /** Writes a pixel's value as ZRLE has it. */
  putCompact(out: ByteOutput, value: number): void {
    for (let byte = 0; byte < this.compactSize; byte++) out.u8(this.#byte(value, this.#compactFrom + byte));
  }

  #byte(value: number, index: number): number {
    return value >>> 8 * (this.format.bigEndian ? this.size - 1 - index : index) & 255;
  }
}

/** Which of the four bytes a compact pixel starts with; undefined when all four count (RFC 6143, 7.7.5). */
function compactFrom(
  { trueColour, bitsPerPixel, depth, max, shift, bigEndian }: PixelFormat,
): number | undefined {
  if (!trueColour || bitsPerPixel !== 32 || depth > 24) return undefined;
  const low = max.every((each, index) => (shift[index] ?? 0) + bits(each) <= 24);
  const high = shift.every((each) => each >= 8);
  if (low) return bigEndian ? 1 : 0;
  return high ? (bigEndian ? 0 : 1) : undefined;
}

function bits(max: number): number {
  return 32 - Math.clz32(max);
}
