// A pool of several hosts that all answer: one database, one simulator a host, one of them the coordinator.
import { type Checkpoint, type RunningSimulator, type SimulatorOptions, startSimulator } from "./mod.ts";
import { hostsByAddress } from "./cluster_hosts.ts";
import { type Rec, type Ref, text } from "./values.ts";

/** A pool whose hosts all answer. */
export interface Cluster {
  /** One for each host, by rising address. */
  readonly hosts: readonly RunningSimulator[];
  /** Makes this host (an index) the coordinator and the others its members, at once. */
  designate(host: number): void;
  /** Restarts xapi everywhere; after a crash with the database of a checkpoint. */
  restart(crash?: Checkpoint): Promise<void>;
  close(): Promise<void>;
}

/** Starts a pool; the options are those of its first host. Throws as startSimulator does. */
export async function startCluster(options: SimulatorOptions = {}): Promise<Cluster> {
  const first = await startSimulator({ host: 0, ...options });
  const { db } = first;
  const known = hostsByAddress(db);
  const { state: _state, port: _port, churn: _churn, ...rest } = options;
  const hosts = [first];
  while (hosts.length < known.length) {
    hosts.push(await startSimulator({ ...rest, db, host: hosts.length }));
  }
  const designate = (host: number) => {
    const master: { ref: Ref; address: string } | undefined = known[host];
    if (master === undefined) throw new RangeError(`The pool has no host ${host}`);
    const fields: Rec = { master: master.ref };
    for (const pool of [...db.table("pool").keys()]) db.update("pool", pool, fields);
    hosts.forEach((each, at) => each.designate(at === host ? undefined : master.address));
  };
  const master = text(db.table("pool").values().next().value, "master");
  designate(Math.max(0, known.findIndex(({ ref }) => ref === master)));
  return {
    hosts,
    designate,
    restart: async (crash) => {
      await Promise.all(hosts.slice(1).map((host) => host.restart()));
      await first.restart(crash);
    },
    close: async () => {
      await Promise.all(hosts.map((host) => host.close()));
    },
  };
}
