// Every state and cause that a pool can be shown with, reached for real; the last test holds that none is missing.
import assert from "node:assert/strict";
import { testAuthority, testCertificate } from "@/lib/xapi/testdata/servers.ts";
import { CAUSES, PAIRS } from "@/lib/view/connection.ts";
import type { ConnectionCause, PoolView } from "@/lib/view/types.ts";
import { startCluster } from "@/sim/cluster.ts";
import { type Fault, type RunningSimulator, type SimulatorOptions, startSimulator } from "@/sim/mod.ts";
import { Bench, Memory, pairOf } from "./pool_bench.ts";

const seen = new Set<string>();
/** One host, which its pool knows by the address it has: nobody else is looked for. */
const SMALL = { hosts: 1, vms: 2, speed: 100, addressOf: () => "127.0.0.1" } as const;
const LOGIN = "session.login_with_password";

const portOf = ({ url }: { url: string }) => Number(new URL(url).port);
const sessions = ({ db }: RunningSimulator) => db.table("session").size;

/** One live pool whose host can fail. */
async function withPool(
  test: (bench: Bench, id: string, simulator: RunningSimulator) => Promise<void>,
  { lostSessions = 0, ...options }: SimulatorOptions & { readonly lostSessions?: number } = {},
): Promise<void> {
  const simulator = await startSimulator({ ...SMALL, faults: [], ...options });
  try {
    await using bench = new Bench({ seen });
    const certificate = await bench.pools.probe(simulator.url);
    const id = await bench.add(simulator.url, certificate ?? {});
    await test(bench, id, simulator);
    await settled(() => sessions(simulator) <= 1 + lostSessions, "one session at most");
    await bench.pools.close();
    assert.ok(sessions(simulator) <= lostSessions, "no session is left");
  } finally {
    await simulator.close();
  }
}

/** Lets faults happen to a live pool until it is shown as stale with a cause; then it recovers by itself. */
async function lost(
  cause: ConnectionCause,
  faults: readonly Fault[],
  reason = /./,
  options: { readonly lostSessions?: number } = {},
): Promise<void> {
  await withPool(async (bench, id, simulator) => {
    const { faults: given } = simulator;
    for (const fault of faults) await given.add(fault);
    const shown = bench.until(id, "stale", cause);
    await cut(bench, id, simulator);
    const view = await shown;
    assert.match(view.reason ?? "", reason);
    assert.ok(Date.parse(view.since) <= Date.now());
    assert.ok(bench.cache.size("vm") === 2, "the last known state stays");
    await given.clear();
    bench.pools.reconnect(id);
    assert.deepEqual((await bench.until(id, "live")).tried, {});
  }, options);
}

const always = { count: 1_000_000 };

/** Cuts every connection until the pool is lost: the loops may just be between two calls. */
async function cut(bench: Bench, id: string, simulator: RunningSimulator): Promise<void> {
  let lost = false;
  const ended = bench.look(id, ({ state }) => state !== "live", "lost").then(() => lost = true);
  while (!lost) {
    await simulator.faults.add({ kind: "sever" });
    let timer: ReturnType<typeof setTimeout> | undefined;
    await Promise.race([ended, new Promise((resolve) => timer = setTimeout(resolve, 20))]);
    clearTimeout(timer);
  }
}

Deno.test("a pool is switched off", async () => {
  await withPool(async (bench, id) => {
    await bench.pools.setDisabled(id, true);
    const view = await bench.until(id, "disconnected", "disabled");
    assert.deepEqual([view.retry_at, view.reason], [null, "The pool is switched off in Atoll"]);
    assert.equal(bench.cache.size("vm"), 0);
  });
});

Deno.test("a pool goes its normal way, and is left in order", async () => {
  await withPool(async (bench, id) => {
    await bench.pools.close();
    const view = await bench.until(id, "disconnected", "stopping");
    assert.equal(view.retry_at, null);
  });
});

Deno.test("nobody listens, nobody answers, somebody hangs up", async (t) => {
  await t.step("reset", () => lost("reset", [], /broke off|closed|failed/));
  await t.step(
    "refused",
    () => lost("refused-connection", [{ kind: "refuse" }], /refuses connections/),
  );
  await t.step("timeout", () => lost("timeout", [{ kind: "mute" }], /did not answer in time/));
  await t.step("a login that hangs", async () => {
    const hung = [{ kind: "stall", on: LOGIN, ms: 2_500 }] as const;
    await lost("timeout", hung, /has not answered the sign-in/);
  });
  await t.step("bad answer", async () => {
    // Whoever cannot read the answer cannot know the session in it either.
    await lost("bad-answer", [{ kind: "garbled", on: LOGIN, count: 1 }], /./, { lostSessions: 1 });
  });
});

