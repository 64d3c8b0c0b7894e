// The font: complete, unambiguous, and joined where lines must meet.
import assert from "node:assert/strict";
import { characters, glyphOf, isDrawn } from "./font.ts";

Deno.test("Every printable ASCII character is drawn, and no two look alike", () => {
  for (let code = 0x20; code < 0x7f; code++) assert.ok(isDrawn(code), String.fromCharCode(code));
  const bitmaps = characters().map((char) => glyphOf(char.codePointAt(0) ?? 0).join());
  assert.equal(new Set(bitmaps).size, bitmaps.length);
});

Deno.test("Letters keep clear of their neighbours", () => {
  for (let code = 0x20; code < 0x7f; code++) {
    for (const row of glyphOf(code)) assert.equal(row & 1, 0, String.fromCharCode(code));
  }
});

Deno.test("Box drawing reaches the cell's edges where it has an arm, and there only", () => {
  const edges = (char: string) => {
    const glyph = glyphOf(char.codePointAt(0) ?? 0);
    const side = (mask: number) => glyph.some((row) => (row & mask) !== 0);
    return [glyph[0] !== 0, side(1), glyph[15] !== 0, side(0x80)].map(Number).join("");
  };
  assert.deepEqual(["─", "│", "┌", "┘", "├", "┼", "═", "╔"].map(edges), [
    "0101",
    "1010",
    "0110",
    "1001",
    "1110",
    "1111",
    "0101",
    "0110",
  ]);
});

Deno.test("What nobody has drawn is a box of its own", () => {
  assert.ok(!isDrawn(0x4e2d));
  assert.ok(characters().every((char) => glyphOf(char.codePointAt(0) ?? 0) !== glyphOf(0x4e2d)));
});
