// The log of writes: complete as far back as it says.
import assert from "node:assert/strict";
import { ChangeLog } from "./change_log.ts";

Deno.test("What was written after a generation is found once, by class", () => {
  const log = new ChangeLog();
  log.restart(10);
  for (const [at, ref] of ["a", "b", "a", "c"].entries()) log.add(at === 3 ? "host" : "VM", ref, 11 + at);
  assert.equal(log.since(9), undefined);
  assert.deepEqual(log.since(10), new Map([["host", new Set(["c"])], ["VM", new Set(["a", "b"])]]));
  assert.deepEqual(log.since(12), new Map([["host", new Set(["c"])], ["VM", new Set(["a"])]]));
  assert.deepEqual(log.since(14), new Map());
});

Deno.test("It forgets the oldest writes, and knows that it did", () => {
  const log = new ChangeLog();
  for (let generation = 1; generation <= 50_000; generation++) log.add("VM", `vm${generation}`, generation);
  assert.equal(log.since(0), undefined);
  assert.equal(log.since(40_000)?.get("VM")?.size, 10_000);
});