Deno.test("a name that nobody knows", async () => {
  const store = new Memory();
  await withPool(async (bench, id) => {
    store.pools.set(id, {
      ...bench.store.pools.get(id) ?? assert.fail(),
      address: "http://nobody.invalid",
      members: [],
    });
    await bench.pools.close();
  });
  await using bench = new Bench({ store, seen });
  await bench.pools.start();
  const [id = ""] = store.pools.keys();
  const view = await bench.until(id, "stale", "unreachable");
  assert.deepEqual(view.tried, { "http://nobody.invalid": "No host is known under the name nobody.invalid" });
});

Deno.test("the pool says why it lets nobody in yet, and recovers", async (t) => {
  const said = (code: string, ...params: string[]): Fault => ({
    kind: "error",
    on: LOGIN,
    code,
    params,
    ...always,
  });
  await t.step("booting", () => lost("booting", [{ kind: "booting" }]));
  await t.step("no address", () => lost("no-management-ip", [{ kind: "unaddressed" }]));
  await t.step(
    "emergency",
    () => lost("emergency", [said("HOST_IN_EMERGENCY_MODE")], /in emergency mode/),
  );
  await t.step("its directory is away", async () => {
    await lost("directory-away", [said("AUTH_SERVICE_ERROR", "winbind is down")]);
  });
  await t.step("any other code", () => lost("pool-error", [said("INTERNAL_ERROR", "Not_found")]));
});

Deno.test("a session that was ended is renewed at once", async () => {
  await withPool(async (bench, id, simulator) => {
    const gone = bench.until(id, "stale", "session-gone");
    forget(simulator);
    await bench.pools.call(id, "VM.get_all", []);
    await gone;
    await bench.until(id, "live");
    assert.equal(sessions(simulator), 1);
  });
});

Deno.test("a session that is evicted under a waiting event loop is renewed as well", async () => {
  await withPool(async (bench, id, simulator) => {
    const gone = bench.until(id, "stale", "session-gone");
    await simulator.faults.add({ kind: "evict", on: "event.from" });
    const [vm = ""] = simulator.db.table("VM").keys();
    simulator.db.set("VM", vm, "name_label", "wakes the loop");
    await gone;
    await bench.until(id, "live");
    await settled(() => sessions(simulator) === 1, "one session");
  });
});

Deno.test("a coordinator that is none any more is left, never taken for a refusal of the password", async () => {
  await withPool(async (bench, id, simulator) => {
    simulator.designate("127.0.0.254");
    const moved = bench.until(id, "stale", "coordinator-moved");
    const call = bench.pools.call(id, "VM.get_all", []);
    await moved;
    const away = await bench.until(id, "stale", "coordinator-away");
    assert.match(away.reason ?? "", /waits for its coordinator http:\/\/127\.0\.0\.254:\d+, which/);
    simulator.designate(undefined);
    bench.pools.reconnect(id);
    assert.ok(Array.isArray(await call), "the call that found out is sent once more");
    await bench.until(id, "live");
  });
});

Deno.test("members that wait for a dead coordinator are named, until one of them takes its place", async () => {
  const pool = await startCluster({ hosts: 3, vms: 2, speed: 100, loopback: true, byHand: true });
  try {
    const [first, , third] = pool.hosts;
    assert.ok(first && third);
    const name = (at: number) => String([...first.db.table("host").values()][at]?.["name_label"]);
    pool.designate(0);
    await using bench = new Bench({ seen });
    const id = await bench.add(first.url);
    pool.kill(0);
    const away = await bench.until(id, "stale", "coordinator-away");
    assert.match(away.reason ?? "", /wait for their coordinator .+, which does not answer: /);
    for (const at of [0, 1, 2]) {
      assert.ok(away.reason?.includes(name(at)), `${away.reason} names ${name(at)}`);
    }
    assert.equal(Object.keys(away.tried).length, 3);
    pool.designate(1);
    bench.pools.reconnect(id);
    const live = await bench.until(id, "live");
    assert.notEqual(live.address, first.url);
    pool.revive(0);
  } finally {
    await pool.close();
  }
});

