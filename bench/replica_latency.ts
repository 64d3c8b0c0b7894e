// From the simulator's event.from reply to the replica: changes of a VM, and tasks, while the pool changes by itself.
import { Cache } from "@/lib/cache/mod.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import { Pools } from "@/lib/pools/mod.ts";
import type { PoolConfig } from "@/lib/pools/types.ts";
import { startSim } from "@/tests/processes.ts";
import { ms, percentile, table } from "./figures.ts";
import { startProxyThread } from "./proxy_thread.ts";
import { Rpc } from "./rpc.ts";
import { Sightings } from "./sightings.ts";

const MARKER = /000-replica-\d+-/;
const ROUNDS = 300;
const VMS = 1000;
const CHURN = 20;

const now = () => performance.timeOrigin + performance.now();

export async function replicaLatency(): Promise<void> {
  await using sim = await startSim(["--vms", String(VMS), "--hosts", "8", "--churn", String(CHURN)]);
  // Wall-clock times (ms).
  const sent = new Sightings<number>(), held = new Sightings<number>();
  const proxy = await startProxyThread(sim.url, MARKER, (marker, at) => sent.tell(marker, at));

  const cache = new Cache();
  const store = new Map<string, PoolConfig>();
  const pools = new Pools({
    list: () => Promise.resolve([...store.values()]),
    put: (config) => Promise.resolve(void store.set(config.id, config)),
    delete: (id) => Promise.resolve(void store.delete(id)),
  }, { openPool: (id, options) => watched(cache.openPool(id, options), held) });
  try {
    await pools.add({ address: proxy.url, username: "root", password: "atoll" });
    const rpc = await Rpc.login(sim.url);
    const all = await rpc.call("VM.get_all");
    const vm: unknown = Array.isArray(all) ? all[0] : undefined;
    const change = await rounds(0, (marker) => rpc.call("VM.set_name_label", vm, `${marker}vm`), sent, held);
    const tasks = await rounds(ROUNDS, (marker) => rpc.call("task.create", `${marker}task`, ""), sent, held);
    console.log(`${ROUNDS} changes each in a pool of ${VMS} VMs with ${CHURN} other changes a second:`);
    const row = (name: string, times: readonly number[]) => [
      name,
      ...[0.5, 0.9, 0.99].map((p) => ms(percentile(times, p))),
    ];
    table(["", "p50", "p90", "p99"], [
      row("a VM's name, from xapi's reply to the replica", change.fromReply),
      row("a task, from xapi's reply to the replica", tasks.fromReply),
      row("a VM's name, from the call", change.fromCall),
      row("a task, from the call", tasks.fromCall),
    ]);
  } finally {
    await pools.close();
    proxy.stop();
  }
}

/** One change after the other; gives the times (ms) until the replica had it. */
async function rounds(
  first: number,
  change: (marker: string) => Promise<unknown>,
  sent: Sightings<number>,
  held: Sightings<number>,
): Promise<{ fromReply: number[]; fromCall: number[] }> {
  const fromReply: number[] = [], fromCall: number[] = [];
  for (let round = first; round < first + ROUNDS; round++) {
    const marker = `000-replica-${round}-`;
    const called = now();
    await change(marker);
    const [replied, there] = await Promise.all([sent.of(marker), held.of(marker)]);
    fromReply.push(there - replied);
    fromCall.push(there - called);
  }
  return { fromReply, fromCall };
}

/** A writer that notes when a marker is in the replica. */
function watched(writer: PoolWriter, held: Sightings<number>): PoolWriter {
  return {
    ...writer,
    apply: async (batch) => {
      const differing = await writer.apply(batch);
      for (const { record } of batch.events) {
        const [marker] = MARKER.exec(String(record?.["name_label"])) ?? [];
        if (marker !== undefined) held.tell(marker, now());
      }
      return differing;
    },
  };
}
