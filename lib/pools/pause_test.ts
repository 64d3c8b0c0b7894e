import assert from "node:assert/strict";
import { pause } from "./pause.ts";

Deno.test("a pause takes its time", async () => {
  const start = performance.now();
  await pause(20);
  assert.ok(performance.now() - start >= 19);
});

Deno.test("an abort ends a pause with its reason, whether it comes before or during it", async () => {
  const control = new AbortController();
  const waiting = pause(60_000, control.signal);
  control.abort(new Error("enough"));
  await assert.rejects(waiting, /enough/);
  await assert.rejects(pause(60_000, control.signal), /enough/);
});
