import assert from "node:assert/strict";
import { Watch } from "./watch.ts";

Deno.test("I11: each is visited once a period, a few at a time, and nobody who has gone", async () => {
  const visits: number[] = [];
  const turns = new Set<number>();
  const done = Promise.withResolvers<void>();
  const watch = new Watch<number>(60, (one) => {
    visits.push(one);
    queueMicrotask(() => turns.add(visits.length));
    if (visits.length === 88) done.resolve();
  });
  for (let i = 0; i < 45; i++) watch.add(i);
  watch.delete(44);
  watch.delete(44);
  await done.promise;
  for (let i = 0; i < 45; i++) watch.delete(i);
  const round = visits.slice(0, 44);
  assert.deepEqual(round.slice(0, 6), [0, 15, 30, 1, 16, 31]);
  assert.deepEqual(round.toSorted((a, b) => a - b), Array.from({ length: 44 }, (_, i) => i));
  assert.deepEqual(visits.slice(44), round);
  assert.equal(turns.size, 30, "fifteen turns a period");
});