Deno.test("an address that was given to another pool shows nothing of that one", async () => {
  await withPool(async (bench, id, simulator) => {
    await simulator.close();
    const other = await startSimulator({ ...SMALL, seed: 7, port: portOf(simulator) });
    try {
      bench.pools.reconnect(id);
      const view = await bench.until(id, "stale", "other-pool");
      assert.match(view.reason ?? "", /now belongs to another pool \(".+"\)$/);
      assert.equal(sessions(other), 0, "and keeps no session there");
      for (const session of [...simulator.db.table("session").keys()]) {
        simulator.db.destroy("session", session);
      }
    } finally {
      await other.close();
    }
  });
});

Deno.test("what speaks no Xen-API is a lost pool's host that starts, or no pool at all", async () => {
  const store = new Memory();
  const page = () => new Response("<h1>It works!</h1>", { headers: { "content-type": "text/html" } });
  await withPool(async (bench, id, simulator) => {
    store.pools.set(id, bench.store.pools.get(id) ?? assert.fail());
    await simulator.close();
    forget(simulator);
    const web = Deno.serve({ hostname: "127.0.0.1", port: portOf(simulator), onListen: () => {} }, page);
    try {
      bench.pools.reconnect(id);
      await bench.until(id, "stale", "not-xapi");
      await using restarted = new Bench({ store, seen });
      await restarted.pools.start();
      const view = await restarted.until(id, "incompatible", "not-xapi");
      assert.ok(Date.parse(view.retry_at ?? "") > Date.now() + 20_000, "looked at seldom");
    } finally {
      await web.shutdown();
    }
  });
});

Deno.test("a handshake that fails", async () => {
  await withPool(async (bench, id, simulator) => {
    await simulator.close();
    forget(simulator);
    const listener = Deno.listen({ hostname: "127.0.0.1", port: portOf(simulator) });
    const accepting = (async () => {
      for await (const connection of listener) {
        await connection.read(new Uint8Array(4096));
        // A TLS alert: handshake_failure.
        await connection.write(Uint8Array.of(0x15, 3, 3, 0, 2, 2, 40));
        connection.close();
      }
    })();
    try {
      bench.pools.reconnect(id);
      await bench.until(id, "stale", "tls");
    } finally {
      await bench.pools.close();
      listener.close();
      await accepting;
    }
  }, { tls: true });
});

Deno.test("a database that went back in time is read again", async () => {
  await withPool(async (bench, id, simulator) => {
    const again = bench.until(id, "syncing", "rolled-back");
    await simulator.faults.add({ kind: "batch", how: "older-token", on: "event.from" });
    const [vm = ""] = simulator.db.table("VM").keys();
    simulator.db.set("VM", vm, "name_label", "changed");
    await again;
    await bench.until(id, "live");
  });
});

Deno.test("a fault of Atoll's own is told as such", async () => {
  const simulator = await startSimulator({ ...SMALL, faults: [] });
  let broken = false;
  await using bench = new Bench({
    seen,
    between: (writer) => ({
      ...bound(writer),
      renew: () => {
        if (broken) throw new TypeError("not a function");
        return writer.renew();
      },
    }),
  });
  const id = await bench.add(simulator.url);
  broken = true;
  const shown = bench.until(id, "stale", "failed");
  await cut(bench, id, simulator);
  const view = await shown;
  assert.equal(view.reason, "Atoll failed: not a function");
  broken = false;
  bench.pools.reconnect(id);
  await bench.until(id, "live");
  await bench.pools.close();
  await simulator.close();
});

Deno.test("refused credentials stop the retries until a person corrects them", async (t) => {
  const refused = async (cause: "denied" | "unauthorised", code: string) => {
    await withPool(async (bench, id, simulator) => {
      const fault = await simulator.faults.add({
        kind: "error",
        on: LOGIN,
        code,
        params: ["root", "no"],
        ...always,
      });
      await cut(bench, id, simulator);
      const view = await bench.until(id, "refused", cause);
      assert.equal(view.retry_at, null);
      await new Promise((resolve) => setTimeout(resolve, 700));
      assert.equal(fault.hits, 1, "asked once");
      await fault.end();
      await bench.pools.setCredentials(id, "root", "atoll");
      await bench.until(id, "live");
    });
  };
  await t.step("a wrong password", () => refused("denied", "SESSION_AUTHENTICATION_FAILED"));
  await t.step("no subject of the pool", () => refused("unauthorised", "SESSION_AUTHORIZATION_FAILED"));
  await t.step("a subject without a role", () => refused("unauthorised", "RBAC_PERMISSION_DENIED"));
});

