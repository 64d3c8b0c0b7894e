// One cold connect in a process of its own, for bench/sync.ts: `sync_round.ts floor|json2|xml URL [POOL]`. Prints a Round.
import { Cache } from "@/lib/cache/mod.ts";
import { Pools } from "@/lib/pools/mod.ts";
import type { PoolConfig } from "@/lib/pools/types.ts";
import { longestBlock } from "./figures.ts";
import { peakResident, resident, settled } from "./memory.ts";
import { Rpc } from "./rpc.ts";

/** What one connect took: ms, and bytes over those of the idle process before. */
export interface Round {
  readonly time: number;
  readonly block: number;
  readonly peak: number;
  readonly settled: number;
}

/** A registry over one remembered pool, as after a restart of the server; empty without one. */
function registry(config?: PoolConfig): { cache: Cache; pools: Pools; configs: Map<string, PoolConfig> } {
  const configs = new Map(config === undefined ? [] : [[config.id, config]]);
  const cache = new Cache();
  const pools = new Pools({
    list: () => Promise.resolve([...configs.values()]),
    put: (changed) => Promise.resolve(void configs.set(changed.id, changed)),
    delete: (id) => Promise.resolve(void configs.delete(id)),
  }, cache);
  return { cache, pools, configs };
}

/** What the server remembers of a pool that was added. */
export async function learn(url: string): Promise<PoolConfig> {
  const { pools, configs } = registry();
  try {
    const config = configs.get(await pools.add({ address: url, username: "root", password: "atoll" }));
    if (config === undefined) throw new Error("The pool was not kept");
    return config;
  } finally {
    await pools.close();
  }
}

/** Measures from an idle process on; `keep` is what must not be collected. */
async function measure<T>(connect: () => Promise<T>): Promise<{ round: Round; keep: T }> {
  const idle = await settled();
  const before = resident();
  const start = performance.now();
  const { result: { keep, end }, block } = await longestBlock(async () => {
    const keep = await connect();
    return { keep, end: performance.now() };
  });
  const peak = await peakResident() - before;
  return { round: { time: end - start, block, peak, settled: await settled() - idle }, keep };
}

/** From a remembered address to a live pool with all view objects: login, first read, decoding, projection. */
async function atoll(config: PoolConfig): Promise<Round> {
  const { cache, pools } = registry(config);
  try {
    const { round } = await measure(async () => {
      const live = Promise.withResolvers<void>();
      const stop = cache.onCommit(() => {
        if (cache.get("pool", config.id)?.state === "live") live.resolve();
      });
      await pools.start();
      await live.promise;
      stop();
    });
    return round;
  } finally {
    await pools.close();
  }
}

/** What every client must at least do: sign in, ask for everything, parse the answer. */
async function floor(url: string): Promise<Round> {
  const { round, keep: rpc } = await measure(async () => {
    const rpc = await Rpc.login(url);
    const { result } = await rpc.raw("event.from", [rpc.session, ["*"], "", 30]);
    return Object.assign(rpc, { result });
  });
  await rpc.call("session.logout");
  return round;
}

if (import.meta.main) {
  const [way, url = "", pool = "null"] = Deno.args;
  const config: PoolConfig | null = JSON.parse(pool);
  const round = way === "floor" || config === null
    ? await floor(url)
    : await atoll({ ...config, dialect: way === "xml" ? "xml" : "json2" });
  console.log(JSON.stringify(round));
  Deno.exit(0);
}
