// The registry and its supervisors against real simulators over real sockets.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { AtollError } from "@/lib/errors.ts";
import { Cache } from "@/lib/cache/mod.ts";
import type { ConnectionState, PoolView } from "@/lib/view/types.ts";
import { type SimulatorOptions, startSimulator } from "@/sim/mod.ts";
import { Pools } from "./registry.ts";
import { config, until } from "./testing.ts";
import type { PoolConfig, PoolStore } from "./types.ts";

/** A store in memory that counts its writes, and holds them while `held` is pending. */
class Memory implements PoolStore {
  writes = 0;
  held: Promise<void> = Promise.resolve();
  readonly pools = new Map<string, PoolConfig>();
  list() {
    return Promise.resolve([...this.pools.values()]);
  }
  async put(config: PoolConfig): Promise<void> {
    this.writes++;
    await this.held;
    this.pools.set(config.id, config);
  }
  delete(id: string) {
    this.pools.delete(id);
    return Promise.resolve();
  }
}

type Sim = Awaited<ReturnType<typeof startSimulator>>;

/** A registry with what it stands on, simulators included; all of it ends with the test. */
class Bench {
  readonly cache = new Cache();
  readonly pools: Pools;
  private readonly simulators = new Set<Sim>();

  constructor(readonly store = new Memory()) {
    this.pools = new Pools(store, this.cache);
  }

  async simulator(options: SimulatorOptions = {}): Promise<Sim> {
    const simulator = await startSimulator({ hosts: 2, vms: 5, speed: 50, ...options });
    this.simulators.add(simulator);
    return simulator;
  }

  add(simulator: { url: string }, more: { password?: string; fingerprint?: string } = {}): Promise<string> {
    return this.pools.add({ address: simulator.url, username: "root", password: "atoll", ...more });
  }

  /** Stops a simulator, waits until its pool is stale, and starts another one at its address. */
  async replace(first: Sim, id: string, options: SimulatorOptions): Promise<Sim> {
    await first.close();
    await this.until(id, "stale");
    return await this.simulator({ port: Number(new URL(first.url).port), ...options });
  }

  view(id: string): PoolView {
    const view = this.cache.get("pool", id);
    assert.ok(view, "the pool is in the cache");
    return view;
  }

  /** Waits until the pool is in a state. */
  async until(id: string, state: ConnectionState, ms = 10_000): Promise<PoolView> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => this.cache.get("pool", id)?.state === state && resolve();
    const end = this.cache.onCommit(look);
    const timer = setTimeout(() => reject(new Error(`Still ${JSON.stringify(this.view(id))}`)), ms);
    look();
    try {
      await promise;
    } finally {
      end();
      clearTimeout(timer);
    }
    return this.view(id);
  }

  async [Symbol.asyncDispose]() {
    await this.pools.close();
    for (const simulator of this.simulators) await simulator.close();
  }
}

const sessions = ({ db }: Sim) => db.table("session").size;

function refusal(status: number, code: string, text: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof AtollError, String(error));
    assert.deepEqual([error.status, error.code], [status, code], error.message);
    assert.match(error.message, text);
    assert.doesNotMatch(error.message, /\.$/);
    return true;
  };
}

function assertNothingLeft({ store, cache }: Bench): void {
  assert.equal(store.pools.size, 0, "in the store");
  assert.equal(cache.size("pool"), 0, "pools in the cache");
  assert.equal(cache.size("host"), 0, "hosts in the cache");
}

Deno.test("a pool that is added is live, in the cache and in the store; closing logs out", async () => {
  await using bench = new Bench();
  const simulator = await bench.simulator();
  const id = await bench.add(simulator);
  const view = bench.view(id);
  assert.deepEqual([view.state, view.reason, view.retry_at], ["live", null, null]);
  assert.equal(bench.cache.size("host"), 2);
  assert.equal(bench.cache.size("vm"), 5);
  const stored = bench.store.pools.get(id);
  assert.equal(stored?.password, "atoll");
  assert.equal(stored?.members.length, 2);
  assert.equal(stored?.dialect, "json2");
  assert.equal(bench.store.writes, 1);
  assert.equal(sessions(simulator), 1);
  await bench.pools.close();
  assert.equal(sessions(simulator), 0);
});

