import assert from "node:assert/strict";
import type { StatsHistory } from "@/lib/view/stats.ts";
import { extended, isOver, Loads, subscriptionOf } from "./live_history.ts";

const ONE = { objects: [{ collection: "vm", id: "a" }], compared: false } as const;
const TWO = {
  objects: [{ collection: "vm", id: "a" }, { collection: "host", id: "h" }],
  compared: true,
} as const;

const history = (values: (number | null)[]): StatsHistory => ({
  start: 1000,
  step: 5,
  end: 1000 + (values.length - 1) * 5,
  sources: [{ name: "cpu_usage", label: "All", unit: "share", group: "cpu" }],
  values: [values],
});
const newest = (at: number, cpu: number) => ({ at, values: new Map([["cpu_usage", cpu]]) });

Deno.test("what is followed are the loads of the page's objects, each with what is drawn of it", () => {
  assert.equal(subscriptionOf(ONE), "load/a:object,at,values");
  assert.match(subscriptionOf(TWO), /^load\/a:object,at,cpu.*;load\/h:/);
});

Deno.test("the newest values come out of whole objects and of patches", () => {
  const loads = new Loads(ONE);
  const at = "2026-01-01T00:00:00.000Z";
  const whole = { object: null, at, values: { cpu_usage: 0.5, memory: 1 } };
  const first = loads.take({ kind: "snapshot", patches: [["load", "a", whole]] });
  assert.deepEqual([...first?.values ?? []], [["cpu_usage", 0.5], ["memory", 1]]);
  const next = loads.take({
    kind: "patch",
    patches: [["load", "a", { at: "2026-01-01T00:00:05.000Z", values: { cpu_usage: 0.75 } }]],
  });
  assert.equal(next?.at, Date.UTC(2026, 0, 1) / 1000 + 5);
  assert.deepEqual([...next?.values ?? []], [["cpu_usage", 0.75], ["memory", 1]]);
  assert.equal(loads.take({ kind: "patch", patches: [["load", "a", null]] }), null);
});

Deno.test("of what is compared the metrics are told by object", () => {
  const load = {
    object: null,
    at: "2026-01-01T00:00:00.000Z",
    cpu: 0.5,
    memory_used: null,
    rx: 1,
    tx: 2,
    read: null,
    write: 4,
  };
  const told = new Loads(TWO).take({ kind: "snapshot", patches: [["load", "a", load]] });
  assert.deepEqual([...told?.values ?? []], [["vm:a:cpu", 0.5], ["vm:a:network", 3], ["vm:a:disk", 4]]);
});

Deno.test("a live history goes on, as long as before, and what was missed is a gap", () => {
  const full = history(Array.from({ length: 120 }, (_, n) => n));
  const next = extended(full, newest(full.end + 15, 7));
  assert.equal(next.values[0]?.length, 120);
  assert.deepEqual(next.values[0]?.slice(-4), [119, null, null, 7]);
  assert.equal(next.end, full.end + 15);
  assert.equal(next.start, full.start + 15);
  assert.equal(extended(full, newest(full.end, 9)), full, "what is known is not added twice");
  assert.equal(extended(full, newest(full.end + 1e6, 7)).values[0]?.length, 120, "after a long sleep");
});

Deno.test("a longer range is asked for again when its host has made a row", () => {
  const hour = { ...history([1]), step: 60, end: 6000 };
  assert.equal(isOver("hour", hour, 6060), false);
  assert.equal(isOver("hour", hour, 6071), true);
  assert.equal(isOver("live", hour, 9000), false);
});
