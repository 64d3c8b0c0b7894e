// Connects in a process of their own, for bench/sync.ts: `sync_round.ts floor|json2|xml URL [POOL]`. Prints a Round.
import { Cache } from "@/lib/cache/mod.ts";
import { Pools } from "@/lib/pools/mod.ts";
import type { PoolConfig } from "@/lib/pools/types.ts";
import { longestBlock } from "./figures.ts";
import { peakResident, resident, settled } from "./memory.ts";
import { Rpc } from "./rpc.ts";

/** What the first connect of a process took: ms, and bytes over those of the idle process before. */
export interface Round {
  readonly time: number;
  /** ms of a later connect, when the process has compiled its code. */
  readonly again: number;
  /** ms of the first connect until all views are made, those that nobody has looked at yet included. */
  readonly views: number;
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

interface Connected {
  /** Fulfilled when what goes on in the background is done. */
  ready(): Promise<void>;
  /** Ends it; what was held until then is free to be collected. */
  end(): Promise<unknown>;
}

/** Connects after the first: the last of them counts. */
const LATER = 2;

async function measure(connect: () => Promise<Connected>): Promise<Round> {
  const idle = await settled();
  const before = resident();
  // Nothing but this list holds on to a connection, or the next one would have its memory beside it.
  const held: Connected[] = [];
  const timed = async () => {
    const start = performance.now();
    const connected = await connect();
    const time = performance.now() - start;
    held.push(connected);
    await connected.ready();
    return { time, views: performance.now() - start };
  };
  const { result: { time, views }, block } = await longestBlock(timed);
  const peak = await peakResident() - before;
  const kept = await settled() - idle;
  let again = 0;
  for (let i = 0; i < LATER; i++) {
    await held.pop()?.end();
    await settled();
    again = (await timed()).time;
  }
  await held.pop()?.end();
  return { time, again, views, block, peak, settled: kept };
}

/** From a remembered address to a live pool, whose objects are all there to be read: negotiation, login, first read, decoding. */
async function atoll(config: PoolConfig): Promise<Connected> {
  const { cache, pools } = registry(config);
  const live = Promise.withResolvers<void>();
  const stop = cache.onCommit(() => {
    if (cache.get("pool", config.id)?.state === "live") live.resolve();
  });
  await pools.start();
  await live.promise;
  stop();
  return { ready: () => cache.ready(), end: () => pools.close() };
}

/** What every client must at least do: sign in, ask for everything, parse the answer. */
async function floor(url: string): Promise<Connected> {
  const rpc = await Rpc.login(url);
  const { result } = await rpc.raw("event.from", [rpc.session, ["*"], "", 30]);
  return { ready: () => Promise.resolve(), end: () => rpc.call("session.logout").finally(() => void result) };
}

if (import.meta.main) {
  const [way, url = "", pool = "null"] = Deno.args;
  const config: PoolConfig | null = JSON.parse(pool);
  const connect = way === "floor" || config === null
    ? () => floor(url)
    : () => atoll({ ...config, dialect: way === "xml" ? "xml" : "json2" });
  console.log(JSON.stringify(await measure(connect)));
  Deno.exit(0);
}
