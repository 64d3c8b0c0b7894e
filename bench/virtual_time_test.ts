import assert from "node:assert/strict";
import { VirtualTime } from "./virtual_time.ts";

Deno.test("timers fire in their order, each at its time, and nothing is waited for", async () => {
  const begun = performance.now();
  const fired: [string, number][] = [];
  {
    using time = new VirtualTime();
    const note = (name: string) => fired.push([name, time.now]);
    setTimeout(note, 3600_000, "an hour");
    const every = setInterval(note, 1000, "second");
    setTimeout(async () => {
      clearInterval(every);
      await Promise.resolve();
      setTimeout(note, 5, "later");
    }, 2500);
    clearTimeout(setTimeout(note, 10, "never"));
    const before = Date.now();
    await time.pass(3599_999);
    assert.deepEqual(fired, [["second", 1000], ["second", 2000], ["later", 2505]]);
    await time.pass(1);
    assert.deepEqual(fired.at(-1), ["an hour", 3600_000]);
    assert.deepEqual([performance.now(), Date.now() - before], [3600_000, 3600_000]);
  }
  assert.ok(performance.now() - begun < 10_000, "the clock is the real one again");
});

Deno.test("time passes until a promise is settled", async () => {
  using time = new VirtualTime();
  assert.equal(await time.until(new Promise((resolve) => setTimeout(resolve, 90_000, "done"))), "done");
  assert.equal(time.now, 90_000);
  await assert.rejects(time.until(Promise.reject(new Error("refused"))), /refused/);
});
