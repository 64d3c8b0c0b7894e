// A registry of pools over real sockets, and everything its pools were ever shown as.
import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import { Pools } from "@/lib/pools/mod.ts";
import type { PoolConfig, PoolStore } from "@/lib/pools/types.ts";
import { CAUSES } from "@/lib/view/connection.ts";
import type { ConnectionCause, ConnectionState, PoolView } from "@/lib/view/types.ts";

/** A store in memory. */
export class Memory implements PoolStore {
  readonly pools = new Map<string, PoolConfig>();
  list() {
    return Promise.resolve([...this.pools.values()]);
  }
  put(config: PoolConfig): Promise<void> {
    this.pools.set(config.id, config);
    return Promise.resolve();
  }
  delete(id: string) {
    this.pools.delete(id);
    return Promise.resolve();
  }
}

export interface BenchOptions {
  readonly store?: Memory;
  /** Gets each pair of state and cause as it is shown: `stale timeout`. */
  readonly seen?: Set<string>;
  /** Stands between the cache and whoever writes into it. */
  readonly between?: (writer: PoolWriter) => PoolWriter;
}

export const pairOf = (state: ConnectionState, cause: ConnectionCause | null) => `${state} ${cause ?? "–"}`;

/** It guarantees: whatever a pool is shown with has its sentence, in a state that belongs to its cause. */
export class Bench {
  readonly cache = new Cache();
  readonly store: Memory;
  readonly pools: Pools;
  private readonly endWatch: () => void;
  /** What was wrong with what was shown: the cache logs a listener's failure and goes on. */
  private readonly wrong: unknown[] = [];

  constructor(options: BenchOptions = {}) {
    this.store = options.store ?? new Memory();
    const { seen = new Set(), between = (writer) => writer } = options;
    this.endWatch = this.cache.onCommit(() => {
      for (const view of this.cache.list("pool")) {
        // Its supervisor speaks in the same turn: nobody is told of it before.
        if (view.address === "") continue;
        try {
          check(view);
        } catch (error) {
          this.wrong.push(error);
        }
        seen.add(pairOf(view.state, view.cause));
      }
    });
    const cache = {
      openPool: (id: string, given: { name: string }) => between(this.cache.openPool(id, given)),
    };
    this.pools = new Pools(this.store, cache, { connect: 400, member: 400, login: 700 });
  }

  add(url: string, more: { fingerprint?: string; ca?: string; password?: string } = {}): Promise<string> {
    return this.pools.add({ address: url, username: "root", password: "atoll", ...more });
  }

  view(id: string): PoolView {
    return this.cache.get("pool", id) ?? assert.fail("The pool is not in the cache");
  }

  /** Waits until the pool is shown with a state and a cause. */
  until(
    id: string,
    state: ConnectionState,
    cause: ConnectionCause | null = null,
    ms = 10_000,
  ): Promise<PoolView> {
    return this.look(id, (view) => view.state === state && view.cause === cause, pairOf(state, cause), ms);
  }

  async look(id: string, test: (view: PoolView) => boolean, what: string, ms = 10_000): Promise<PoolView> {
    const { promise, resolve, reject } = Promise.withResolvers<PoolView>();
    const look = () => {
      const view = this.cache.get("pool", id);
      if (view !== undefined && test(view)) resolve(view);
    };
    const end = this.cache.onCommit(look);
    const late = () => reject(new Error(`Not ${what}: ${JSON.stringify(this.cache.get("pool", id))}`));
    const timer = setTimeout(late, ms);
    look();
    try {
      return await promise;
    } finally {
      end();
      clearTimeout(timer);
    }
  }

  async [Symbol.asyncDispose]() {
    await this.pools.close();
    this.endWatch();
    for (const error of this.wrong) throw error;
  }
}

function check({ state, cause, reason, offered_fingerprint, offered_address, tried }: PoolView): void {
  const pair = pairOf(state, cause);
  if (state === "live") return assert.deepEqual([cause, reason, tried], [null, null, {}], pair);
  assert.match(reason ?? "", /^\S.*[^.\s]$/, pair);
  if (cause !== null) assert.ok(CAUSES[cause].states.includes(state), pair);
  assert.equal(offered_fingerprint === null, offered_address === null, pair);
  assert.equal(offered_fingerprint !== null, state === "certificate-changed", pair);
}
