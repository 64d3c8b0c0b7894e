// One fault at one point of a connection's life, or one cut at one byte: afterwards the replica is the pool, in every case.
import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { Cache } from "@/lib/cache/mod.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import { Pools } from "@/lib/pools/mod.ts";
import { config } from "@/lib/pools/testing.ts";
import { parseAddress, probeCertificate } from "@/lib/xapi/mod.ts";
import type { HostFault, RequestFault } from "@/sim/faults/mod.ts";
import { type RunningSimulator, startSimulator, VERSIONS } from "@/sim/mod.ts";
import { FastTime } from "./fast_time.ts";
import { judge } from "./judge.ts";

/** Of the cases below every third is tried in a run of everything, all of them where the chaos is asked for. */
const EVERY = Deno.args.includes("--all") ? 1 : 3;
/** One scenario is asked for, not these. */
const ignore = Deno.args.includes("--seed");

function* sampled<T>(cases: readonly T[]): Generator<T> {
  for (const [index, each] of cases.entries()) if (index % EVERY === 0) yield each;
}

interface Stage {
  readonly simulator: RunningSimulator;
  readonly cache: Cache;
  readonly pools: Pools;
  readonly id: string;
  readonly time: FastTime;
  /** Ends the faults and waits for the pool to be live and as it is shown. */
  heals(what: string): Promise<void>;
}

/** Runs a test over a pool that is known, but not connected yet. */
async function withStage(
  tls: boolean,
  test: (stage: Stage) => Promise<void>,
  version = VERSIONS.get("8.3"),
): Promise<void> {
  assert.ok(version);
  await using time = await FastTime.start(() => 0);
  time.handshakes = tls;
  const simulator = await startSimulator({ hosts: 1, vms: 2, faults: [], tls, version });
  const [pool] = simulator.db.table("pool").values();
  const id = String(pool?.["uuid"]);
  const fingerprint = tls ? (await probeCertificate(parseAddress(simulator.url))).fingerprint : null;
  const stored = config({ id, address: simulator.url, fingerprint });
  const cache = new Cache();
  let writer: PoolWriter | undefined;
  const store = {
    list: () => Promise.resolve([stored]),
    put: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  };
  const pools = new Pools(store, {
    openPool: (id, options) => writer = cache.openPool(id, options),
  });
  const heals = async (what: string) => {
    await simulator.faults.clear();
    const live = await time.until(async () => {
      const view = cache.get("pool", id);
      if (view?.state === "certificate-changed" && view.offered_fingerprint !== null) {
        await pools.acceptCertificate(id, view.offered_fingerprint).catch((error: unknown) => {
          if (!(error instanceof AtollError)) throw error;
        });
      }
      return view?.state === "live";
    }, 240_000);
    assert.ok(live && writer, `${what}: ${cache.get("pool", id)?.state} (${cache.get("pool", id)?.reason})`);
    const simulated = { name: what, hosts: [simulator], tls, coordinator: 0, close: () => Promise.resolve() };
    const { records, views } = await judge(cache, writer, simulated, time);
    assert.deepEqual(records, [], what);
    assert.deepEqual(...views, what);
  };
  try {
    await test({ simulator, cache, pools, id, time, heals });
    await pools.close();
    assert.ok(await time.until(() => simulator.connections === 0, 5_000), "connections are left");
  } finally {
    await pools.close();
    await simulator.close();
  }
}

const ANSWERS: readonly RequestFault[] = [
  { kind: "cut", how: "reset" },
  { kind: "cut", how: "close" },
  { kind: "cut", how: "hang" },
  { kind: "cut", how: "close", at: 0 },
  { kind: "truncated" },
  { kind: "garbled" },
  { kind: "page", status: 200 },
  { kind: "page", status: 200, type: "application/json" },
  { kind: "page", status: 500 },
  { kind: "page", status: 502 },
  { kind: "slow", part: "head", bytes: 1, ms: 500 },
  { kind: "length", by: 100 },
  { kind: "length", by: -100 },
  { kind: "twice" },
  { kind: "hangup", how: "reset" },
  { kind: "error", code: "HOST_IS_SLAVE", params: ["127.0.0.1"] },
  { kind: "error", code: "HOST_STILL_BOOTING" },
  { kind: "error", code: "SESSION_INVALID", params: ["OpaqueRef:gone"] },
  { kind: "evict" },
];
const LIES = ["repeated", "shuffled", "stale", "older-token", "miscounted"] as const;
const BATCHES: readonly RequestFault[] = LIES.map((how) => ({ kind: "batch", how }));

const PHASES = [
  "system.listMethods",
  "session.login_with_password",
  "pool.get_all_records",
  "event.from",
] as const;

for (const method of PHASES) {
  Deno.test(
    `whatever the answer to ${method} suffers on the way up, the pool comes up whole`,
    { ignore },
    async () => {
      for (const fault of sampled([...ANSWERS, ...(method === "event.from" ? BATCHES : [])])) {
        await withStage(false, async ({ simulator, pools, time, heals, cache, id }) => {
          const given = await simulator.faults.add({ ...fault, on: method });
          await pools.start();
          await time.until(() => given.hits > 0 && cache.get("pool", id)?.state !== "connecting", 60_000);
          assert.equal(given.hits, 1, `${JSON.stringify(fault)} meets ${method}`);
          await heals(`${method}: ${JSON.stringify(fault)}`);
        });
      }
    },
  );
}

