// A part of the picture in a viewer's pixels, and what the encodings ask of it.
import type { Rect } from "../screen/canvas.ts";
import type { PixelWriter } from "./pixel_format.ts";

/** Pixel values of a part of the picture, row by row. */
export interface Area {
  readonly width: number;
  readonly height: number;
  readonly values: Uint32Array;
}

/** A copy of part of a picture (0xRRGGBB) as it is now. */
export function copyOf(pixels: Uint32Array, stride: number, { x, y, width, height }: Rect): Area {
  const values = new Uint32Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = (y + row) * stride + x;
    values.set(pixels.subarray(start, start + width), row * width);
  }
  return { width, height, values };
}

/** Turns 0xRRGGBB into the viewer's values, in place. Neighbours are often alike. */
export function translate(area: Area, writer: PixelWriter): void {
  const { values } = area;
  let [last, translated] = [-1, 0];
  for (let at = 0; at < values.length; at++) {
    const rgb = values[at] ?? 0;
    if (rgb !== last) [last, translated] = [rgb, writer.value(rgb)];
    values[at] = translated;
  }
}

/** Its tiles of at most `size` × `size`, from left to right and top to bottom, each as an area with its place. */
export function* tiles(
  area: Area,
  size: number,
): Generator<Area & { readonly x: number; readonly y: number }> {
  for (let y = 0; y < area.height; y += size) {
    for (let x = 0; x < area.width; x += size) {
      const rect = { x, y, width: Math.min(size, area.width - x), height: Math.min(size, area.height - y) };
      yield { x, y, ...copyOf(area.values, area.width, rect) };
    }
  }
}

/** The different values in it, most frequent first; undefined when there are more than `most`. */
export function palette(area: Area, most: number): number[] | undefined {
  const counts = new Map<number, number>();
  for (const value of area.values) {
    const count = counts.get(value);
    if (count === undefined && counts.size === most) return undefined;
    counts.set(value, (count ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}
