// Places: never more than there are, in order, and none lost with whoever gives up.
import { strict as assert } from "node:assert";
import { Places } from "./places.ts";

const { signal } = new AbortController();

Deno.test("no more than there are places for, first come, first served", async () => {
  const places = new Places(2);
  const order: number[] = [];
  let now = 0, most = 0;
  await Promise.all([1, 2, 3, 4, 5].map(async (number) => {
    const leave = await places.take(signal);
    order.push(number);
    most = Math.max(most, ++now);
    await Promise.resolve();
    now--;
    leave();
  }));
  assert.deepEqual([order, most, now], [[1, 2, 3, 4, 5], 2, 0]);
});

Deno.test("a place is given back once, whoever says it twice", async () => {
  const places = new Places(1);
  const first = await places.take(signal);
  first();
  first();
  const second = await places.take(signal);
  let third = false;
  const waiting = places.take(signal).then((leave) => {
    third = true;
    leave();
  });
  first();
  await Promise.resolve();
  assert.equal(third, false);
  second();
  await waiting;
});

Deno.test("who gives up waits no more and takes no place", async () => {
  const places = new Places(1);
  const leave = await places.take(signal);
  const control = new AbortController();
  const waiting = places.take(control.signal);
  const next = places.take(signal);
  control.abort(new Error("enough"));
  await assert.rejects(waiting, /enough/);
  await assert.rejects(places.take(control.signal), /enough/);
  leave();
  (await next)();
  (await places.take(signal))();
});
