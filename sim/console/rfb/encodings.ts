// The encodings of rectangles: Raw, Hextile, ZRLE (RFC 6143, 7.7).
import { constants, deflateRawSync } from "node:zlib";
import { ByteOutput } from "./bytes.ts";
import type { PixelWriter } from "./pixel_format.ts";
import { type Area, palette, tiles } from "./tiles.ts";

/** Numbers of encodings and pseudo-encodings, as SetEncodings names them. */
export const ENCODING = {
  raw: 0,
  copyRect: 1,
  hextile: 5,
  zrle: 16,
  desktopSize: -223,
  cursor: -239,
  qemuExtendedKey: -258,
} as const;

/** Writes an area whose values are already the viewer's. */
export interface Encoder {
  readonly encoding: number;
  encode(out: ByteOutput, area: Area, writer: PixelWriter): void;
}

/** The encoders of one connection. */
export class Encoders {
  readonly #zrle = new Zrle();

  /** The one a viewer prefers of those there are; Raw when it names none. It may change its mind at any time. */
  preferred(encodings: readonly number[]): Encoder {
    for (const encoding of encodings) {
      if (encoding === ENCODING.zrle) return this.#zrle;
      if (encoding === ENCODING.hextile) return hextile;
      if (encoding === ENCODING.raw) return raw;
    }
    return raw;
  }
}

const raw: Encoder = {
  encoding: ENCODING.raw,
  encode: (out, { values }, writer) => {
    for (const value of values) writer.put(out, value);
  },
};

const [RAW, BACKGROUND, FOREGROUND, SUBRECTS, COLOURED] = [1, 2, 4, 8, 16];

const hextile: Encoder = {
  encoding: ENCODING.hextile,
  encode: (out, area, writer) => {
    // A tile may leave out the background that the one before it had.
    let background: number | undefined;
    for (const tile of tiles(area, 16)) {
      const colours = palette(tile, 8);
      const [paper = 0, ink] = colours ?? [];
      const parts = colours === undefined ? [] : subrects(tile, paper);
      const coloured = (colours?.length ?? 0) > 2;
      const size = parts.length * (2 + (coloured ? writer.size : 0));
      if (colours === undefined || parts.length > 255 || size > tile.values.length * writer.size) {
        out.u8(RAW);
        raw.encode(out, tile, writer);
        background = undefined;
        continue;
      }
      const fresh = paper !== background;
      background = paper;
      const foreground = ink !== undefined && !coloured;
      out.u8(
        (fresh ? BACKGROUND : 0) | (foreground ? FOREGROUND : 0) | (parts.length > 0 ? SUBRECTS : 0) |
          (coloured ? COLOURED : 0),
      );
      if (fresh) writer.put(out, paper);
      if (foreground) writer.put(out, ink);
      if (parts.length > 0) out.u8(parts.length);
      for (const { x, y, width, height, value } of parts) {
        if (coloured) writer.put(out, value);
        out.u8(x << 4 | y).u8((width - 1) << 4 | (height - 1));
      }
    }
  },
};

interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly value: number;
}

/** Rectangles of one colour each that make up all that is not background. */
function subrects({ width, height, values }: Area, background: number): Part[] {
  const left = new Uint8Array(values.length).fill(1);
  const parts: Part[] = [];
  const free = (x: number, y: number, value: number) =>
    left[y * width + x] === 1 && values[y * width + x] === value;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value === background || left[at] === 0) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    let right = x + 1;
    while (right < width && free(right, y, value)) right++;
    let bottom = y + 1;
    const whole = (row: number) => {
      for (let column = x; column < right; column++) if (!free(column, row, value)) return false;
      return true;
    };
    while (bottom < height && whole(bottom)) bottom++;
    for (let row = y; row < bottom; row++) left.fill(0, row * width + x, row * width + right);
    parts.push({ x, y, width: right - x, height: bottom - y, value });
  }
  return parts;
}

/**
 * ZRLE has one zlib stream for the whole connection. Each piece is deflated by itself and ends on a byte boundary without an
 * end mark: behind one zlib head they are one stream, and nothing of the past is kept.
 */
class Zrle implements Encoder {
  readonly encoding = ENCODING.zrle;
  #begun = false;

  encode(out: ByteOutput, area: Area, writer: PixelWriter): void {
    const plain = new ByteOutput();
    for (const tile of tiles(area, 64)) encodeTile(plain, tile, writer);
    const deflated = deflateRawSync(plain.done(), { level: 3, finishFlush: constants.Z_SYNC_FLUSH });
    out.u32(deflated.length + (this.#begun ? 0 : 2));
    if (!this.#begun) out.u16(0x7801);
    this.#begun = true;
    out.bytes(deflated);
  }
}

function encodeTile(out: ByteOutput, tile: Area, writer: PixelWriter): void {
  const colours = palette(tile, 16);
  if (colours === undefined) return encodeRuns(out, tile, writer);
  const [only = 0] = colours;
  if (colours.length === 1) {
    out.u8(1);
    return writer.putCompact(out, only);
  }
  out.u8(colours.length);
  for (const colour of colours) writer.putCompact(out, colour);
  const bits = colours.length === 2 ? 1 : colours.length <= 4 ? 2 : 4;
  const index = new Map(colours.map((colour, at) => [colour, at]));
  for (let y = 0; y < tile.height; y++) {
    let [byte, filled] = [0, 0];
    for (let x = 0; x < tile.width; x++) {
      byte = byte << bits | (index.get(tile.values[y * tile.width + x] ?? 0) ?? 0);
      filled += bits;
      if (filled === 8) {
        out.u8(byte);
        [byte, filled] = [0, 0];
      }
    }
    if (filled > 0) out.u8(byte << 8 - filled);
  }
}

/** Runs of equal pixels where that is shorter, else the pixels themselves. */
function encodeRuns(out: ByteOutput, { values }: Area, writer: PixelWriter): void {
  const runs: [value: number, length: number][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.[0] === value) last[1]++;
    else runs.push([value, 1]);
  }
  const size = runs.reduce(
    (sum, [, length]) => sum + writer.compactSize + 1 + Math.floor((length - 1) / 255),
    0,
  );
  if (size >= values.length * writer.compactSize) {
    out.u8(0);
    for (const value of values) writer.putCompact(out, value);
    return;
  }
  out.u8(128);
  for (const [value, length] of runs) {
    writer.putCompact(out, value);
    let rest = length - 1;
    for (; rest >= 255; rest -= 255) out.u8(255);
    out.u8(rest);
  }
}
