// Works nobody waits for: the end waits for all of them, and what one throws is told.
import assert from "node:assert/strict";
import { Background } from "./background.ts";

Deno.test("the end waits for every work, also for one that another one adds", async () => {
  const background = new Background(() => assert.fail("none fails"));
  const first = Promise.withResolvers<void>(), second = Promise.withResolvers<void>();
  let ended = false;
  background.add(first.promise.then(() => background.add(second.promise)));
  const end = background.settled().then(() => ended = true);
  first.resolve();
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(ended, false);
  second.resolve();
  await end;
  await background.settled();
});

Deno.test("what a work throws is told, and keeps nobody waiting", async () => {
  const told: unknown[] = [];
  const background = new Background((error) => told.push(error));
  const failure = new Error("no");
  background.add(Promise.reject(failure));
  await background.settled();
  assert.deepEqual(told, [failure]);
});
