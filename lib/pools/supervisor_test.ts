// One supervisor: what it shows while nothing good answers, and that a person can hurry it.
import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { startSimulator } from "@/sim/mod.ts";
import type { PoolView } from "@/lib/view/types.ts";
import { Backoff } from "./backoff.ts";
import { Gate } from "./gate.ts";
import { Supervisor } from "./supervisor.ts";
import { config } from "./testing.ts";

/** Waits until the pool's view passes the test. */
async function until(cache: Cache, id: string, test: (view: PoolView) => boolean): Promise<PoolView> {
  const { promise, resolve } = Promise.withResolvers<PoolView>();
  const look = () => {
    const view = cache.get("pool", id);
    if (view !== undefined && test(view)) resolve(view);
  };
  const end = cache.onCommit(look);
  look();
  try {
    return await promise;
  } finally {
    end();
  }
}

function web(body: string): Deno.HttpServer<Deno.NetAddr> {
  const headers = { "content-type": "text/html" };
  return Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response(body, { headers }),
  );
}

Deno.test("what speaks no Xen-API is incompatible, asked again seldom, and at once when a person wants it", async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 2 });
  const [pool] = simulator.db.table("pool").values();
  const id = String(pool?.["uuid"]);
  await simulator.close();
  const server = web("<h1>It works!</h1>");
  const cache = new Cache();
  const writer = cache.openPool(id, { name: "lab" });
  const supervisor = new Supervisor({
    config: config({ id, address: `http://127.0.0.1:${server.addr.port}` }),
    writer,
  });
  supervisor.start();
  const foreign = await until(cache, id, ({ state }) => state === "incompatible");
  assert.match(foreign.reason ?? "", /does not speak Xen-API/);
  assert.ok(Date.parse(foreign.retry_at ?? "") - Date.now() > 25_000, "seldom");
  await server.shutdown();
  const again = await startSimulator({ hosts: 1, vms: 2, port: server.addr.port });
  supervisor.reconnect();
  await until(cache, id, ({ state }) => state === "live");
  await supervisor.stop();
  assert.equal(cache.get("pool", id)?.state, "disconnected");
  assert.equal(again.db.table("session").size, 0);
  await again.close();
});

Deno.test("while attempts fail the pool stays stale since its loss, with the next attempt announced", async () => {
  const cache = new Cache();
  const supervisor = new Supervisor({
    config: config({ address: "http://127.0.0.1:9" }),
    writer: cache.openPool("p", { name: "lab" }),
    backoff: new Backoff(20, 40),
  });
  supervisor.start();
  const first = await until(cache, "p", ({ state }) => state === "stale");
  const waits = new Set<string>();
  const later = await until(cache, "p", ({ retry_at }) => waits.add(String(retry_at)).size > 4);
  assert.deepEqual([later.state, later.since], ["stale", first.since]);
  await supervisor.stop();
});

Deno.test("pools that are lost come back through the gate, one after the other", async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 2 });
  const [pool] = simulator.db.table("pool").values();
  const id = String(pool?.["uuid"]);
  const silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const gate = new Gate(1, 60_000);
  const cache = new Cache();
  const supervise = (id: string, address: string) =>
    new Supervisor({ config: config({ id, address }), writer: cache.openPool(id, { name: id }), gate });
  const lost = supervise(id, simulator.url);
  lost.start();
  await until(cache, id, ({ state }) => state === "live");
  const hanging = supervise("hanging", `http://127.0.0.1:${silent.addr.port}`);
  hanging.start();
  const held = silent.accept();
  await simulator.close();
  await until(cache, id, ({ state }) => state === "stale");
  // Long enough for a retry that waits for nothing to be refused, and the next one to be announced.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const { since, retry_at } = cache.get("pool", id) ?? assert.fail();
  assert.ok(
    Date.parse(retry_at ?? "") - Date.parse(since) < 300,
    "the retry that waits for nothing is still to come",
  );
  const again = await startSimulator({ hosts: 1, vms: 2, port: Number(new URL(simulator.url).port) });
  await hanging.stop();
  await until(cache, id, ({ state }) => state === "live");
  await lost.stop();
  (await held).close();
  silent.close();
  await again.close();
});

Deno.test("a stop logs out at once, also while what the pool sent is still being written into the cache", async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 2 });
  const [pool] = simulator.db.table("pool").values();
  const id = String(pool?.["uuid"]);
  const cache = new Cache();
  const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const writer = cache.openPool(id, { name: "lab" });
  const commit = () => {
    begun.resolve();
    return held.promise;
  };
  const supervisor = new Supervisor({
    config: config({ id, address: simulator.url }),
    writer: { ...writer, renew: () => ({ ...writer.renew(), commit }) },
  });
  supervisor.start();
  await begun.promise;
  assert.equal(simulator.db.table("session").size, 1);
  const stopped = supervisor.stop();
  for (const end = performance.now() + 5000; simulator.db.table("session").size > 0;) {
    assert.ok(performance.now() < end, "the session is still there");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  held.resolve();
  await stopped;
  assert.equal(cache.get("pool", id)?.state, "disconnected");
  await simulator.close();
});

Deno.test("a call while the pool is away says why", async () => {
  const cache = new Cache();
  const supervisor = new Supervisor({
    config: config({ address: "http://127.0.0.1:9" }),
    writer: cache.openPool("p", { name: "lab" }),
  });
  supervisor.start();
  await until(cache, "p", ({ state }) => state === "stale");
  await assert.rejects(
    supervisor.call("VM.get_all", []),
    /^AtollError: Cannot reach pool "lab": 127\.0\.0\.1 refuses/,
  );
  await supervisor.stop();
});
