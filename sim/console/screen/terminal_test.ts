// The terminal: text, cursor, sequences, and a painted screen that is always what the cells say.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Canvas } from "./canvas.ts";
import { Painter } from "./painter.ts";
import { Terminal } from "./terminal.ts";

function lines(terminal: Terminal): string[] {
  return Array.from({ length: terminal.rows }, (_, row) => terminal.line(row));
}

Deno.test("Text wraps at the last column and scrolls at the last row", () => {
  const terminal = new Terminal(5, 3);
  terminal.write("abcdefg\r\nh\r\ni\r\nj");
  assert.deepEqual(lines(terminal), ["h", "i", "j"]);
  terminal.write("\r\n12345");
  assert.deepEqual([terminal.row, terminal.column, lines(terminal)], [2, 4, ["i", "j", "12345"]]);
  terminal.write("6");
  assert.deepEqual(lines(terminal), ["j", "12345", "6"]);
});

Deno.test("Sequences move, erase and colour, wherever they are cut", () => {
  const text = "xxxx\x1b[2;3H\x1b[1;32mok\x1b[0m!\x1b[1;2H\x1b[K\x1b[?25l\x1b[3;1Hgone\x1b[2D\x1b[J";
  const whole = new Terminal(8, 4);
  whole.write(text);
  const cut = new Terminal(8, 4);
  for (const char of text) cut.write(char);
  assert.deepEqual(lines(cut), ["x", "  ok!", "go", ""]);
  assert.deepEqual(lines(whole), lines(cut));
  assert.deepEqual(whole.styles, cut.styles);
  assert.deepEqual([whole.styles[8 + 2], whole.styles[8 + 4]], [10, 7]);
  assert.equal(cut.cursorShown, false);
});

Deno.test("What nobody knows is swallowed, and ends", () => {
  const terminal = new Terminal(10, 2);
  terminal.write("\x1b[99z\x1b]a\x07\x1b(B\x00b");
  assert.match(terminal.line(0), /b$/);
  terminal.write(`\x1b[${"1;".repeat(100)}`);
  terminal.write("\x1b[H\x1b[2Jc");
  assert.equal(terminal.line(0), "c");
});

Deno.test("A redraw on an empty terminal gives the same text and cursor", () => {
  const terminal = new Terminal(20, 5);
  terminal.write("one\r\ntwo\r\nlogin: ");
  const copy = new Terminal(20, 5);
  copy.write(terminal.redraw());
  assert.deepEqual([lines(copy), copy.row, copy.column], [lines(terminal), terminal.row, terminal.column]);
});

const piece = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    "\r\n",
    "\n",
    "\b",
    "\t",
    "\x1b[H",
    "\x1b[2J",
    "\x1b[K",
    "\x1b[7m",
    "\x1b[0m",
    "\x1b[?25l",
    "\x1b[?25h",
  ),
  fc.tuple(fc.nat(9), fc.nat(14)).map(([row, column]) => `\x1b[${row};${column}H`),
);

Deno.test("Whatever is written, the painted screen is what a fresh one would show", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.constantFrom(8, 9), (pieces, cell) => {
      const terminal = new Terminal(12, 6);
      const canvas = new Canvas(0, 0);
      const painter = new Painter(terminal, canvas, cell);
      for (const text of pieces) terminal.write(text);
      painter.stop();
      const fresh = new Canvas(0, 0);
      new Painter(terminal, fresh, cell).stop();
      assert.deepEqual(canvas.pixels, fresh.pixels);
    }),
    { numRuns: 60 },
  );
});

Deno.test("The cursor blinks in place", () => {
  const terminal = new Terminal(4, 2);
  const canvas = new Canvas(0, 0);
  const painter = new Painter(terminal, canvas, 8);
  const lit = canvas.pixels.slice();
  painter.blink();
  assert.ok(canvas.pixels.every((pixel) => pixel === 0));
  painter.blink();
  assert.deepEqual(canvas.pixels, lit);
});
