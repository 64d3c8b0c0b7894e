// How a Windows guest's screens look: sign-in, desktop, buttons that light up under the pointer.
import type { Cursor } from "../rfb/types.ts";
import { type Canvas, type Rect, textWidth } from "../screen/canvas.ts";

/** The size of its screen, in pixels. */
export const SCREEN = { width: 1024, height: 768 };
export const TASKBAR = 40;

const [WHITE, GREY, DARK, BLUE, ACCENT] = [0xffffff, 0xd0d7de, 0x1b2733, 0x0b5cad, 0x2f8fdd];

/** Something to click. */
export interface Button {
  readonly rect: Rect;
  readonly label: string;
  readonly press: () => void;
}

/** The arrow viewers draw, or get drawn: white (o) with a black edge (x). */
const ARROW_ROWS = [
  "x...........",
  "xx..........",
  "xox.........",
  "xoox........",
  "xooox.......",
  "xoooox......",
  "xooooox.....",
  "xoooooox....",
  "xooooooox...",
  "xoooooooox..",
  "xooooooooox.",
  "xoooooxxxxxx",
  "xooxoox.....",
  "xox.xoox....",
  "xx..xoox....",
  "x....xoox...",
  ".....xoox...",
  "......xx....",
];

export const ARROW: Cursor = {
  width: 12,
  height: 18,
  pixels: [...ARROW_ROWS.join("")].map((pixel) => pixel === "." ? undefined : pixel === "x" ? 0 : WHITE),
};

/** A backdrop that gets darker downwards. */
export function backdrop(canvas: Canvas): void {
  for (let y = 0; y < canvas.height; y += 8) {
    const shade = 1 - y / canvas.height * 0.6;
    const colour = Math.round(0x10 * shade) << 16 | Math.round(0x58 * shade) << 8 | Math.round(0xa0 * shade);
    canvas.fill({ x: 0, y, width: canvas.width, height: 8 }, colour);
  }
}

/** A line of text in the middle of the screen. */
export function centred(canvas: Canvas, y: number, text: string, scale: number, ink = WHITE): void {
  canvas.text(Math.round((canvas.width - textWidth(text, scale)) / 2), y, text, ink, scale);
}

/** A box one types into, with dots for what was typed. */
export function passwordBox(canvas: Canvas, rect: Rect, length: number): void {
  canvas.fill(rect, WHITE);
  canvas.frame(rect, ACCENT);
  const dots = "•".repeat(Math.min(length, Math.floor(rect.width / 8) - 3));
  canvas.text(rect.x + 8, rect.y + 8, dots, DARK);
  canvas.fill({ x: rect.x + 9 + textWidth(dots), y: rect.y + 7, width: 1, height: 18 }, DARK);
}

export function button(canvas: Canvas, { rect, label }: Button, lit: boolean): void {
  canvas.fill(rect, lit ? ACCENT : BLUE);
  canvas.frame(rect, lit ? WHITE : ACCENT);
  const left = rect.x + Math.round((rect.width - textWidth(label)) / 2);
  canvas.text(left, rect.y + Math.round((rect.height - 16) / 2), label, WHITE);
}

/** A window with a title and lines of text. */
export function textWindow(canvas: Canvas, rect: Rect, title: string, lines: readonly string[]): void {
  canvas.fill(rect, GREY);
  canvas.fill({ ...rect, height: 28 }, DARK);
  canvas.text(rect.x + 10, rect.y + 6, title, WHITE);
  for (const [at, line] of lines.entries()) canvas.text(rect.x + 16, rect.y + 44 + at * 22, line, DARK);
  canvas.frame(rect, DARK);
}

export function taskbar(canvas: Canvas, clock: string): void {
  const top = canvas.height - TASKBAR;
  canvas.fill({ x: 0, y: top, width: canvas.width, height: TASKBAR }, DARK);
  canvas.text(canvas.width - textWidth(clock) - 14, top + 12, clock, WHITE);
}
