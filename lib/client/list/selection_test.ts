import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { Selection } from "./selection.ts";

const ORDER = ["a", "b", "c", "d", "e"];

function selecting() {
  const ids = signal<ReadonlySet<string>>(new Set()), current = signal<string | null>(null);
  return { selection: new Selection(ids, current), current, chosen: () => [...ids.value].sort().join("") };
}

Deno.test("a click selects, another unselects", () => {
  const { selection, chosen } = selecting();
  selection.toggle("b", ORDER, false);
  assert.equal(chosen(), "b");
  selection.toggle("b", ORDER, false);
  assert.equal(chosen(), "");
});

Deno.test("shift selects the range from the last row, in either direction, and unselects likewise", () => {
  const { selection, chosen } = selecting();
  selection.toggle("d", ORDER, false);
  selection.toggle("b", ORDER, true);
  assert.equal(chosen(), "bcd");
  selection.toggle("c", ORDER, true);
  assert.equal(chosen(), "d");
});

Deno.test("the keyboard's place stays inside the list", () => {
  const { selection, current } = selecting();
  assert.equal(selection.move(1, []), -1);
  assert.equal(selection.move(1, ORDER), 0);
  assert.equal(selection.move(-1, ORDER), 0);
  assert.equal(selection.move(10, ORDER), 4);
  assert.equal(current.value, "e");
});
