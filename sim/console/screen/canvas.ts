// A machine's picture: pixels, drawing, and telling those who watch what changed.
import { GLYPH_HEIGHT, GLYPH_WIDTH, glyphOf, joins } from "./font.ts";

/** A part of the picture, in pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Who is told of changes, at once and while they happen; must not draw. */
export interface CanvasWatcher {
  /** These pixels changed. */
  changed(rect: Rect): void;
  /** What was in this part moved up by so many pixels; what is left below is told as changed. */
  moved(rect: Rect, up: number): void;
  /** The picture has another size; all of it changed. */
  resized(): void;
}

/** Pixels are 0xRRGGBB, row by row. Guarantees: every change of a pixel is told to each watcher. */
export class Canvas {
  pixels: Uint32Array;
  readonly watchers = new Set<CanvasWatcher>();

  constructor(public width: number, public height: number) {
    this.pixels = new Uint32Array(width * height);
  }

  /** Another size, all black. Does nothing when the size is the same. */
  resize(width: number, height: number): void {
    if (width === this.width && height === this.height) return;
    this.width = width;
    this.height = height;
    this.pixels = new Uint32Array(width * height);
    for (const watcher of this.watchers) watcher.resized();
  }

  fill(rect: Rect, colour: number): void {
    const clipped = intersect(rect, this.bounds());
    if (clipped === undefined) return;
    for (let y = clipped.y; y < clipped.y + clipped.height; y++) {
      const start = y * this.width + clipped.x;
      this.pixels.fill(colour, start, start + clipped.width);
    }
    this.#tell(clipped);
  }

  /** A rectangle's edge, one pixel wide. */
  frame({ x, y, width, height }: Rect, colour: number): void {
    this.fill({ x, y, width, height: 1 }, colour);
    this.fill({ x, y: y + height - 1, width, height: 1 }, colour);
    this.fill({ x, y, width: 1, height }, colour);
    this.fill({ x: x + width - 1, y, width: 1, height }, colour);
  }

  /** A character's cell, `width` pixels wide (8, or 9 as in VGA's text mode), over its background. */
  cell(x: number, y: number, codePoint: number, ink: number, paper: number, width = GLYPH_WIDTH): void {
    const glyph = glyphOf(codePoint);
    for (let row = 0; row < GLYPH_HEIGHT; row++) {
      const bits = glyph[row] ?? 0;
      const start = (y + row) * this.width + x;
      for (let column = 0; column < GLYPH_WIDTH; column++) {
        this.pixels[start + column] = (bits & (0x80 >> column)) !== 0 ? ink : paper;
      }
      if (width > GLYPH_WIDTH) {
        this.pixels[start + GLYPH_WIDTH] = joins(codePoint) && (bits & 1) !== 0 ? ink : paper;
      }
    }
    this.#tell({ x, y, width, height: GLYPH_HEIGHT });
  }

  /** A line of text without a background, each pixel of a glyph `scale` pixels large. */
  text(x: number, y: number, text: string, ink: number, scale = 1): void {
    for (const [index, char] of [...text].entries()) {
      const glyph = glyphOf(char.codePointAt(0) ?? 0);
      for (let row = 0; row < GLYPH_HEIGHT; row++) {
        const bits = glyph[row] ?? 0;
        for (let column = 0; column < GLYPH_WIDTH; column++) {
          if ((bits & (0x80 >> column)) === 0) continue;
          const left = x + (index * GLYPH_WIDTH + column) * scale;
          this.#dot(left, y + row * scale, scale, ink);
        }
      }
    }
    const all = { x, y, width: textWidth(text, scale), height: GLYPH_HEIGHT * scale };
    const clipped = intersect(all, this.bounds());
    if (clipped !== undefined) this.#tell(clipped);
  }

  /** Moves a part up by so many pixels; what is left below keeps its pixels until it is drawn. */
  moveUp(rect: Rect, up: number): void {
    for (let y = rect.y; y < rect.y + rect.height - up; y++) {
      const from = (y + up) * this.width + rect.x;
      this.pixels.copyWithin(y * this.width + rect.x, from, from + rect.width);
    }
    for (const watcher of this.watchers) watcher.moved(rect, up);
    this.#tell({ ...rect, y: rect.y + rect.height - up, height: up });
  }

  bounds(): Rect {
    return { x: 0, y: 0, width: this.width, height: this.height };
  }

  #dot(x: number, y: number, size: number, colour: number): void {
    for (let row = Math.max(0, y); row < Math.min(this.height, y + size); row++) {
      for (let column = Math.max(0, x); column < Math.min(this.width, x + size); column++) {
        this.pixels[row * this.width + column] = colour;
      }
    }
  }

  #tell(rect: Rect): void {
    for (const watcher of this.watchers) watcher.changed(rect);
  }
}

/** How wide a line of text is, in pixels. */
export function textWidth(text: string, scale = 1): number {
  return [...text].length * GLYPH_WIDTH * scale;
}

/** What two rectangles share; undefined when that is nothing. */
export function intersect(a: Rect, b: Rect): Rect | undefined {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** Whether a point is inside. */
export function contains({ x, y, width, height }: Rect, left: number, top: number): boolean {
  return left >= x && left < x + width && top >= y && top < y + height;
}
