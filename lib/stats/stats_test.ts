import assert from "node:assert/strict";
import { ConnectionError } from "@/lib/xapi/mod.ts";
import { Stats } from "./stats.ts";
import { cacheOf, Hosts, OTHER, POOL, SR, VM } from "./testing.ts";

const VM_OBJECT = { collection: "vm", id: VM } as const;
const OTHER_OBJECT = { collection: "vm", id: `${OTHER}@lab` } as const;

/** Sources by name, with their last three values. */
function tails({ sources, values }: Awaited<ReturnType<Stats["history"]>>) {
  return Object.fromEntries(sources.map(({ name }, n) => [name, values[n]?.slice(-3)]));
}

Deno.test("a VM's history comes from the host it runs on, with gaps as gaps", async () => {
  const hosts = new Hosts(() => ({ [`vm:${VM}:cpu0`]: [0.1, "NaN", 0.3], [`vm:${OTHER}:cpu0`]: [1, 1, 1] }));
  const stats = new Stats(cacheOf(POOL), hosts);
  const history = await stats.history(VM_OBJECT, "hour");
  assert.deepEqual(tails(history), { cpu_usage: [0.1, null, 0.3], cpu0: [0.1, null, 0.3] });
  assert.equal(history.end - history.start, 59 * 60);
  assert.equal(history.values[0]?.length, 60);
  assert.equal(history.note, undefined);
  const [{ address, query } = { address: "", query: new URLSearchParams() }] = hosts.asked;
  assert.equal(address, null, "the coordinator is asked where Atoll reaches it");
  assert.deepEqual(query.getAll("vm_uuid"), [VM]);
  assert.equal(query.get("host"), "false");
});

Deno.test("hosts know an object of two pools by its uuid alone", async () => {
  const hosts = new Hosts(() => ({ [`vm:${OTHER}:cpu_usage`]: [0.5] }));
  const history = await new Stats(cacheOf(POOL), hosts).history(OTHER_OBJECT, "live");
  assert.deepEqual(tails(history), { cpu_usage: [null, null, 0.5] });
  assert.equal(hosts.asked[0]?.address, "10.0.0.2");
});

Deno.test("however many look, a host is asked once until its next step", async () => {
  let now = 1_800_000_000_000;
  const hosts = new Hosts(() => ({ [`vm:${VM}:cpu_usage`]: [0.5] }));
  const stats = new Stats(cacheOf(POOL), hosts, { now: () => now });
  await Promise.all(Array.from({ length: 10 }, () => stats.history(VM_OBJECT, "hour")));
  await stats.history(VM_OBJECT, "hour");
  assert.equal(hosts.asked.length, 1);
  now += 61_500;
  await stats.history(VM_OBJECT, "hour");
  assert.equal(hosts.asked.length, 2);
});

Deno.test("what is kept stays within its bound", async () => {
  const hosts = new Hosts(() => ({ [`vm:${VM}:cpu_usage`]: Array.from({ length: 60 }, () => 1) }));
  const stats = new Stats(cacheOf(POOL), hosts, { bytes: 10_000 });
  for (const range of ["live", "hour", "day", "week", "year"] as const) {
    await stats.history(VM_OBJECT, range);
    assert.ok(stats.blocks.bytes <= 10_000, `${stats.blocks.bytes} bytes`);
  }
  assert.ok(stats.blocks.bytes > 0);
});

Deno.test("what several hosts tell of a storage adds up, its latency is their mean", async () => {
  const hosts = new Hosts((address) => ({
    "host:x:iops_read_1234abcd": [address === null ? 3 : 4],
    "host:x:read_latency_1234abcd": [address === null ? 1000 : 3000],
    "host:x:iops_read_99999999": [100],
  }));
  const history = await new Stats(cacheOf(POOL), hosts).history({ collection: "sr", id: SR }, "live");
  assert.deepEqual(tails(history), { iops_read: [null, null, 7], read_latency: [null, null, 2] });
});

Deno.test("a history says why it is empty", async () => {
  const away = new ConnectionError("unreachable", "10.0.0.1:443 cannot be reached");
  const stats = new Stats(cacheOf(POOL), new Hosts(() => away));
  assert.equal((await stats.history(VM_OBJECT, "hour")).note, "10.0.0.1:443 cannot be reached");
  const halted = await stats.history({ collection: "vm", id: "halted" }, "hour");
  assert.equal(halted.note, "10.0.0.1:443 cannot be reached");
  assert.deepEqual(halted.sources, []);
});

Deno.test("a host that failed is not asked again at once", async () => {
  let now = 0;
  const hosts = new Hosts(() => new ConnectionError("timeout", "No answer"));
  const stats = new Stats(cacheOf(POOL), hosts, { now: () => now });
  await stats.history(VM_OBJECT, "hour");
  await stats.history(VM_OBJECT, "hour");
  assert.equal(hosts.asked.length, 1);
  now += 20_000;
  await stats.history(VM_OBJECT, "hour");
  assert.equal(hosts.asked.length, 2);
});

Deno.test("of several objects each host is asked once, and one that is late keeps nobody waiting", async () => {
  const figures = {
    [`vm:${VM}:vif_0_rx`]: [1, 2],
    [`vm:${VM}:vif_0_tx`]: [10, 20],
    [`vm:${VM}:cpu_usage`]: [0.1, 0.3],
  };
  const hosts = new Hosts((address) => address === null ? figures : "never");
  const stats = new Stats(cacheOf(POOL), hosts, { patience: 30 });
  const history = await stats.compare([VM_OBJECT, OTHER_OBJECT], "live", ["cpu", "network"]);
  assert.deepEqual(tails(history), {
    [`vm:${VM}:cpu`]: [null, 0.1, 0.3],
    [`vm:${VM}:network`]: [null, 11, 22],
  });
  assert.match(history.note ?? "", /not answered in time/);
  assert.equal(hosts.asked.length, 2);
  const [mine, late] = await stats.means([VM_OBJECT, OTHER_OBJECT], "live");
  assert.deepEqual(mine, { object: VM_OBJECT, cpu: 0.2, memory: null, network: 16.5, disk: null });
  assert.equal(late?.cpu, null);
});
