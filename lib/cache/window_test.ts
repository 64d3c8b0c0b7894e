import assert from "node:assert/strict";
import { Window } from "./window.ts";

Deno.test("a window gives what is later than a revision, and knows below which one it is incomplete", () => {
  const window = new Window<{ revision: number }>();
  for (const revision of [1, 1, 3, 4]) window.push({ revision });
  const after = (revision: number) => [...window.after(revision)].map(({ revision }) => revision);
  assert.deepEqual(after(0), [1, 1, 3, 4]);
  assert.deepEqual(after(1), [3, 4]);
  assert.deepEqual(after(2), [3, 4]);
  assert.deepEqual(after(4), []);
  assert.equal(window.floor, 0);
  assert.deepEqual(window.shift(), { revision: 1 });
  assert.equal(window.floor, 1);
  assert.deepEqual([window.length, after(0)], [3, [1, 3, 4]]);
  window.clear(9);
  assert.deepEqual([window.length, window.floor, window.shift()], [0, 9, undefined]);
});

Deno.test("what was dropped of many items is let go", () => {
  const window = new Window<{ revision: number }>();
  for (let revision = 1; revision <= 1000; revision++) {
    window.push({ revision });
    if (window.length > 10) window.shift();
  }
  assert.deepEqual([...window.after(0)].map(({ revision }) => revision), [
    991,
    992,
    993,
    994,
    995,
    996,
    997,
    998,
    999,
    1000,
  ]);
  assert.equal(window.floor, 990);
});
