// Whoever waits is told of each change, and is let go in time.
import assert from "node:assert/strict";
import { Changes } from "./changes.ts";

const never = () => false;

Deno.test("who waits looks after each change, and at once where it holds already", async () => {
  const changes = new Changes();
  assert.equal(await changes.until(() => true, 0, never), true);
  let [value, looks] = [0, 0];
  const three = changes.until(() => ++looks > 0 && value === 3, 5_000, never);
  for (; value < 3;) {
    value++;
    changes.announce();
    await Promise.resolve();
  }
  assert.equal(await three, true);
  assert.ok(looks <= 4, "never between changes");
});

Deno.test("waiting ends with its time, or when it is over", async () => {
  const changes = new Changes();
  assert.equal(await changes.until(never, 10, never), false);
  let over = false;
  const ended = changes.until(never, 5_000, () => over);
  over = true;
  changes.announce();
  assert.equal(await ended, false);
});