Deno.test("what is wrong with a new pool is said plainly, and nothing of it is left", async (t) => {
  await using bench = new Bench();
  const { pools } = bench;
  const simulator = await bench.simulator();
  const root = { username: "root", password: "atoll" };

  await t.step("an address that cannot be meant", async () => {
    await assert.rejects(pools.add({ address: "ftp://x", ...root }), refusal(422, "bad-address", /ftp/));
  });
  await t.step("no user name", async () => {
    const add = pools.add({ address: simulator.url, username: " ", password: "x" });
    await assert.rejects(add, refusal(422, "username-missing", /user name/));
  });
  await t.step("a name nobody knows", async () => {
    const add = pools.add({ address: "http://no-such-host.invalid", ...root });
    await assert.rejects(add, refusal(422, "connection-unreachable", /no-such-host\.invalid/));
  });
  await t.step("nobody listens", async () => {
    const add = pools.add({ address: "http://127.0.0.1:9", ...root });
    await assert.rejects(add, refusal(422, "connection-refused", /127\.0\.0\.1 .*9/));
  });
  await t.step("something else listens", async () => {
    const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, () => {
      return new Response("<h1>Welcome to nginx</h1>", { headers: { "content-type": "text/html" } });
    });
    const add = pools.add({ address: `http://127.0.0.1:${server.addr.port}`, ...root });
    await assert.rejects(add, refusal(422, "not-xapi", /does not speak Xen-API/));
    await server.shutdown();
  });
  await t.step("a wrong password", async () => {
    await assert.rejects(
      bench.add(simulator, { password: "wrong" }),
      refusal(422, "credentials-refused", /./),
    );
  });
  assertNothingLeft(bench);
  assert.equal(sessions(simulator), 0);
});

