import assert from "node:assert/strict";
import fc from "fast-check";
import { windowOf } from "./window.ts";

Deno.test("whatever the scroll, every row on the screen is drawn, and few others", () => {
  fc.assert(fc.property(
    fc.integer({ min: -400_000, max: 500 }),
    fc.integer({ min: 200, max: 2000 }),
    fc.integer({ min: 20, max: 120 }),
    fc.integer({ min: 0, max: 10_000 }),
    (top, height, row, count) => {
      const { from, to } = windowOf(top, height, row, count);
      assert.ok(0 <= from && from <= to && to <= count);
      const first = Math.max(0, Math.floor(-top / row)),
        last = Math.min(count - 1, Math.ceil((height - top) / row) - 1);
      if (first <= last && first < count) {
        assert.ok(from <= first, `row ${first} is on the screen, drawn from ${from}`);
        assert.ok(to > Math.min(last, first + Math.floor(height / row)), `row ${last}, drawn to ${to}`);
      }
      assert.ok(to - from <= height / row + 50);
    },
  ));
});
