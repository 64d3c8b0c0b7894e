import assert from "node:assert/strict";
import { parseSubscription } from "@/lib/stream/mod.ts";
import { Interest } from "@/lib/stream/interest.ts";
import type { LoadView } from "@/lib/view/types.ts";
import { Blocks } from "./blocks.ts";
import { LiveLoads } from "./live.ts";
import { cacheOf, Hosts, OTHER, POOL, VM } from "./testing.ts";

/** Loads as they are written. */
class Loads {
  readonly all = new Map<string, LoadView>();
  set(_: "load", view: LoadView): void {
    this.all.set(view.id, view);
  }
  delete(_: "load", id: string): void {
    this.all.delete(id);
  }
  commit(): void {}
}

function stage() {
  const hosts = new Hosts((address) =>
    address === null
      ? {
        [`vm:${VM}:cpu_usage`]: [0.1, 0.25],
        [`vm:${VM}:vif_0_rx`]: [5, 1000],
        [`vm:${VM}:memory`]: [1, 2 ** 30],
      }
      : { [`vm:${OTHER}:cpu_usage`]: [0.5] }
  );
  const interest = new Interest();
  const loads = new Loads();
  let now = 1_800_000_000_000;
  const blocks = new Blocks(hosts, { now: () => now });
  const live = new LiveLoads({ cache: cacheOf(POOL), blocks, interest, loads, every: 1e9 });
  const look = async () => {
    now += 10_000;
    await live.look();
  };
  return { hosts, interest, loads, live, look };
}

Deno.test("no host is asked while nobody follows a load", async () => {
  const { hosts, interest, live, look } = stage();
  interest.add(parseSubscription("vm:name;host"));
  assert.equal(live.active, false);
  await look();
  assert.equal(hosts.asked.length, 0);
  live.close();
});

Deno.test("the load of one object is asked of its host alone, with every figure where somebody follows them", async () => {
  const { hosts, interest, loads, live, look } = stage();
  const one = parseSubscription(`load/${VM}:at,values`);
  interest.add(one);
  assert.equal(live.active, true);
  await look();
  assert.deepEqual(hosts.asked.map(({ address, query }) => [address, query.getAll("vm_uuid")]).at(-1), [
    null,
    [VM],
  ]);
  const load = loads.all.get(VM);
  assert.deepEqual(
    load && { cpu: load.cpu, rx: load.rx, tx: load.tx, total: load.memory_total, name: load.object.name },
    {
      cpu: 0.25,
      rx: 1000,
      tx: null,
      total: 2 ** 30,
      name: "web",
    },
  );
  assert.equal(load?.at, "2027-01-15T08:00:00.000Z");
  assert.equal(load?.values["cpu_usage"], 0.25);
  live.close();
});

Deno.test("all loads are asked of all hosts, without the figures that nobody follows", async () => {
  const { hosts, interest, loads, live, look } = stage();
  interest.add(parseSubscription("load:cpu"));
  await look();
  assert.deepEqual(new Set(hosts.asked.map(({ address }) => address)), new Set([null, "10.0.0.2"]));
  assert.equal(loads.all.get(`${OTHER}@lab`)?.cpu, 0.5);
  assert.deepEqual(loads.all.get(VM)?.values, {});
  live.close();
});

Deno.test("what nobody looks at any more goes after a while, and hosts are left alone", async () => {
  const { hosts, interest, loads, live, look } = stage();
  const one = parseSubscription(`load/${VM}:cpu`);
  interest.add(one);
  await look();
  interest.remove(one);
  const asked = hosts.asked.length;
  for (let n = 0; n < 3; n++) await look();
  assert.ok(loads.all.has(VM), "somebody may only have changed pages");
  await look();
  assert.equal(loads.all.size, 0);
  assert.equal(live.active, false);
  assert.equal(hosts.asked.length, asked);
  live.close();
});
