import assert from "node:assert/strict";
import fc from "fast-check";
import { hashed } from "./pattern.ts";
import { DAY, HOUR, Load, MINUTE, Series, type SeriesOptions } from "./series.ts";

const TODAY = 20_780;

function series(seed: number, options: SeriesOptions): Series {
  return new Series(new Load(seed), hashed(`source ${seed}`), options);
}

/** The mean of five-second values, one by one. */
function slowly(of: Series, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += of.mean(at, at + 1);
  return sum / (to - from);
}

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

Deno.test("A minute, an hour and a day have the mean of their five-second values", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 0, max: 1439 }), fc.double({ min: 0.001, max: 0.9, noNaN: true }), (
      seed,
      minute,
      mean,
    ) => {
      const one = series(seed, { mean, limit: 1 });
      const from = TODAY * DAY + minute * MINUTE;
      const hour = Math.floor(from / HOUR) * HOUR;
      assert.ok(Math.abs(one.mean(from, from + MINUTE) - slowly(one, from, from + MINUTE)) < 1e-9);
      assert.ok(Math.abs(one.mean(hour, hour + HOUR) - slowly(one, hour, hour + HOUR)) < 1e-9);
    }),
    { numRuns: 50 },
  );
  const one = series(7, { mean: 1000 });
  const day = TODAY * DAY;
  assert.ok(Math.abs(one.mean(day, day + DAY) - slowly(one, day, day + DAY)) < 1e-6);
});

Deno.test("The mean of any stretch is that of its parts, wherever it is cut", () => {
  fc.assert(
    fc.property(seeds, fc.nat(3 * DAY), fc.nat(2 * DAY), fc.nat(2 * DAY), (seed, start, first, second) => {
      const one = series(seed, { mean: 5 });
      const from = TODAY * DAY + start;
      const [middle, to] = [from + first + 1, from + first + second + 2];
      const parts = one.mean(from, middle) * (middle - from) + one.mean(middle, to) * (to - middle);
      assert.ok(Math.abs(one.mean(from, to) * (to - from) - parts) < 1e-4);
    }),
    { numRuns: 100 },
  );
});

Deno.test("No value is negative or above its limit, and the extremes hold all values of their time", () => {
  fc.assert(
    fc.property(
      seeds,
      fc.nat(2000),
      fc.double({ min: 0.001, max: 0.95, noNaN: true }),
      (seed, hours, mean) => {
        const one = series(seed, { mean, limit: 1 });
        const from = (TODAY * 24 + hours) * HOUR;
        const [low, high] = [one.extreme(from, from + HOUR, -1), one.extreme(from, from + HOUR, 1)];
        for (let at = from; at < from + HOUR; at++) {
          const value = one.mean(at, at + 1);
          assert.ok(value >= 0 && value <= 1, `${value}`);
          assert.ok(value >= low - 1e-12 && value <= high + 1e-12);
        }
      },
    ),
    { numRuns: 30 },
  );
});

Deno.test("The same seed gives the same values, another one others", () => {
  const at = TODAY * DAY + 12_345;
  assert.equal(series(1, { mean: 9 }).mean(at, at + 1), series(1, { mean: 9 }).mean(at, at + 1));
  assert.notEqual(series(1, { mean: 9 }).mean(at, at + 1), series(2, { mean: 9 }).mean(at, at + 1));
});

Deno.test("A load has a course of the day, noise and bursts", () => {
  const one = series(3, { mean: 100 });
  const day = TODAY * DAY;
  const hours = Array.from({ length: 24 }, (_, hour) => one.mean(day + hour * HOUR, day + (hour + 1) * HOUR));
  assert.ok(Math.max(...hours) > 1.5 * Math.min(...hours));
  assert.ok(one.extreme(day, day + DAY, 1) > 1.5 * Math.max(...hours));
});
