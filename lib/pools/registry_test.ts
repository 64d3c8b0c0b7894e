// The registry and its supervisors against a real simulator over real sockets.
import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { startSimulator } from "@/sim/mod.ts";
import type { ConnectionState, PoolView } from "@/lib/view/types.ts";
import { Pools } from "./registry.ts";
import type { PoolConfig, PoolStore } from "./types.ts";

/** A store in memory; counts writes. */
class Memory implements PoolStore {
  writes = 0;
  constructor(readonly pools = new Map<string, PoolConfig>()) {}
  list() {
    return Promise.resolve([...this.pools.values()]);
  }
  put(config: PoolConfig) {
    this.writes++;
    this.pools.set(config.id, config);
    return Promise.resolve();
  }
  delete(id: string) {
    this.pools.delete(id);
    return Promise.resolve();
  }
}

interface Bench {
  readonly store: Memory;
  readonly cache: Cache;
  readonly pools: Pools;
}

function bench(store = new Memory()): Bench {
  const cache = new Cache();
  return { store, cache, pools: new Pools(store, cache) };
}

const root = { username: "root", password: "atoll" };

/** Waits until the pool's view passes the test. */
function pool(cache: Cache, id: string, test: (view: PoolView) => boolean, ms = 10_000): Promise<PoolView> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const view = cache.get("pool", id);
      if (view === undefined || !test(view)) return;
      end();
      resolve(view);
    };
    const end = cache.onCommit(look);
    const timer = setTimeout(() => {
      off();
      reject(new Error(`Still ${JSON.stringify(cache.get("pool", id))}`));
    }, ms);
    const off = () => {
      end();
      clearTimeout(timer);
    };
    const original = resolve;
    resolve = (view) => {
      clearTimeout(timer);
      original(view);
    };
    look();
  });
}

const inState = (...states: ConnectionState[]) => (view: PoolView) => states.includes(view.state);

function refusal(status: number, code: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof AtollError, String(error));
    assert.deepEqual([error.status, error.code], [status, code], error.message);
    return true;
  };
}

Deno.test("a pool that is added is live, in the cache and in the store", async () => {
  const simulator = await startSimulator({ hosts: 2, vms: 5 });
  const { store, cache, pools } = bench();
  try {
    const id = await pools.add({ address: simulator.url, ...root });
    const view = cache.get("pool", id);
    assert.equal(view?.state, "live");
    assert.equal(view?.reason, null);
    assert.ok(cache.size("vm") >= 0);
    assert.equal(store.pools.get(id)?.password, "atoll");
  } finally {
    await pools.close();
    await simulator.close();
  }
});
