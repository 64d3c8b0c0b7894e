import assert from "node:assert/strict";
import { effect } from "@preact/signals";
import { now } from "./clock.ts";

Deno.test("the clock runs while somebody looks, from the moment they begin to, and then stops", () => {
  const started = Date.now();
  const { setInterval, clearInterval } = globalThis;
  let tick = () => {};
  const running = new Set<number>();
  Object.assign(globalThis, {
    setInterval: (callback: () => void, ms: number) => {
      tick = callback;
      running.add(ms);
      return ms;
    },
    clearInterval: (id: number) => running.delete(id),
  });
  try {
    let seen = 0;
    const stop = effect(() => {
      seen = now.value;
    });
    assert.deepEqual([...running], [1000]);
    tick();
    assert.ok(seen >= started && seen <= Date.now());
    stop();
    assert.deepEqual([...running], []);
  } finally {
    Object.assign(globalThis, { setInterval, clearInterval });
  }
});
