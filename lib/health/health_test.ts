import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { LIVE, mod, state, vmRecord } from "@/lib/cache/testing.ts";
import { Health } from "./health.ts";
import { RULES } from "./rules.ts";
import { SmallWorld } from "./testing.ts";

const NOW = Date.parse("2026-11-23T10:00:00Z");
const chosen = (...names: string[]) => RULES.filter(({ name }) => names.includes(name));

class Played implements Disposable {
  readonly world = new SmallWorld();
  now = NOW;
  readonly health: Health;

  constructor(...names: string[]) {
    this.health = new Health(this.world, {
      now: () => this.now,
      ...(names.length > 0 && { rules: chosen(...names) }),
    });
  }

  async found(): Promise<string[]> {
    await this.health.settled();
    return [...this.world.findings.keys()].sort();
  }

  [Symbol.dispose](): void {
    this.health.close();
  }
}

Deno.test("a finding comes with what it is about, keeps its since while it lasts, and goes", async () => {
  using play = new Played("host-disabled");
  const { world } = play;
  world.put("host", { id: "a", name: "alpha", pool: "p", live: true, enabled: true });
  assert.deepEqual(await play.found(), []);
  world.put("host", { id: "a", enabled: false });
  assert.deepEqual(await play.found(), ["host-disabled:host:a"]);
  play.now += 60_000;
  world.put("host", { id: "a", name: "beta" });
  await play.health.settled();
  assert.deepEqual(world.findings.get("host-disabled:host:a"), {
    id: "host-disabled:host:a",
    pool: "p",
    rule: "host-disabled",
    severity: "warning",
    since: "2026-11-23T10:00:00.000Z",
    object: { collection: "host", id: "a", name: "beta" },
    detail: {},
  });
  world.put("host", { id: "a", enabled: true });
  assert.deepEqual(await play.found(), []);
});

Deno.test("rules are asked only of what has changed, and only where they look", async () => {
  using play = new Played();
  const { world } = play;
  for (let n = 0; n < 50; n++) world.put("vm", { id: `v${n}`, name: `v${n}`, pool: "p" });
  await play.health.settled();
  world.asked.splice(0);
  world.put("vm", { id: "v7", tags: ["web"], memory_dynamic_max: 7 });
  await play.health.settled();
  assert.equal(world.asked.length, 0);
  world.put("vm", { id: "v7", tools: "8.3" });
  await play.health.settled();
  assert.deepEqual(world.asked.filter((id) => id.startsWith("v") && id !== "v7"), []);
  assert.notEqual(world.asked.length, 0);
});

