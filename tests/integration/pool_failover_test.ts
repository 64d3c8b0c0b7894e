// A coordinator that moves: by plan, by death, while Atoll was away; over TLS, where each host has a certificate of its own.
import assert from "node:assert/strict";
import { Pools } from "@/lib/pools/mod.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { type Cluster, type ClusterOptions, startCluster } from "@/sim/cluster.ts";
import { hostsByAddress } from "@/sim/cluster_hosts.ts";
import type { RunningSimulator } from "@/sim/mod.ts";
import { Bench } from "./pool_bench.ts";

const first = ({ hosts }: Cluster): RunningSimulator => hosts[0] ?? assert.fail("no host");
const sessions = (pool: Cluster) => first(pool).db.table("session").size;

/** The certificate that each host presents, by rising address. */
async function presented(pool: Cluster): Promise<string[]> {
  const prober = new Pools({ list: () => Promise.resolve([]), put: ok, delete: ok }, new Cache());
  const found = await Promise.all(pool.hosts.map(({ url }) => prober.probe(url)));
  return found.map((certificate) => certificate?.fingerprint ?? "");
}
const ok = () => Promise.resolve();

/** A pool whose records tell of the certificates that its hosts present; the first host is the coordinator. */
async function withCluster(
  options: ClusterOptions,
  test: (pool: Cluster, certificates: readonly string[]) => Promise<void>,
): Promise<void> {
  const pool = await startCluster({ hosts: 3, vms: 3, speed: 100, loopback: true, ...options });
  try {
    const certificates = options.tls === true ? await presented(pool) : [];
    const { db } = first(pool);
    pool.designate(0);
    for (const [at, { ref }] of hostsByAddress(db).entries()) {
      for (const [certificate, record] of [...db.table("Certificate")]) {
        if (record["host"] !== ref || record["type"] !== "host") continue;
        const fingerprint = certificates[at] ?? "";
        db.update("Certificate", certificate, { fingerprint, fingerprint_sha256: fingerprint });
      }
    }
    await test(pool, certificates);
  } finally {
    await pool.close();
  }
}

const TLS = { tls: true, byHand: true } as const;

Deno.test("a member that takes over is trusted: its certificate was learned from the coordinator", async () => {
  await withCluster(TLS, async (pool, certificates) => {
    await using bench = new Bench();
    const id = await bench.add(first(pool).url, { fingerprint: certificates[0] ?? "" });
    pool.kill(0);
    await bench.until(id, "stale", "coordinator-away");
    pool.designate(2);
    bench.pools.reconnect(id);
    const live = await bench.until(id, "live");
    assert.deepEqual([live.fingerprint, live.address], [certificates[2], pool.hosts[2]?.url.slice(8)]);
    await bench.pools.close();
    assert.equal(sessions(pool), 0);
    pool.revive(0);
  });
});

Deno.test("what was learned is there after a restart of Atoll, with the coordinator dead meanwhile", async () => {
  await withCluster(TLS, async (pool, certificates) => {
    const before = new Bench();
    const id = await before.add(first(pool).url, { fingerprint: certificates[0] ?? "" });
    await before[Symbol.asyncDispose]();
    const stored = before.store.pools.get(id);
    assert.deepEqual(stored?.members.map(({ fingerprint }) => fingerprint), certificates);
    assert.ok(stored?.members.every(({ name }) => name !== ""));
    pool.kill(0);
    pool.designate(1);
    await using after = new Bench({ store: before.store });
    await after.pools.start();
    assert.equal((await after.until(id, "live")).fingerprint, certificates[1]);
    await after.pools.close();
    pool.revive(0);
  });
});

