// Decodes the encodings as a viewer does, for tests: written from RFC 6143, without a look at the encoders.
import { constants, inflateSync } from "node:zlib";
import { ByteInput, concat } from "./rfb/bytes.ts";
import type { PixelFormat } from "./rfb/pixel_format.ts";

/** A picture of pixel values in the viewer's format. */
export class Picture {
  values: Uint32Array;

  constructor(public width: number, public height: number) {
    this.values = new Uint32Array(width * height);
  }

  set(x: number, y: number, value: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) throw new Error(`Pixel ${x},${y} is outside`);
    this.values[y * this.width + x] = value;
  }

  fill(x: number, y: number, width: number, height: number, value: number): void {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) this.set(column, row, value);
    }
  }

  copy(fromX: number, fromY: number, x: number, y: number, width: number, height: number): void {
    const before = this.values.slice();
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        this.set(x + column, y + row, before[(fromY + row) * this.width + fromX + column] ?? 0);
      }
    }
  }
}

/** Reads pixels and rectangles. */
export class Decoder {
  format: PixelFormat;
  #deflated: Uint8Array[] = [];
  #inflated = 0;

  constructor(format: PixelFormat) {
    this.format = format;
  }

  async pixel(input: ByteInput): Promise<number> {
    return this.#value(await input.take(this.format.bitsPerPixel / 8));
  }

  async raw(input: ByteInput, picture: Picture, x: number, y: number, width: number, height: number) {
    const size = this.format.bitsPerPixel / 8;
    const bytes = await input.take(width * height * size);
    for (let at = 0; at < width * height; at++) {
      const value = this.#value(bytes.subarray(at * size, at * size + size));
      picture.set(x + at % width, y + Math.floor(at / width), value);
    }
  }

  async hextile(input: ByteInput, picture: Picture, x: number, y: number, width: number, height: number) {
    let [background, foreground] = [0, 0];
    for (let top = y; top < y + height; top += 16) {
      for (let left = x; left < x + width; left += 16) {
        const [across, down] = [Math.min(16, x + width - left), Math.min(16, y + height - top)];
        const flags = await input.u8();
        if ((flags & 1) !== 0) {
          await this.raw(input, picture, left, top, across, down);
          continue;
        }
        if ((flags & 2) !== 0) background = await this.pixel(input);
        if ((flags & 4) !== 0) foreground = await this.pixel(input);
        picture.fill(left, top, across, down, background);
        const count = (flags & 8) !== 0 ? await input.u8() : 0;
        for (let at = 0; at < count; at++) {
          const value = (flags & 16) !== 0 ? await this.pixel(input) : foreground;
          const [place, size] = [await input.u8(), await input.u8()];
          picture.fill(left + (place >> 4), top + (place & 15), (size >> 4) + 1, (size & 15) + 1, value);
        }
      }
    }
  }

  async zrle(input: ByteInput, picture: Picture, x: number, y: number, width: number, height: number) {
    const length = (await input.view(4)).getUint32(0);
    this.#deflated.push(await input.take(length));
    const all = inflateSync(concat(this.#deflated), { finishFlush: constants.Z_SYNC_FLUSH });
    const fresh = new Uint8Array(all.subarray(this.#inflated));
    this.#inflated = all.length;
    let given = false;
    const tiles = new ByteInput({ read: () => Promise.resolve(given ? undefined : (given = true, fresh)) });
    for (let top = y; top < y + height; top += 64) {
      for (let left = x; left < x + width; left += 64) {
        const [across, down] = [Math.min(64, x + width - left), Math.min(64, y + height - top)];
        await this.#zrleTile(tiles, picture, left, top, across, down);
      }
    }
  }

  async #zrleTile(
    input: ByteInput,
    picture: Picture,
    x: number,
    y: number,
    width: number,
    height: number,
  ): Promise<void> {
    const kind = await input.u8();
    if (kind === 1) return picture.fill(x, y, width, height, await this.#compact(input));
    const place = (at: number) => [x + at % width, y + Math.floor(at / width)] as const;
    if (kind === 0) {
      for (let at = 0; at < width * height; at++) picture.set(...place(at), await this.#compact(input));
    } else if (kind <= 16) {
      const colours: number[] = [];
      for (let at = 0; at < kind; at++) colours.push(await this.#compact(input));
      const bits = kind === 2 ? 1 : kind <= 4 ? 2 : 4;
      for (let row = 0; row < height; row++) {
        const bytes = await input.take(Math.ceil(width * bits / 8));
        for (let column = 0; column < width; column++) {
          const byte = bytes[Math.floor(column * bits / 8)] ?? 0;
          const index = byte >> 8 - bits - column * bits % 8 & (1 << bits) - 1;
          picture.set(x + column, y + row, colours[index] ?? 0);
        }
      }
    } else if (kind === 128) {
      for (let at = 0; at < width * height;) {
        const value = await this.#compact(input);
        let run = 1;
        for (let more = 255; more === 255;) run += more = await input.u8();
        for (; run > 0; run--) picture.set(...place(at++), value);
      }
    } else throw new Error(`A ZRLE tile of kind ${kind}`);
  }

  /** A pixel without its unused byte. */
  async #compact(input: ByteInput): Promise<number> {
    const { bitsPerPixel, bigEndian, shift } = this.format;
    if (bitsPerPixel !== 32) return await this.pixel(input);
    const bytes = await input.take(3);
    const low = Math.min(...shift) < 8;
    const four = low === bigEndian ? [0, ...bytes] : [...bytes, 0];
    return this.#value(Uint8Array.from(four));
  }

  #value(bytes: Uint8Array): number {
    let value = 0;
    for (let at = 0; at < bytes.length; at++) {
      value += (bytes[at] ?? 0) * 256 ** (this.format.bigEndian ? bytes.length - 1 - at : at);
    }
    return value;
  }
}