Deno.test("what becomes true by time alone is found at its moment, and since then", async () => {
  using play = new Played("old-snapshot", "task-failed");
  const { world } = play;
  world.put("snapshot", { id: "s", name: "s", pool: "p", snapshot_time: "2026-10-24T10:00:01Z" });
  world.put("task", { id: "t", name: "t", pool: "p", status: "failure", finished: "2026-11-23T09:00:01Z" });
  assert.deepEqual(await play.found(), ["task-failed:task:t"]);
  play.now += 2000;
  // The timer of the next moment, and nothing else, wakes it up.
  const end = performance.now() + 5000;
  while (world.findings.has("task-failed:task:t")) {
    assert.ok(performance.now() < end, "The moment passed unnoticed");
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.deepEqual(await play.found(), ["old-snapshot:snapshot:s"]);
  assert.equal(world.findings.get("old-snapshot:snapshot:s")?.since, "2026-11-23T10:00:02.000Z");
});

Deno.test("a rule that looks at others is asked again when they come, change and go", async () => {
  using play = new Played("bond-degraded", "ha-local-disk", "versions-differ");
  const { world } = play;
  world.put("host", { id: "h", name: "h", pool: "p", live: true, version: "8.3" });
  for (const id of ["e0", "e1"]) {
    world.put("pif", { id, host: "h", device: id, bond: "b", currently_attached: true, carrier: true });
  }
  assert.deepEqual(await play.found(), []);
  world.put("pif", { id: "e1", carrier: false });
  assert.deepEqual(await play.found(), ["bond-degraded:host:h"]);
  world.remove("pif", "e1");
  assert.deepEqual(await play.found(), []);

  world.put("pool", { id: "p", name: "p", hosts: 2 });
  world.put("sr", { id: "s", name: "Local" });
  world.put("vdi", { id: "i", sr: "s" });
  world.put("vm", { id: "v", name: "v", pool: "p", ha_restart_priority: "restart" });
  world.put("vbd", { id: "d", vm: "v", vdi: "i", type: "Disk" });
  assert.deepEqual(await play.found(), []);
  world.put("pool", { id: "p", ha_enabled: true });
  assert.deepEqual(await play.found(), ["ha-local-disk:vm:v"]);
  world.remove("vbd", "d");
  assert.deepEqual(await play.found(), []);

  world.put("host", { id: "k", name: "k", pool: "p", live: true, version: "8.2" });
  assert.deepEqual(await play.found(), ["versions-differ:pool:p"]);
  world.remove("host", "k");
  assert.deepEqual(await play.found(), []);
});

Deno.test("the fault of one rule leaves the others alive", async () => {
  const world = new SmallWorld();
  const [good] = chosen("host-disabled");
  assert.ok(good);
  const bad = {
    ...good,
    name: "bad",
    collection: "pool" as const,
    look: () => assert.fail("Meant to"),
  };
  const health = new Health(world, { rules: [bad, good] });
  world.put("pool", { id: "p", name: "p" });
  world.put("host", { id: "a", name: "a", pool: "p", live: true });
  await health.settled();
  assert.deepEqual([...world.findings.keys()], ["host-disabled:host:a"]);
  health.close();
});

Deno.test("with the cache itself findings are objects like others, and go with theirs", async () => {
  const cache = new Cache();
  const health = new Health(cache, { rules: chosen("no-tools"), now: () => NOW });
  const writer = cache.openPool("pool", { name: "lab" });
  writer.connection(LIVE);
  const running = { power_state: "Running", metrics: "OpaqueRef:m" };
  await writer.reset(state({
    VM: { "OpaqueRef:a": vmRecord("a", running), "OpaqueRef:b": vmRecord("b") },
    VM_metrics: { "OpaqueRef:m": { uuid: "m", start_time: "2026-11-22T10:00:00Z" } },
  }));
  await health.settled();
  assert.deepEqual([...cache.list("finding")].map(({ id }) => id), ["no-tools:vm:a"]);
  const { revision } = cache;
  await writer.apply({
    token: "2",
    events: [mod("VM", "OpaqueRef:b", vmRecord("b", { tags: ["x"] }))],
    validRefCounts: {},
  });
  await health.settled();
  assert.equal(cache.revision, revision + 1, "nothing new was found");
  writer.remove();
  await health.settled();
  assert.equal(cache.size("finding"), 0);
  health.close();
});

Deno.test("10,000 VMs are looked at in turns that hold nothing up", async () => {
  const cache = new Cache();
  const writer = cache.openPool("pool", { name: "lab" });
  writer.connection(LIVE);
  const records = Array.from(
    { length: 10_000 },
    (_, n) =>
      [
        `OpaqueRef:${n}`,
        vmRecord(`vm-${n}`, { power_state: "Running", metrics: `OpaqueRef:m${n}` }),
      ] as const,
  );
  const metrics = records.map((_, n) =>
    [`OpaqueRef:m${n}`, { uuid: `m${n}`, start_time: "2026-11-22T10:00:00Z" }] as const
  );
  await writer.reset(state({ VM: Object.fromEntries(records), VM_metrics: Object.fromEntries(metrics) }));
  await cache.ready();
  const health = new Health(cache, { now: () => NOW });
  let longest = 0, last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  await health.settled();
  clearInterval(beat);
  health.close();
  assert.equal([...cache.list("finding")].filter(({ rule }) => rule === "no-tools").length, 10_000);
  // 50 ms on a quiet machine; others work on it, too.
  assert.ok(longest < 250, `${longest.toFixed()} ms`);
});
