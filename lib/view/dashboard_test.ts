import assert from "node:assert/strict";
import { cpuUse, statesOf, sumOf } from "./dashboard.ts";

Deno.test("sums leave out what is not seen", () => {
  assert.equal(sumOf([{ n: 3 }, { n: NaN }, { n: 4 }], ({ n }) => n), 7);
});

Deno.test("VMs that are in no other state are halted", () => {
  const pool = { vms: 9, vms_running: 4, vms_paused: 1, vms_suspended: 2 };
  assert.deepEqual(statesOf([pool, pool]), { running: 8, halted: 4, paused: 2, suspended: 4 });
});

Deno.test("the use of CPUs counts hosts by their size, and none that has not told", () => {
  const hosts = [{ id: "a", cpus: 30 }, { id: "b", cpus: 10 }, { id: "c", cpus: 99 }];
  const loads: { readonly [id: string]: number } = { a: .5, b: .1 };
  assert.equal(cpuUse(hosts, (id) => loads[id] ?? null), .4);
  assert.equal(cpuUse(hosts, () => null), null);
});
