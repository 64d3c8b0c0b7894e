// The pools of a scenario: alone or clusters, plain or over TLS, new or so old that they speak XML only.
import { type RunningSimulator, type SimulatorOptions, startSimulator, VERSIONS } from "@/sim/mod.ts";
import { selfSigned } from "@/sim/wire/tls.ts";
import type { Dice } from "./dice.ts";

/** One pool: its hosts share a database. */
export interface SimulatedPool {
  readonly name: string;
  /** Its hosts that answer, one of them the coordinator. */
  readonly hosts: readonly RunningSimulator[];
  readonly tls: boolean;
  /** Which of them is the coordinator. */
  coordinator: number;
  close(): Promise<void>;
}

const KINDS = ["alone", "alone", "TLS", "XML", "event.next", "cluster", "cluster over TLS"] as const;

/** Starts one to three pools. */
export async function startPools(dice: Dice, seed: number): Promise<SimulatedPool[]> {
  const pools: SimulatedPool[] = [];
  const count = dice.pick([1, 1, 2, 3]);
  for (let index = 0; index < count; index++) {
    pools.push(await startPool(dice.pick(KINDS), dice, seed * 10 + index));
  }
  return pools;
}

/** A certificate takes time to make: each is used by many pools. */
const certificates = new Map<number, ReturnType<typeof selfSigned>>();

function certificate(host: number): ReturnType<typeof selfSigned> {
  let made = certificates.get(host);
  if (made === undefined) certificates.set(host, made = selfSigned(`host ${host}`));
  return made;
}

async function startPool(kind: typeof KINDS[number], dice: Dice, seed: number): Promise<SimulatedPool> {
  const tls = kind.endsWith("TLS");
  const cluster = kind.startsWith("cluster");
  const version = VERSIONS.get(kind === "XML" ? "6.1" : kind === "event.next" ? "5.6" : "8.3");
  if (version === undefined) throw new Error(`There is no version for ${kind}`);
  const options = async (host: number): Promise<SimulatorOptions> => ({
    seed,
    version,
    speed: dice.pick([1, 20, Infinity]),
    faults: [],
    hostname: `127.0.0.${host + 1}`,
    ...(tls ? { tls: await certificate(host) } : {}),
  });
  const first = await startSimulator({
    ...await options(0),
    hosts: cluster ? 3 : dice.whole(1, 2),
    vms: dice.whole(1, 6),
  });
  const { db } = first;
  // A class nobody knows has its table from the start, as all classes of a xapi.
  db.load("gizmo", []);
  const hosts = [first];
  if (cluster) {
    const port = Number(new URL(first.url).port);
    for (const ref of db.table("host").keys()) {
      // Where they answer, and as each other's members they are known under these addresses.
      db.set("host", ref, "address", `127.0.0.${[...db.table("host").keys()].indexOf(ref) + 1}`);
    }
    for (let host = 1; host < db.table("host").size; host++) {
      hosts.push(await startSimulator({ ...await options(host), db, port }));
    }
  }
  const pool: SimulatedPool = {
    name: `${kind} ${seed}`,
    hosts,
    tls,
    coordinator: 0,
    close: async () => {
      for (const host of hosts) await host.close();
    },
  };
  if (cluster) designate(pool, 0);
  return pool;
}

/** Makes a host the coordinator and the others its members. */
export function designate(pool: SimulatedPool, host: number): void {
  const [first] = pool.hosts;
  const master = [...first?.db.table("host").keys() ?? []][host];
  if (first === undefined || master === undefined) return;
  for (const ref of [...first.db.table("pool").keys()]) first.db.set("pool", ref, "master", master);
  pool.hosts.forEach((each, at) => each.designate(at === host ? undefined : `127.0.0.${host + 1}`));
  pool.coordinator = host;
}
