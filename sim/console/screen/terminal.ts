// A text screen as a terminal keeps it: cells, colours, a cursor, and the ANSI sequences that move them.

/** Colours are indexes into the 16 of a PC's text mode. */
export const [DEFAULT_INK, DEFAULT_PAPER] = [7, 0];

/** Who is told what changed on the screen. */
export interface TerminalWatcher {
  /** Cells of a row, from one column up to but not including another. */
  changed(row: number, from: number, to: number): void;
  /** Everything moved up by so many rows. */
  scrolled(rows: number): void;
  /** A piece of output is over: time to show the cursor where it is now. */
  wrote(): void;
}

const BLANK = 0x20;
const DEFAULT_STYLE = DEFAULT_INK | (DEFAULT_PAPER << 4);

/** ANSI's order of colours is not the PC's. */
const ANSI_TO_PC = [0, 4, 2, 6, 1, 5, 3, 7];

/** A screen of text. Guarantees: the cursor is always on it, every changed cell is told. */
export class Terminal {
  columns: number;
  rows: number;
  /** Code point and style (ink | paper << 4) of each cell, row by row. */
  chars: Uint32Array;
  styles: Uint8Array;
  row = 0;
  column = 0;
  cursorShown = true;
  watcher: TerminalWatcher | undefined;
  #ink = DEFAULT_INK;
  #paper = DEFAULT_PAPER;
  #bold = false;
  #inverse = false;
  /** An escape sequence that has begun, ESC included. */
  #escape = "";
  /** The last column was written: the next character goes to the next row. */
  #wrap = false;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.chars = new Uint32Array(columns * rows).fill(BLANK);
    this.styles = new Uint8Array(columns * rows).fill(DEFAULT_STYLE);
  }

  /** Another size, empty. */
  reset(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.chars = new Uint32Array(columns * rows).fill(BLANK);
    this.styles = new Uint8Array(columns * rows).fill(DEFAULT_STYLE);
    [this.row, this.column, this.#wrap, this.#escape] = [0, 0, false, ""];
    this.#render([0]);
  }

  /** Takes a piece of output. Sequences may be cut anywhere. */
  write(text: string): void {
    for (const char of text) this.#take(char);
    this.watcher?.wrote();
  }

  /** The text of a row, without the blanks at its end. */
  line(row: number): string {
    const cells = this.chars.subarray(row * this.columns, (row + 1) * this.columns);
    return String.fromCodePoint(...cells).trimEnd();
  }

  /** The whole screen as output that would draw it on an empty one. */
  redraw(): string {
    const lines = Array.from({ length: this.row + 1 }, (_, row) => this.line(row));
    const last = lines.length - 1;
    lines[last] = (lines[last] ?? "").padEnd(this.column);
    return `\x1b[2J\x1b[H${lines.join("\r\n")}`;
  }

  #take(char: string): void {
    if (this.#escape !== "") return this.#sequence(char);
    switch (char) {
      case "\x1b":
        this.#escape = char;
        return;
      case "\r":
        return this.#move(this.row, 0);
      case "\n":
        return this.#feed();
      case "\b":
        return this.#move(this.row, this.column - 1);
      case "\t":
        return this.#move(this.row, (this.column + 8) & ~7);
      default:
        if (char >= " " && char !== "\x7f") this.#put(char.codePointAt(0) ?? BLANK);
    }
  }

  #put(codePoint: number): void {
    if (this.#wrap) {
      this.column = 0;
      this.#feed();
    }
    const at = this.row * this.columns + this.column;
    this.chars[at] = codePoint;
    this.styles[at] = this.#style();
    this.watcher?.changed(this.row, this.column, this.column + 1);
    if (this.column + 1 < this.columns) this.column++;
    else this.#wrap = true;
  }

  #style(): number {
    const ink = this.#ink | (this.#bold ? 8 : 0);
    return this.#inverse ? this.#paper | (ink & 7) << 4 : ink | this.#paper << 4;
  }

  #feed(): void {
    this.#wrap = false;
    if (this.row + 1 < this.rows) {
      this.row++;
      return;
    }
    this.chars.copyWithin(0, this.columns);
    this.styles.copyWithin(0, this.columns);
    this.watcher?.scrolled(1);
    this.#clear(this.rows - 1, 0, this.columns);
  }

  #move(row: number, column: number): void {
    this.#wrap = false;
    this.row = Math.max(0, Math.min(this.rows - 1, row));
    this.column = Math.max(0, Math.min(this.columns - 1, column));
  }

  #clear(row: number, from: number, to: number): void {
    const start = row * this.columns;
    this.chars.fill(BLANK, start + from, start + to);
    this.styles.fill(DEFAULT_STYLE, start + from, start + to);
    this.watcher?.changed(row, from, to);
  }

  #sequence(char: string): void {
    this.#escape += char;
    if (this.#escape.length === 2 && char === "[") return;
    // A parameter or intermediate byte: the sequence goes on, unless it is longer than any that means something.
    if (this.#escape.length > 2 && char >= " " && char < "@" && this.#escape.length < 32) return;
    const sequence = this.#escape;
    this.#escape = "";
    if (!sequence.startsWith("\x1b[")) return;
    const body = sequence.slice(2, -1);
    const numbers = body.replace("?", "").split(";").map(Number);
    const count = Math.max(1, numbers[0] ?? 1);
    switch (char) {
      case "A":
        return this.#move(this.row - count, this.column);
      case "B":
        return this.#move(this.row + count, this.column);
      case "C":
        return this.#move(this.row, this.column + count);
      case "D":
        return this.#move(this.row, this.column - count);
      case "H":
        return this.#move((numbers[0] || 1) - 1, (numbers[1] || 1) - 1);
      case "J":
        return this.#erase(numbers[0] ?? 0);
      case "K":
        return this.#clear(this.row, numbers[0] === 2 ? 0 : this.column, this.columns);
      case "m":
        return this.#render(numbers);
      case "h":
      case "l":
        if (body === "?25") this.cursorShown = char === "h";
    }
  }

  /** 0: from the cursor on; everything else: all. */
  #erase(what: number): void {
    if (what === 0) this.#clear(this.row, this.column, this.columns);
    for (let row = what === 0 ? this.row + 1 : 0; row < this.rows; row++) this.#clear(row, 0, this.columns);
  }

  #render(numbers: readonly number[]): void {
    for (const number of numbers) {
      if (number === 0) {
        [this.#ink, this.#paper, this.#bold, this.#inverse] = [DEFAULT_INK, DEFAULT_PAPER, false, false];
      } else if (number === 1) this.#bold = true;
      else if (number === 22) this.#bold = false;
      else if (number === 7) this.#inverse = true;
      else if (number === 27) this.#inverse = false;
      else if (number >= 30 && number <= 37) this.#ink = ANSI_TO_PC[number - 30] ?? DEFAULT_INK;
      else if (number === 39) this.#ink = DEFAULT_INK;
      else if (number >= 40 && number <= 47) this.#paper = ANSI_TO_PC[number - 40] ?? DEFAULT_PAPER;
      else if (number === 49) this.#paper = DEFAULT_PAPER;
      else if (number >= 90 && number <= 97) this.#ink = (ANSI_TO_PC[number - 90] ?? DEFAULT_INK) | 8;
    }
  }
}
