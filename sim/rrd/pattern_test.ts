import assert from "node:assert/strict";
import { centre, FIVES, hashed, HOURS, MINUTES, mixed } from "./pattern.ts";

Deno.test("Every pattern sums up to nothing and goes no lower than -1", () => {
  for (const patterns of [FIVES, MINUTES, HOURS]) {
    for (let which = 0; which < 64; which++) {
      const row = Array.from({ length: patterns.length }, (_, place) => patterns.at(which, place));
      assert.ok(Math.abs(row.reduce((sum, value) => sum + value, 0)) < 1e-9);
      assert.ok(Math.abs(Math.min(...row) + 1) < 1e-9);
      assert.equal(Math.max(...row), patterns.high(which));
      assert.equal(Math.min(...row), patterns.low(which));
      assert.ok(patterns.high(which) <= patterns.peak);
    }
  }
});

Deno.test("Within a minute values reach as far up as down", () => {
  for (let which = 0; which < 64; which++) assert.ok(Math.abs(FIVES.high(which) - 1) < 1e-9);
});

Deno.test("A row without any movement is no pattern but stays", () => {
  assert.deepEqual(centre([4, 4, 4]), [0, 0, 0]);
});

Deno.test("Hashes tell texts and numbers apart", () => {
  assert.notEqual(hashed("cpu0"), hashed("cpu1"));
  const spread = new Set(Array.from({ length: 1000 }, (_, index) => mixed(1, index) & 63));
  assert.equal(spread.size, 64);
});