Deno.test("another certificate stops the connection; the accepted one, back again, needs nobody", async () => {
  await withPool(async (bench, id, simulator) => {
    const { fingerprint } = bench.view(id);
    const changed = await simulator.faults.add({ kind: "certificate" });
    await cut(bench, id, simulator);
    const view = await bench.until(id, "certificate-changed", "certificate-changed");
    assert.equal(view.fingerprint, fingerprint);
    assert.notEqual(view.offered_fingerprint, fingerprint);
    await changed.end();
    await bench.until(id, "live", null, 20_000);
  }, { tls: true });
});

Deno.test("a certificate that the pool's own authority does not vouch for is told with its reason", async (t) => {
  const pem = (name: Parameters<typeof testCertificate>[0]) => testCertificate(name);
  const first = await startSimulator({ ...SMALL, tls: pem("signed") });
  await using bench = new Bench({ seen });
  const id = await bench.add(first.url, { ca: testAuthority() });
  assert.deepEqual(bench.view(id).authorities.length, 1);
  await first.close();
  await bench.look(id, ({ state }) => state !== "live", "lost");
  const cases = [["expired", "certificate-expired"], ["elsewhere", "certificate-name"], [
    "alien",
    "certificate-untrusted",
  ]] as const;
  for (const [name, cause] of cases) {
    await t.step(cause, async () => {
      const again = await startSimulator({ ...SMALL, tls: pem(name), port: portOf(first) });
      bench.pools.reconnect(id);
      const view = await bench.until(id, "certificate-changed", cause);
      assert.equal(view.fingerprint, null, "none was accepted");
      assert.match(view.reason ?? "", /^The certificate of .+ (expired on|is made out to|is signed by)/);
      assert.equal(sessions(again), 0, "no password went out");
      await again.close();
      // The system gives the port back when the last connection is gone.
      await bench.look(id, (view) => view.state === "stale", "lost again");
    });
  }
  await t.step("accepted by a person, it passes", async () => {
    const again = await startSimulator({ ...SMALL, tls: pem("expired"), port: portOf(first) });
    bench.pools.reconnect(id);
    const { offered_fingerprint } = await bench.until(id, "certificate-changed", "certificate-expired");
    await bench.pools.acceptCertificate(id, offered_fingerprint ?? "");
    await bench.until(id, "live");
    await bench.pools.close();
    await again.close();
  });
});

Deno.test("a member that becomes coordinator with a certificate nobody knows is asked of a person, once", async () => {
  const pool = await startCluster({ hosts: 2, vms: 2, speed: 100, loopback: true, byHand: true, tls: true });
  try {
    const [first, second] = pool.hosts;
    assert.ok(first && second);
    pool.designate(0);
    for (const ref of [...first.db.table("Certificate").keys()]) first.db.destroy("Certificate", ref);
    await using bench = new Bench({ seen });
    const certificate = await bench.pools.probe(first.url);
    const id = await bench.add(first.url, certificate ?? {});
    pool.kill(0);
    pool.designate(1);
    const view: PoolView = await bench.until(id, "certificate-changed", "certificate-unknown");
    assert.equal(view.fingerprint, null);
    assert.match(view.offered_address ?? "", /127\.0\.1\.102/);
    assert.equal(view.offered_fingerprint, (await bench.pools.probe(second.url))?.fingerprint);
    await bench.pools.acceptCertificate(id, view.offered_fingerprint ?? "");
    await bench.until(id, "live");
    const stored = bench.store.pools.get(id);
    assert.deepEqual(stored?.accepted, { "127.0.1.102": view.offered_fingerprint });
    assert.equal(stored?.fingerprint, certificate?.fingerprint, "the other host's stays");
    await bench.pools.close();
    pool.revive(0);
  } finally {
    await pool.close();
  }
});

Deno.test("every state and every cause was reached", () => {
  const all = PAIRS.map(([state, cause]) => pairOf(state, cause));
  assert.deepEqual(all.filter((pair) => !seen.has(pair)), [], "not reached");
  assert.deepEqual([...seen].filter((pair) => !all.includes(pair)), [], "in no table");
  assert.ok(Object.keys(CAUSES).length > 20);
});

/** Waits until a condition at the pool holds: Atoll winds up behind what it shows. */
async function settled(test: () => boolean, what: string): Promise<void> {
  for (const end = performance.now() + 5_000; !test();) {
    assert.ok(performance.now() < end, `After 5 s still not ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Ends every session at the pool. */
function forget({ db }: RunningSimulator): void {
  for (const session of [...db.table("session").keys()]) db.destroy("session", session);
}

/** The methods of a writer, as an object of its own. */
function bound<T extends object>(writer: T): T {
  return new Proxy(writer, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
