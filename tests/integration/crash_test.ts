// What a xapi forgets: the latest minutes after a crash, old deletions always. The replica is held against the pool itself.
import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { Follower } from "@/lib/cache/testing.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import { findDifferences, Pools } from "@/lib/pools/mod.ts";
import type { PoolConfig } from "@/lib/pools/types.ts";
import { login, openTransport, parseAddress, type Session } from "@/lib/xapi/mod.ts";
import { type Cluster, startCluster } from "@/sim/cluster.ts";

interface World {
  readonly cluster: Cluster;
  readonly cache: Cache;
  readonly writer: PoolWriter;
  readonly reader: Follower;
  /** Waits until something that the cache shows holds. */
  until(test: () => boolean): Promise<void>;
  /** A session of a stranger at the coordinator. */
  stranger<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Compares the replica with the pool. */
  assertEqual(): Promise<void>;
}

async function withPool(work: (world: World) => Promise<void>): Promise<void> {
  const cluster = await startCluster({ hosts: 2, vms: 10, speed: Infinity });
  const cache = new Cache();
  const writers: PoolWriter[] = [];
  const store = new Map<string, PoolConfig>();
  const pools = new Pools(
    {
      list: () => Promise.resolve([...store.values()]),
      put: (config) => Promise.resolve(void store.set(config.id, config)),
      delete: (id) => Promise.resolve(void store.delete(id)),
    },
    {
      openPool: (id: string, options: { name: string }) => {
        const writer = cache.openPool(id, options);
        writers.push(writer);
        return writer;
      },
    },
  );
  const url = cluster.hosts[0]?.url ?? "";
  const stranger: World["stranger"] = async (work) => {
    const transport = openTransport(parseAddress(url), { fingerprint: null });
    try {
      const session = await login(transport, { username: "root", password: "atoll" });
      const result = await work(session);
      await session.logout();
      return result;
    } finally {
      transport.close();
    }
  };
  try {
    const id = await pools.add({ address: url, username: "root", password: "atoll" });
    assert.equal(pools.consistency(id).differences, 0);
    assert.throws(() => pools.consistency("nobody"), AtollError);
    const writer = writers.at(-1);
    assert.ok(writer);
    const reader = new Follower(cache);
    reader.read();
    await work({
      cluster,
      cache,
      writer,
      reader,
      stranger,
      until: (test) => until(cache, test),
      assertEqual: async () =>
        assert.deepEqual(await stranger((session) => findDifferences(session, writer)), []),
    });
  } finally {
    await pools.close();
    await cluster.close();
  }
}

async function until(cache: Cache, test: () => boolean): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error(`Not within 20 s: ${test}`)), 20_000);
  const end = cache.onCommit(() => test() && resolve());
  if (test()) resolve();
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    end();
  }
}

Deno.test("a crash that takes back the latest changes is followed, and clients are told the difference alone", async () => {
  await withPool(async ({ cluster, cache, writer, reader, until, stranger, assertEqual }) => {
    const db = cluster.hosts[0]?.db;
    assert.ok(db);
    const machines = [...cache.list("vm")].map(({ id }) => db.findByUuid("VM", id));
    const [vm = "", ...others] = machines.filter((ref) => ref !== undefined);
    const [kept = "", gone = ""] = db.table("VDI").keys();
    db.set("VM", vm, "name_label", "kept");
    const checkpoint = db.checkpoint();
    db.set("VM", vm, "name_label", "lost with the crash");
    db.set("VDI", kept, "name_label", "lost too");
    db.destroy("VDI", gone);
    const task = db.create("task", { name_label: "of before", status: "pending", progress: 0 });
    const name = () => cache.get("vm", String(db.get("VM", vm)?.["uuid"]))?.name;
    await until(() => name() === "lost with the crash" && writer.records("task").has(task));
    await assertEqual();
    const token = await stranger(async (session) => (await session.events({ token: "" })).token);
    const uuid = cache.list("pool").next().value?.id ?? "";

    reader.read();
    const { revision } = cache;
    await cluster.restart(checkpoint);
    const missed = await stranger((session) => session.events({ token, timeoutSeconds: 0.1 }));
    // Tasks are new, messages have generations of their own.
    const classes = new Set(missed.events.map((event) => event.class));
    assert.ok(
      !classes.has("VM") && !classes.has("VDI"),
      `the old token tells nothing of it: ${[...classes]}`,
    );
    await until(() => name() === "kept" && cache.get("pool", uuid)?.state === "live");
    await assertEqual();
    assert.ok(writer.records("VDI").has(gone) && !writer.records("task").has(task));

    const told = reader.read();
    assert.equal(told.kind, "patch");
    assert.ok(cache.revision > revision);
    // A restart of xapi ends all tasks.
    const ids = new Set(
      told.patches.map(([collection, id]) => `${collection} ${id}`).filter((id) => !id.startsWith("task ")),
    );
    assert.ok(ids.size <= 6, `${ids.size} objects: ${[...ids]}`);
    for (const other of others) {
      assert.ok(
        !ids.has(`vm ${db.get("VM", other)?.["uuid"]}`),
        "a VM that did not change is not sent again",
      );
    }
  });
});

Deno.test("a crash of which nothing is lost sends clients nothing but the pool's state", async () => {
  await withPool(async ({ cluster, cache, reader, until, assertEqual }) => {
    const uuid = cache.list("pool").next().value?.id ?? "";
    // What Atoll itself measures of hosts comes a moment after they are connected.
    await until(() => [...cache.list("host")].every(({ clock_skew }) => clock_skew !== null));
    reader.read();
    await cluster.restart();
    await until(() => cache.get("pool", uuid)?.state !== "live");
    await until(() => cache.get("pool", uuid)?.state === "live");
    await assertEqual();
    const told = reader.read().patches.filter(([collection]) => collection !== "task");
    assert.deepEqual(told.map(([collection]) => collection), ["pool"]);
  });
});

Deno.test("more deletions at once than xapi remembers are all found, of disks and of tasks", async () => {
  await withPool(async ({ cluster, writer, until, assertEqual }) => {
    const db = cluster.hosts[0]?.db;
    assert.ok(db);
    const [sr = ""] = db.table("SR").keys();
    const made = Array.from({ length: 700 }, (_, i) => ({
      vdi: db.create("VDI", { name_label: `d${i}`, SR: sr }),
      task: db.create("task", { name_label: `t${i}`, status: "success", progress: 1 }),
    }));
    const last = made.at(-1);
    assert.ok(last);
    await until(() => writer.records("VDI").has(last.vdi) && writer.records("task").has(last.task));
    await assertEqual();
    for (const { vdi, task } of made) {
      db.destroy("VDI", vdi);
      db.destroy("task", task);
    }
    assert.ok(db.deletions("VDI").length <= 512 && db.deletions("task").length <= 512);
    await until(() =>
      !made.some(({ vdi, task }) => writer.records("VDI").has(vdi) || writer.records("task").has(task))
    );
    await assertEqual();
  });
});
