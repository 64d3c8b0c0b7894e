// Long work in turns.
import { strict as assert } from "node:assert";
import { Pacer } from "./pacer.ts";

Deno.test("a turn is over after some milliseconds, and rest lets timers run", async () => {
  const pacer = new Pacer();
  assert(!pacer.due);
  let ran = false;
  setTimeout(() => ran = true);
  while (!pacer.due) Math.sqrt(2);
  while (!ran) await pacer.rest();
  assert(ran);
});