Deno.test("the names of hosts that wait are known after a restart too", async () => {
  await withCluster({ byHand: true }, async (pool) => {
    const before = new Bench();
    const id = await before.add(first(pool).url);
    await before[Symbol.asyncDispose]();
    pool.kill(0);
    await using after = new Bench({ store: before.store });
    await after.pools.start();
    const { reason } = await after.until(id, "stale", "coordinator-away");
    for (const { name } of before.store.pools.get(id)?.members ?? []) {
      assert.ok(reason?.includes(name), reason ?? "");
    }
    pool.revive(0);
    await after.pools.close();
  });
});

Deno.test("the certificate of a host that leaves the pool goes, one that is renewed is followed", async () => {
  await withCluster(TLS, async (pool, certificates) => {
    await using bench = new Bench();
    const id = await bench.add(first(pool).url, { fingerprint: certificates[0] ?? "" });
    const { db } = first(pool);
    const [, second, third] = hostsByAddress(db);
    assert.ok(second && third);
    const renewed = certificates[0]?.replaceAll(":", "").replace(/../g, "AB:").slice(0, -1) ?? "";
    for (const [ref, { host, type }] of [...db.table("Certificate")]) {
      if (host === third.ref) db.destroy("Certificate", ref);
      if (host === second.ref && type === "host") {
        db.update("Certificate", ref, { fingerprint: renewed, fingerprint_sha256: renewed });
      }
    }
    const gone = bench.look(id, ({ hosts }) => hosts === 2, "two hosts left");
    db.destroy("host", third.ref);
    await gone;
    await bench.pools.close();
    assert.deepEqual(bench.store.pools.get(id)?.members.map(({ fingerprint }) => fingerprint), [
      certificates[0],
      renewed,
    ]);
  });
});

Deno.test("a planned change of coordinator is followed, and leaves one session", async () => {
  await withCluster({}, async (pool) => {
    await using bench = new Bench();
    const id = await bench.add(first(pool).url);
    const [, second] = hostsByAddress(first(pool).db);
    assert.ok(second);
    await bench.pools.call(id, "Async.pool.designate_new_master", [second.ref]);
    const live = await bench.look(
      id,
      ({ state, address }) => state === "live" && address.includes(second.address),
      `live at ${second.address}`,
      20_000,
    );
    assert.equal(live.cause, null);
    assert.equal(sessions(pool), 1);
  });
});

Deno.test("a coordinator that comes back with an older database takes back what is shown", async () => {
  await withCluster({ byHand: true }, async (pool) => {
    await using bench = new Bench();
    const { db, url } = first(pool);
    const id = await bench.add(url);
    const [vm] = [...bench.cache.list("vm")];
    assert.ok(vm);
    const before = db.checkpoint();
    const [ref] = [...db.table("VM")].find(([, record]) => record["uuid"] === vm.id) ?? [];
    const named = (name: string) => bench.look(id, () => bench.cache.get("vm", vm.id)?.name === name, name);
    const renamed = named("lost in the crash");
    db.set("VM", ref ?? "", "name_label", "lost in the crash");
    await renamed;
    const back = named(vm.name);
    await pool.restart(before);
    await back;
    await bench.until(id, "live");
  });
});

Deno.test("hosts in emergency mode are named with the coordinator they lost, until it is back", async () => {
  await withCluster({ byHand: true }, async (pool) => {
    await using bench = new Bench();
    const id = await bench.add(first(pool).url);
    const names = hostsByAddress(first(pool).db).map(({ ref }) =>
      first(pool).db.get("host", ref)?.["name_label"]
    );
    pool.kill(0);
    for (const host of pool.hosts.slice(1)) host.condition = "emergency";
    const { reason } = await bench.until(id, "stale", "emergency");
    assert.ok(reason?.startsWith(`${names[1]} and ${names[2]} are in emergency mode`), reason ?? "");
    assert.ok(reason?.includes(`the coordinator ${names[0]} does not answer them: `), reason ?? "");
    pool.revive(0);
    for (const host of pool.hosts) host.condition = "well";
    pool.designate(0);
    bench.pools.reconnect(id);
    await bench.until(id, "live");
  });
});
