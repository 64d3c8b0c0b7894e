import assert from "node:assert/strict";
import fc from "fast-check";
import { kept, rounded, spelled, stamp } from "./number.ts";

Deno.test("Kept values are written exactly, with 15 digits at most and no exponent", () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 1e13, noNaN: true }), (value) => {
    const text = spelled(kept(value));
    assert.equal(Number(text), kept(value));
    assert.match(text, /^\d+(\.\d+)?$/);
    assert.ok(text.replace(".", "").replace(/^0+/, "").length <= 15, text);
    assert.ok(Math.abs(kept(value) - value) <= Math.max(1 / 8192, value / 2 ** 11));
  }));
});

Deno.test("Values are kept as single floats, as in the recordings", () => {
  for (const value of [88962.1953125, 5587.6015625, 7910.05419921875, 2147483648, 838860, 309.456787109375]) {
    assert.equal(kept(value), value);
  }
});

Deno.test("Nothing is 0.0, and what is unknown is NaN", () => {
  assert.equal(spelled(0), "0.0");
  assert.equal(spelled(NaN), "NaN");
  assert.equal(spelled(5), "5");
  assert.equal(rounded(0), "0.0");
  assert.equal(rounded(NaN), "NaN");
});

Deno.test("Earlier versions write five digits, large and small numbers with an exponent", () => {
  const spellings = [0.482917785644531, 2147483648, 88962.1953125, 123456, 0.00001234, 12.5];
  assert.deepEqual(spellings.map(rounded), [
    "0.48292",
    "2.1475e+09",
    "88962",
    "1.2346e+05",
    "1.234e-05",
    "12.5",
  ]);
});

Deno.test("Times have 15 digits", () => {
  assert.equal(stamp(1795413667.123456), "1795413667.12346");
  assert.equal(stamp(1795413664.5), "1795413664.5");
});