Deno.test(
  "whatever an answer suffers while the pool is live, it ends as its pool is",
  { ignore },
  async () => {
    await withStage(false, async ({ simulator, pools, heals }) => {
      await pools.start();
      await heals("at first");
      const { db, faults } = simulator;
      for (const fault of [...ANSWERS, ...BATCHES]) {
        const given = await faults.add({ ...fault, on: "event.from" });
        const [vm = ""] = db.table("VM").keys();
        db.set("VM", vm, "name_label", `before ${JSON.stringify(fault)}`);
        db.destroy("VDI", db.create("VDI", { name_label: "soon gone" }));
        await heals(JSON.stringify(fault));
        await given.end();
      }
    });
  },
);

Deno.test(
  "an answer to event.next that stops on its way is given up within two minutes",
  { ignore },
  async () => {
    const test = async ({ simulator, pools, time, heals, cache, id }: Stage) => {
      await pools.start();
      await heals("at first");
      await time.sleep(50_000);
      const given = await simulator.faults.add({ kind: "cut", how: "hang", on: "event.next" });
      const [vm = ""] = simulator.db.table("VM").keys();
      simulator.db.set("VM", vm, "name_label", "told in vain");
      assert.ok(await time.until(() => given.hits > 0, 5_000));
      const noticed = () => cache.get("pool", id)?.state !== "live";
      assert.ok(await time.until(noticed, 120_000), "it is noticed");
      await heals("after the answer that stopped");
      assert.ok(!await time.until(noticed, 300_000), "a pool in which nothing happens stays live");
    };
    await withStage(false, test, VERSIONS.get("5.6"));
  },
);

Deno.test("the list of a class that stops on its way is given up within 40 s", { ignore }, async () => {
  await withStage(false, async ({ simulator, pools, time, heals, cache, id }) => {
    await pools.start();
    await heals("at first");
    const given = await simulator.faults.add({ kind: "cut", how: "hang", on: "VM.get_all_records" });
    // Every class seems to lack something, and is read again.
    await simulator.faults.add({ kind: "batch", how: "miscounted", on: "event.from" });
    const [vm = ""] = simulator.db.table("VM").keys();
    simulator.db.set("VM", vm, "name_label", "told in vain");
    assert.ok(await time.until(() => given.hits > 0, 40_000), "VMs are read again");
    assert.ok(await time.until(() => cache.get("pool", id)?.state !== "live", 40_000), "it is noticed");
    await heals("after the list that stopped");
  });
});

const KINDS = ["refuse", "mute", "garbage", "freeze", "down", "booting"] as const;
const HOSTS: readonly HostFault[] = KINDS.map((kind) => ({ kind }));

for (const tls of [false, true]) {
  Deno.test(
    `${tls ? "over TLS" : "over TCP"}: a host that fails before, while or after it is live comes back`,
    { ignore },
    async () => {
      const faults: readonly HostFault[] = tls ? [...HOSTS, { kind: "certificate" }] : HOSTS;
      for (const fault of sampled(faults)) {
        await withStage(tls, async ({ simulator, pools, time, heals, cache, id }) => {
          await simulator.faults.add(fault);
          await pools.start();
          assert.ok(
            await time.until(() => {
              const state = cache.get("pool", id)?.state;
              return state !== undefined && !["disconnected", "connecting", "authenticating"].includes(state);
            }, 120_000),
            `${fault.kind} shows`,
          );
          assert.notEqual(cache.get("pool", id)?.state, "live", fault.kind);
          await heals(`${fault.kind} at first`);
          await simulator.faults.add(fault);
          if (fault.kind !== "freeze") await simulator.faults.add({ kind: "sever" });
          const [vm = ""] = simulator.db.table("VM").keys();
          simulator.db.set("VM", vm, "name_label", "meanwhile");
          assert.ok(
            await time.until(() => cache.get("pool", id)?.state !== "live", 120_000),
            `${fault.kind} is noticed`,
          );
          await heals(`${fault.kind} while live`);
        });
      }
    },
  );
}

/** Offsets at which the first reply is cut. */
const CUTS = Math.floor(60 / EVERY);

Deno.test("the first reply may end at any byte", { ignore }, async () => {
  await withStage(false, async ({ simulator, pools, heals, time, cache, id }) => {
    await pools.start();
    await heals("at first");
    const { length } = JSON.stringify([...simulator.db.table("VM")]);
    for (let cut = 0; cut < CUTS; cut++) {
      // Close together at the beginning, where the envelope is, then all over.
      const byte = cut < CUTS / 3 ? cut * 3 : Math.floor((length * 3 * cut) / CUTS) + cut;
      const how = cut % 2 === 0 ? "close" : "reset";
      await simulator.faults.add({ kind: "cut", how, byte, on: "event.from", count: cut % 3 + 1 });
      await simulator.restart();
      await time.until(() => cache.get("pool", id)?.state !== "live", 60_000);
      await heals(`cut at ${byte} by ${how}`);
    }
  });
});
