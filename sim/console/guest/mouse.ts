// The mouse on a text screen: the left button marks and copies, the middle one pastes.
import type { Terminal } from "../screen/terminal.ts";

const [LEFT, MIDDLE] = [1, 2];

/** Marks from where the left button went down to where it goes up. */
export class Mouse {
  /** What will be pasted. */
  text = "";
  #buttons = 0;
  #from: { readonly row: number; readonly column: number } | undefined;

  constructor(
    readonly terminal: Terminal,
    readonly copied: (text: string) => void,
    readonly type: (text: string) => void,
  ) {}

  /** The pointer is over a cell with these buttons held. */
  move(column: number, row: number, buttons: number): void {
    const [pressed, released] = [buttons & ~this.#buttons, this.#buttons & ~buttons];
    this.#buttons = buttons;
    if ((pressed & LEFT) !== 0) this.#from = { row, column };
    if ((pressed & MIDDLE) !== 0) this.type(this.text.replace(/\r?\n/g, "\r"));
    if ((released & LEFT) === 0 || this.#from === undefined) return;
    const text = this.#between(this.#from, { row, column });
    this.#from = undefined;
    if (text === "") return;
    this.text = text;
    this.copied(text);
  }

  #between(a: { row: number; column: number }, b: { row: number; column: number }): string {
    if (a.row === b.row && a.column === b.column) return "";
    const [from, to] = a.row < b.row || (a.row === b.row && a.column < b.column) ? [a, b] : [b, a];
    const lines: string[] = [];
    for (let row = from.row; row <= Math.min(to.row, this.terminal.rows - 1); row++) {
      const line = this.terminal.line(row);
      lines.push(
        line.slice(row === from.row ? from.column : 0, row === to.row ? to.column + 1 : undefined).trimEnd(),
      );
    }
    return lines.join("\n");
  }
}
