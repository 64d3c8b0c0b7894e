// The console font: 8 × 16 bitmaps made from strokes, with box drawing and blocks computed.
import { STROKES } from "./strokes.ts";

/** Pixels of a cell. */
export const GLYPH_WIDTH = 8;
export const GLYPH_HEIGHT = 16;

/** A glyph: 16 rows, the highest bit of each is its leftmost pixel. */
export type Glyph = Uint8Array;

/** Where lines of box drawing cross. */
const [MID_X, MID_Y] = [3, 7];

/** Arms of the box drawing characters: up, right, down, left; 1 single, 2 double. */
const BOXES: Readonly<Record<string, string>> = {
  "─": "0101",
  "│": "1010",
  "┌": "0110",
  "┐": "0011",
  "└": "1100",
  "┘": "1001",
  "├": "1110",
  "┤": "1011",
  "┬": "0111",
  "┴": "1101",
  "┼": "1111",
  "═": "0202",
  "║": "2020",
  "╔": "0220",
  "╗": "0022",
  "╚": "2200",
  "╝": "2002",
};

/** Blocks and shades: whether a pixel is set. */
const BLOCKS: Readonly<Record<string, (x: number, y: number) => boolean>> = {
  "█": () => true,
  "▀": (_, y) => y < 8,
  "▄": (_, y) => y >= 8,
  "▌": (x) => x < 4,
  "▐": (x) => x >= 4,
  "░": (x, y) => (x + 2 * y) % 4 === 0,
  "▒": (x, y) => (x + y) % 2 === 0,
  "▓": (x, y) => (x + 2 * y) % 4 !== 0,
};

const glyphs = new Map<number, Glyph>();
for (const [char, strokes] of Object.entries(STROKES)) add(char, drawn(strokes));
for (const [char, arms] of Object.entries(BOXES)) add(char, boxed(arms));
for (const [char, set] of Object.entries(BLOCKS)) add(char, filled(set));
const unknown = filled((x, y) =>
  x > 0 && x < 7 && y > 1 && y < 12 && (x === 1 || x === 6 || y === 2 || y === 11)
);

/** The bitmap of a character; an empty box for one that nobody has drawn. */
export function glyphOf(codePoint: number): Glyph {
  return glyphs.get(codePoint) ?? unknown;
}

/** Whether a character has a bitmap of its own. */
export function isDrawn(codePoint: number): boolean {
  return glyphs.has(codePoint);
}

/** Every character there is. */
export function characters(): string[] {
  return [...glyphs.keys()].map((codePoint) => String.fromCodePoint(codePoint));
}

/** Whether lines of a character meet those of its neighbours, also across the ninth column of a VGA text cell. */
export function joins(codePoint: number): boolean {
  return codePoint >= 0x2500 && codePoint < 0x25a0;
}

function add(char: string, glyph: Glyph): void {
  glyphs.set(char.codePointAt(0) ?? 0, glyph);
}

function drawn(strokes: string): Glyph {
  const glyph = new Uint8Array(GLYPH_HEIGHT);
  for (const stroke of strokes.split(" ")) {
    const points = (stroke.match(/../g) ?? []).map((point) => ({
      x: parseInt(point.charAt(0), 16),
      y: parseInt(point.charAt(1), 16),
    }));
    let from = points[0];
    for (const to of points) {
      line(glyph, from ?? to, to);
      from = to;
    }
  }
  return glyph;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function line(glyph: Glyph, from: Point, to: Point): void {
  const steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y), 1);
  for (let step = 0; step <= steps; step++) {
    const x = Math.round(from.x + (to.x - from.x) * step / steps);
    const y = Math.round(from.y + (to.y - from.y) * step / steps);
    set(glyph, x, y);
  }
}

function boxed(arms: string): Glyph {
  const [up = 0, right = 0, down = 0, left = 0] = [...arms].map(Number);
  const double = [up, right, down, left].includes(2);
  const offsets = double ? [-1, 1] : [0];
  const glyph = new Uint8Array(GLYPH_HEIGHT);
  for (const dy of offsets) {
    for (let x = 0; x < GLYPH_WIDTH; x++) {
      if ((right > 0 && x >= MID_X - (double ? 1 : 0)) || (left > 0 && x <= MID_X + (double ? 1 : 0))) {
        set(glyph, x, MID_Y + dy);
      }
    }
  }
  for (const dx of offsets) {
    for (let y = 0; y < GLYPH_HEIGHT; y++) {
      if ((down > 0 && y >= MID_Y - (double ? 1 : 0)) || (up > 0 && y <= MID_Y + (double ? 1 : 0))) {
        set(glyph, MID_X + dx, y);
      }
    }
  }
  return glyph;
}

function filled(inside: (x: number, y: number) => boolean): Glyph {
  const glyph = new Uint8Array(GLYPH_HEIGHT);
  for (let y = 0; y < GLYPH_HEIGHT; y++) {
    for (let x = 0; x < GLYPH_WIDTH; x++) if (inside(x, y)) set(glyph, x, y);
  }
  return glyph;
}

function set(glyph: Glyph, x: number, y: number): void {
  glyph[y] = (glyph[y] ?? 0) | (0x80 >> x);
}