Deno.test("a pool is added once, also by two administrators at the same moment", async () => {
  await using bench = new Bench();
  const simulator = await bench.simulator();
  const both = await Promise.allSettled([bench.add(simulator), bench.add(simulator)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  await assert.rejects(bench.add(simulator), refusal(409, "pool-exists", /already here/));
  assert.equal(bench.store.pools.size, 1);
  assert.equal(sessions(simulator), 1);
});

for (
  const [what, status, code, fault] of [
    ["that is already here", 409, "pool-exists", undefined],
    ["that cannot say which it is", 422, "connection-bad-answer", "pool.get_all_records"],
    ["that cannot be read", 502, "pool-unreadable", "event.from"],
  ] as const
) {
  Deno.test(`a session of a refused pool ${what} is ended later where the pool did not hear its end`, async () => {
    await using bench = new Bench();
    const simulator = await bench.simulator({ faults: [] });
    if (fault === undefined) await bench.add(simulator);
    else await simulator.faults.add({ kind: "page", status: 500, on: fault });
    await simulator.faults.add({ kind: "error", code: "HOST_STILL_BOOTING", on: "session.logout" });
    await assert.rejects(bench.add(simulator), refusal(status, code, /./));
    if (fault !== undefined) {
      assert.equal(sessions(simulator), 1, "it is left behind");
      await bench.add(simulator);
    }
    await until(() => sessions(simulator) === 1);
  });
}

Deno.test("a certificate nobody has seen gets no password", async () => {
  await using bench = new Bench();
  const simulator = await bench.simulator({ tls: true });
  const certificate = await bench.pools.probe(simulator.url);
  assert.ok(certificate);
  const { fingerprint } = certificate;
  await assert.rejects(bench.add(simulator), refusal(422, "certificate-unknown", new RegExp(fingerprint)));
  const other = fingerprint.replace(/^../, (pair) => pair === "00" ? "11" : "00");
  await assert.rejects(
    bench.add(simulator, { fingerprint: other }),
    refusal(422, "certificate-mismatch", new RegExp(fingerprint)),
  );
  await assert.rejects(
    bench.add(simulator, { fingerprint: "AA:BB" }),
    refusal(422, "bad-fingerprint", /SHA-256/),
  );
  assertNothingLeft(bench);
  assert.equal(sessions(simulator), 0);
  const id = await bench.add(simulator, { fingerprint: fingerprint.toLowerCase() });
  assert.equal(bench.view(id).fingerprint, fingerprint);
});

Deno.test("a pool that goes away is stale at once, says why, and comes back by itself", async () => {
  await using bench = new Bench();
  const first = await bench.simulator();
  const id = await bench.add(first);
  const { port } = new URL(first.url);
  const before = Date.now();
  await first.close();
  const stale = await bench.until(id, "stale");
  assert.ok(Date.parse(stale.since) >= before - 1000);
  assert.match(stale.reason ?? "", /127\.0\.0\.1/);
  assert.ok(bench.cache.size("vm") === 5, "the last known state stays");
  await assert.rejects(
    bench.pools.call(id, "VM.get_all", []),
    refusal(503, "pool-not-live", /Cannot reach pool/),
  );
  const second = await bench.simulator({ port: Number(port) });
  const live = await bench.until(id, "live");
  assert.equal(live.reason, null);
  assert.equal(sessions(second), 1);
});

Deno.test("a change at the pool is in the cache, the pool's own rename in the store, later and once", async () => {
  await using bench = new Bench();
  const simulator = await bench.simulator();
  const id = await bench.add(simulator);
  const [self] = simulator.db.table("pool").keys();
  const renamed = Promise.withResolvers<void>();
  const end = bench.cache.onCommit(() => bench.view(id).name === "renamed" && renamed.resolve());
  for (const name of ["a", "b", "renamed"]) {
    await bench.pools.call(id, "pool.set_name_label", [self ?? "", name]);
  }
  await renamed.promise;
  end();
  await bench.pools.close();
  assert.equal(bench.store.pools.get(id)?.name, "renamed");
  assert.ok(bench.store.writes <= 2, `${bench.store.writes} writes`);
});

Deno.test("a session that the pool has dropped is renewed, and the call that found out is sent once more", async () => {
  await using bench = new Bench();
  const simulator = await bench.simulator();
  const id = await bench.add(simulator);
  for (const session of [...simulator.db.table("session").keys()]) simulator.db.destroy("session", session);
  const vms = await bench.pools.call(id, "VM.get_all", []);
  assert.ok(Array.isArray(vms) && vms.length >= 5);
  await bench.until(id, "live");
  assert.equal(sessions(simulator), 1);
});

Deno.test("a refused password stops the retries until a person corrects it", async () => {
  await using bench = new Bench();
  const first = await bench.simulator();
  const id = await bench.add(first);
  const second = await bench.replace(first, id, { password: "other" });
  const refused = await bench.until(id, "refused", 15_000);
  assert.equal(refused.retry_at, null);
  assert.ok(refused.reason);
  await bench.pools.setCredentials(id, "root", "other");
  await bench.until(id, "live");
  assert.equal(bench.store.pools.get(id)?.password, "other");
  assert.equal(sessions(second), 1);
});

Deno.test("a changed certificate stops the connection until the one shown is accepted", async () => {
  await using bench = new Bench();
  const first = await bench.simulator({ tls: true });
  const accepted = (await bench.pools.probe(first.url))?.fingerprint ?? "";
  const id = await bench.add(first, { fingerprint: accepted });
  const second = await bench.replace(first, id, { tls: true });
  const changed = await bench.until(id, "certificate-changed");
  const offered = changed.offered_fingerprint ?? "";
  assert.equal(changed.fingerprint, accepted);
  assert.notEqual(offered, accepted);
  assert.equal(sessions(second), 0);
  await assert.rejects(
    bench.pools.acceptCertificate(id, accepted),
    refusal(409, "certificate-changed-again", /compare it again/),
  );
  await bench.pools.acceptCertificate(id, offered);
  const live = await bench.until(id, "live");
  assert.deepEqual([live.fingerprint, live.offered_fingerprint], [offered, null]);
  assert.equal(bench.store.pools.get(id)?.fingerprint, offered);
  await assert.rejects(
    bench.pools.acceptCertificate(id, offered),
    refusal(409, "no-new-certificate", /no new certificate/),
  );
});

Deno.test("an address that was given to another pool is not taken for the pool", async () => {
  await using bench = new Bench();
  const first = await bench.simulator();
  const id = await bench.add(first);
  const other = await bench.replace(first, id, { seed: 7 });
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = bench.cache.onCommit(() => /another pool/.test(bench.view(id).reason ?? "") && resolve());
  await promise;
  end();
  assert.equal(bench.view(id).state, "stale");
  assert.equal(sessions(other), 0);
});

Deno.test("a removed pool is gone from store, cache and pool", async () => {
  await using bench = new Bench();
  const simulator = await bench.simulator();
  const id = await bench.add(simulator);
  await bench.pools.remove(id);
  assertNothingLeft(bench);
  assert.equal(sessions(simulator), 0);
  const unknown = refusal(404, "unknown-pool", /no such pool/);
  await assert.rejects(bench.pools.remove(id), unknown);
  const call = bench.pools.call(id, "VM.get_all", []);
  await assert.rejects(call, unknown, "as a rejection, not on the spot");
  await bench.add(simulator);
});

Deno.test("a pool that is removed while it is being added leaves nothing behind", async () => {
  await using bench = new Bench();
  const simulator = await bench.simulator({ latency: 20 });
  const seen = Promise.withResolvers<string>();
  const end = bench.cache.onCommit(() => {
    for (const { id } of bench.cache.list("pool")) seen.resolve(id);
  });
  const adding = assert.rejects(bench.add(simulator), refusal(409, "pool-removed", /was removed while/));
  const id = await seen.promise;
  end();
  await Promise.all([bench.pools.remove(id), adding]);
  assertNothingLeft(bench);
  assert.equal(sessions(simulator), 0);
});

Deno.test("a pool removed while its first write is under way, or new credentials are, does not come back", async () => {
  await using bench = new Bench();
  const simulator = await bench.simulator();
  for (const change of ["add", "setCredentials"] as const) {
    const write = Promise.withResolvers<void>();
    let id = change === "add" ? "" : await bench.add(simulator);
    bench.store.held = write.promise;
    const before = bench.store.writes;
    const changed = change === "add" ? bench.add(simulator) : bench.pools.setCredentials(id, "root", "atoll");
    const end = Promise.withResolvers<void>();
    const writing = setInterval(() => bench.store.writes > before && end.resolve(), 5);
    await end.promise;
    clearInterval(writing);
    id = [...bench.cache.list("pool")][0]?.id ?? "";
    const removed = bench.pools.remove(id);
    write.resolve();
    await Promise.allSettled([changed, removed]);
    assertNothingLeft(bench);
    assert.equal(sessions(simulator), 0);
  }
});

Deno.test("a pool that is removed can be added at the same moment", async () => {
  await using bench = new Bench();
  const simulator = await bench.simulator();
  const id = await bench.add(simulator);
  const [, again] = await Promise.all([bench.pools.remove(id), bench.add(simulator)]);
  assert.equal(again, id);
  assert.equal((await bench.until(id, "live")).state, "live");
  assert.equal(bench.store.pools.size, 1);
  assert.equal(sessions(simulator), 1);
});

Deno.test("closing while a pool is being added leaves no session at the pool", async () => {
  for (const after of [0, 5, 15, 30, 60]) {
    await using bench = new Bench();
    const simulator = await bench.simulator({ latency: 5 });
    // It may have been in time.
    const adding = bench.add(simulator).then(() => {}, refusal(503, "stopping", /Atoll is stopping/));
    await new Promise((resolve) => setTimeout(resolve, after));
    await bench.pools.close();
    assert.equal(sessions(simulator), 0, `closed ${after} ms after`);
    await adding;
  }
});

Deno.test("after a restart stored pools connect by themselves", async () => {
  const store = new Memory();
  await using bench = new Bench(store);
  const simulator = await bench.simulator();
  const id = await bench.add(simulator);
  await bench.pools.close();
  await using again = new Bench(store);
  assert.equal(await again.pools.start(), 1);
  assert.equal(again.view(id).name, bench.view(id).name);
  await again.until(id, "live");
});

Deno.test("pools begin to connect a few at a time; closing in between leaves none to begin", async () => {
  let met = 0;
  const server = createServer((socket) => {
    met++;
    socket.on("error", () => {});
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  const store = new Memory();
  for (let i = 0; i < 100; i++) {
    store.pools.set(`p${i}`, config({ id: `p${i}`, address: `http://127.0.0.1:${address.port}` }));
  }
  const pools = new Pools(store, new Cache());
  assert.equal(await pools.start(), 100);
  while (met < 8) await new Promise((resolve) => setTimeout(resolve, 1));
  await pools.close();
  const then = met;
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.ok(then < 100, `${then} at once`);
  assert.equal(met, then, "none begins after the end");
  await new Promise((resolve) => server.close(resolve));
});
