import assert from "node:assert/strict";
import { Saves } from "./saves.ts";

Deno.test("a burst is written once, what is cancelled never, what waits at the end at once", async () => {
  const written: string[] = [];
  const first = Promise.withResolvers<void>();
  const saves = new Saves((id) => {
    written.push(id);
    first.resolve();
  }, 5);
  saves.soon("a");
  saves.soon("a");
  saves.soon("b");
  saves.cancel("b");
  await first.promise;
  assert.deepEqual(written, ["a"]);
  saves.soon("c");
  saves.flush();
  saves.flush();
  assert.deepEqual(written, ["a", "c"]);
});
