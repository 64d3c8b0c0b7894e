// Cold connect of a pool, against the floor: fetching and JSON.parse of the same first event.from reply.
import { startSim } from "@/tests/processes.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { Pools } from "@/lib/pools/mod.ts";
import type { Dialect } from "@/lib/xapi/types.ts";
import type { PoolConfig } from "@/lib/pools/types.ts";
import { longestBlock, median, ms, table } from "./figures.ts";
import { Rpc } from "./rpc.ts";

const ROUNDS = 7;

/** One fetch and JSON.parse of everything; the login stands outside the time. */
async function floor(url: string): Promise<{ time: number; bytes: number }> {
  const rpc = await Rpc.login(url);
  const start = performance.now();
  const { text } = await rpc.raw("event.from", [rpc.session, ["*"], "", 30]);
  const time = performance.now() - start;
  await rpc.call("session.logout");
  return { time, bytes: text.length };
}

/** A registry over one remembered pool, as after a restart of the server. */
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

async function learn(url: string): Promise<PoolConfig> {
  const { pools, configs } = registry();
  try {
    const config = configs.get(await pools.add({ address: url, username: "root", password: "atoll" }));
    if (config === undefined) throw new Error("The pool was not kept");
    return config;
  } finally {
    await pools.close();
  }
}

/** From a remembered address to a live pool with all view objects: negotiation, login, first read, decoding, projection. */
async function atoll(config: PoolConfig, dialect: Dialect): Promise<{ time: number; block: number }> {
  const { cache, pools } = registry({ ...config, dialect });
  try {
    const start = performance.now();
    const { block } = await longestBlock(async () => {
      const live = Promise.withResolvers<void>();
      const stop = cache.onCommit(() => {
        if (cache.get("pool", config.id)?.state === "live") live.resolve();
      });
      await pools.start();
      await live.promise;
      stop();
    });
    return { time: performance.now() - start, block };
  } finally {
    await pools.close();
  }
}

export async function run(args: readonly string[]): Promise<void> {
  const vms = Number(args[0] ?? 1000);
  await using sim = await startSim(["--vms", String(vms), "--hosts", "8"]);
  const floors: number[] = [];
  const json: number[] = [];
  const xml: number[] = [];
  let bytes = 0;
  let blockJson = 0;
  let blockXml = 0;
  await floor(sim.url); // the simulator's first answer warms its own code, and so does Atoll's
  const config = await learn(sim.url);
  for (let round = 0; round < ROUNDS; round++) {
    const bottom = await floor(sim.url);
    floors.push(bottom.time);
    bytes = bottom.bytes;
    const overJson = await atoll(config, "json2");
    json.push(overJson.time);
    blockJson = Math.max(blockJson, overJson.block);
    const overXml = await atoll(config, "xml");
    xml.push(overXml.time);
    blockXml = Math.max(blockXml, overXml.block);
  }
  const ratio = (times: number[]) =>
    median(times.map((time, index) => time / (floors[index] ?? NaN))).toFixed(2);
  console.log(
    `Cold connect of a pool with ${vms} VMs; first reply ${
      (bytes / 1e6).toFixed(1)
    } MB of JSON; ${ROUNDS} rounds`,
  );
  table(["", "median", "ratio to the floor", "longest block"], [
    ["floor: fetch + JSON.parse", ms(median(floors)), "1", ""],
    ["Atoll over JSON-RPC, connect to live", ms(median(json)), ratio(json), ms(blockJson)],
    ["Atoll over XML-RPC, connect to live", ms(median(xml)), ratio(xml), ms(blockXml)],
  ]);
}
