import assert from "node:assert/strict";
import { Selection } from "./selection.ts";

const ORDER = ["a", "b", "c", "d", "e"];
const chosen = (selection: Selection) => [...selection.ids.value].sort().join("");

Deno.test("a click selects, another unselects", () => {
  const selection = new Selection();
  selection.toggle("b", ORDER, false);
  assert.equal(chosen(selection), "b");
  selection.toggle("b", ORDER, false);
  assert.equal(chosen(selection), "");
});

Deno.test("shift selects the range from the last row, in either direction, and unselects likewise", () => {
  const selection = new Selection();
  selection.toggle("d", ORDER, false);
  selection.toggle("b", ORDER, true);
  assert.equal(chosen(selection), "bcd");
  selection.toggle("c", ORDER, true);
  assert.equal(chosen(selection), "d");
});

Deno.test("the keyboard's place stays inside the list", () => {
  const selection = new Selection();
  assert.equal(selection.move(1, []), -1);
  assert.equal(selection.move(1, ORDER), 0);
  assert.equal(selection.move(-1, ORDER), 0);
  assert.equal(selection.move(10, ORDER), 4);
  assert.equal(selection.current.value, "e");
});
