// Delays: at once, then doubling, never over the cap.
import assert from "node:assert/strict";
import { Backoff } from "./backoff.ts";

Deno.test("the first retry is at once, later ones double up to the cap", () => {
  const backoff = new Backoff(500, 4000, () => 0);
  assert.deepEqual(Array.from({ length: 6 }, () => backoff.next()), [0, 500, 1000, 2000, 4000, 4000]);
  backoff.reset();
  assert.equal(backoff.next(), 0);
});

Deno.test("jitter shortens a delay by a quarter at most, also after years", () => {
  const backoff = new Backoff(500, 4000, () => 0.999999);
  for (let i = 0; i < 5000; i++) backoff.next();
  assert.equal(backoff.next(), 3000);
});
