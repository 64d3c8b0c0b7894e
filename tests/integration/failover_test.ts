// A pool of three hosts whose coordinator changes, dies and is replaced: Atoll finds the one that leads, by itself.
import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { type PoolConfig, Pools, type PoolStore } from "@/lib/pools/mod.ts";
import { type Cluster, startCluster } from "@/sim/cluster.ts";
import { text } from "@/sim/values.ts";

/** How long Atoll may take to be live again, in milliseconds of a pool that is 20 times as fast as a real one. */
const PATIENCE_MS = 40_000;

class World {
  readonly cache = new Cache();
  readonly configs = new Map<string, PoolConfig>();
  readonly pools: Pools;
  id = "";

  constructor(readonly cluster: Cluster) {
    const store: PoolStore = {
      list: () => Promise.resolve([...this.configs.values()]),
      put: (config) => Promise.resolve(void this.configs.set(config.id, config)),
      delete: (id) => Promise.resolve(void this.configs.delete(id)),
    };
    this.pools = new Pools(store, this.cache);
  }

  get state(): string {
    return this.cache.get("pool", this.id)?.state ?? "";
  }

  /** Waits until something is so; looks after each change of the cache. */
  async until(test: () => boolean, what: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const end = this.cache.onCommit(() => test() && resolve());
    const timer = setTimeout(
      () => reject(new Error(`Not seen: ${what}; the pool is ${this.state}`)),
      PATIENCE_MS,
    );
    if (test()) resolve();
    await promise.finally(() => {
      end();
      clearTimeout(timer);
    });
  }
}

async function withWorld(test: (world: World) => Promise<void>): Promise<void> {
  const cluster = await startCluster({ hosts: 3, vms: 6, speed: 20, loopback: true });
  cluster.designate(0);
  const world = new World(cluster);
  try {
    const [first] = cluster.hosts;
    world.id = await world.pools.add({ address: first?.url ?? "", username: "root", password: "atoll" });
    await test(world);
  } finally {
    await world.pools.close();
    await cluster.close();
  }
}

/** The reference of a host by its place in the cluster. */
function refOf({ hosts }: Cluster, at: number): string {
  const db = hosts[0]?.db ?? assert.fail("no host");
  const sorted = [...db.table("host")].sort(([, a], [, b]) =>
    text(a, "address") < text(b, "address") ? -1 : 1
  );
  return sorted[at]?.[0] ?? "";
}

/** Renames a VM in the pool's database, and waits until Atoll shows it. */
async function seesChanges(world: World, name: string): Promise<void> {
  const db = world.cluster.hosts[0]?.db ?? assert.fail("no host");
  const [shown] = world.cache.list("vm");
  const vm = world.cache.origin("vm", shown?.id ?? "")?.ref ?? assert.fail("no VM is shown");
  db.set("VM", vm, "name_label", name);
  await world.until(
    () => [...world.cache.list("vm")].some((each) => each.name === name),
    `a VM named ${name}`,
  );
}

Deno.test("A coordinator that is changed by plan is followed", () =>
  withWorld(async (world) => {
    const { cluster } = world;
    const [old, next] = cluster.hosts;
    if (old === undefined || next === undefined) return assert.fail("no hosts");
    await old.call("pool.designate_new_master", [refOf(cluster, 1)]);
    await world.until(() => world.state !== "live", "that the connection is lost");
    await world.until(() => world.state === "live", "that the pool is live again");
    assert.equal(old.coordinator, new URL(next.url).hostname);
    await seesChanges(world, "after the change");
  }));

Deno.test("When a coordinator dies and a member takes its place, Atoll finds it, and stays when the old one is back", () =>
  withWorld(async (world) => {
    const { cluster } = world;
    const [old, next, third] = cluster.hosts;
    if (old === undefined || next === undefined || third === undefined) return assert.fail("no hosts");
    cluster.kill(0);
    await world.until(() => world.state !== "live", "that the connection is lost");
    await next.call("pool.emergency_transition_to_master", []);
    await world.until(() => world.state === "live", "that the pool is live again");
    await next.call("pool.recover_slaves", []);
    cluster.revive(0);
    await seesChanges(world, "after the death");
    assert.equal(next.coordinator, undefined);
  }));
