// Draws a terminal on a canvas: cells, scrolling, the cursor.
import type { Canvas } from "./canvas.ts";
import { GLYPH_HEIGHT } from "./font.ts";
import type { Terminal, TerminalWatcher } from "./terminal.ts";

/** The 16 colours of a PC's text mode. */
export const PALETTE = [
  0x000000,
  0x0000aa,
  0x00aa00,
  0x00aaaa,
  0xaa0000,
  0xaa00aa,
  0xaa5500,
  0xaaaaaa,
  0x555555,
  0x5555ff,
  0x55ff55,
  0x55ffff,
  0xff5555,
  0xff55ff,
  0xffff55,
  0xffffff,
];

/** Keeps a canvas showing a terminal. Guarantees: after each write and blink the canvas shows what the terminal holds. */
export class Painter implements TerminalWatcher {
  #cursor: { readonly row: number; readonly column: number } | undefined;
  #lit = true;

  /** `cellWidth` is 8, or 9 as in VGA's text mode. */
  constructor(readonly terminal: Terminal, readonly canvas: Canvas, public cellWidth: number) {
    terminal.watcher = this;
    this.all();
  }

  /** Draws everything, on a canvas of the size the terminal needs. */
  all(): void {
    const { terminal, canvas } = this;
    this.#cursor = undefined;
    canvas.resize(terminal.columns * this.cellWidth, terminal.rows * GLYPH_HEIGHT);
    for (let row = 0; row < terminal.rows; row++) this.changed(row, 0, terminal.columns);
    this.wrote();
  }

  /** Stops following the terminal. */
  stop(): void {
    this.terminal.watcher = undefined;
  }

  changed(row: number, from: number, to: number): void {
    for (let column = from; column < to; column++) this.#cell(row, column);
  }

  scrolled(rows: number): void {
    this.#unmark();
    this.canvas.moveUp(this.canvas.bounds(), rows * GLYPH_HEIGHT);
  }

  wrote(): void {
    const { row, column, cursorShown } = this.terminal;
    if (cursorShown && this.#lit && this.#cursor?.row === row && this.#cursor.column === column) {
      return this.#mark(row, column);
    }
    this.#unmark();
    if (cursorShown && this.#lit) this.#mark(row, column);
  }

  /** Shows or hides the cursor. */
  blink(): void {
    this.#lit = !this.#lit;
    this.wrote();
  }

  #mark(row: number, column: number): void {
    this.#cursor = { row, column };
    const style = this.terminal.styles[row * this.terminal.columns + column] ?? 7;
    this.canvas.fill({
      x: column * this.cellWidth,
      y: row * GLYPH_HEIGHT + GLYPH_HEIGHT - 2,
      width: this.cellWidth,
      height: 2,
    }, colour(style & 15));
  }

  #unmark(): void {
    const cursor = this.#cursor;
    this.#cursor = undefined;
    if (cursor !== undefined) this.#cell(cursor.row, cursor.column);
  }

  #cell(row: number, column: number): void {
    const at = row * this.terminal.columns + column;
    const style = this.terminal.styles[at] ?? 7;
    this.canvas.cell(
      column * this.cellWidth,
      row * GLYPH_HEIGHT,
      this.terminal.chars[at] ?? 0x20,
      colour(style & 15),
      colour(style >> 4),
      this.cellWidth,
    );
  }
}

function colour(index: number): number {
  return PALETTE[index] ?? 0;
}
