// The pointer as one viewer sees it: drawn by the viewer itself from its shape, or into the picture for those who cannot.
import { intersect, type Rect } from "../screen/canvas.ts";
import type { ByteOutput } from "./bytes.ts";
import { ENCODING } from "./encodings.ts";
import type { PixelWriter } from "./pixel_format.ts";
import type { Area } from "./tiles.ts";
import type { Cursor, Desk } from "./types.ts";

/** Knows where a viewer's pointer is, and whether it is to be drawn into its picture. */
export class Pointer {
  /** The viewer has not said that it draws pointers itself. */
  drawn = true;
  #at: { readonly x: number; readonly y: number } | undefined;

  constructor(readonly desk: Desk) {}

  /** Moves it; gives the parts of the picture that change thereby. */
  move(x: number, y: number): Rect[] {
    const before = this.rect();
    this.#at = { x, y };
    return [before, this.rect()].flatMap((rect) => rect ?? []);
  }

  /** The part of the picture it is drawn on; undefined when it is not drawn. */
  rect(): Rect | undefined {
    const { cursor } = this.desk;
    if (!this.drawn || cursor === undefined || this.#at === undefined) return undefined;
    return { ...this.#at, width: cursor.width, height: cursor.height };
  }

  /** Draws it on a copy of a part of the picture. */
  drawOn(area: Area, place: Rect): void {
    const [own, { cursor }] = [this.rect(), this.desk];
    const shared = own && intersect(own, place);
    if (own === undefined || shared === undefined || cursor === undefined) return;
    for (let y = shared.y; y < shared.y + shared.height; y++) {
      for (let x = shared.x; x < shared.x + shared.width; x++) {
        const pixel = cursor.pixels[(y - own.y) * cursor.width + x - own.x];
        if (pixel !== undefined) area.values[(y - place.y) * area.width + x - place.x] = pixel;
      }
    }
  }

  /** Its shape, for viewers that draw it: pixels and a bit mask (RFC 6143, 7.8.1). */
  writeShape(out: ByteOutput, writer: PixelWriter, { width, height, pixels }: Cursor): void {
    out.u16(0).u16(0).u16(width).u16(height).u32(ENCODING.cursor >>> 0);
    for (const pixel of pixels) writer.put(out, writer.value(pixel ?? 0));
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x += 8) {
        let byte = 0;
        for (let bit = 0; bit < 8; bit++) {
          const set = x + bit < width && pixels[y * width + x + bit] !== undefined;
          byte = byte << 1 | (set ? 1 : 0);
        }
        out.u8(byte);
      }
    }
  }
}
