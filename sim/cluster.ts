// A pool of several hosts that all answer: one database, one simulator a host, one of them the coordinator. Hosts beside it
// are pools of their own, which can join it.
import { hostsByAddress } from "./cluster_hosts.ts";
import { Moves, type Seat } from "./cluster_moves.ts";
import type { Database } from "./db.ts";
import { ApiError } from "./errors.ts";
import { type Checkpoint, type RunningSimulator, type SimulatorOptions, startSimulator } from "./mod.ts";
import type { Joins } from "./pool/join.ts";
import type { Peers } from "./pool/peers.ts";
import { merge, strip } from "./pool/merge.ts";
import { type Ref, text } from "./values.ts";

/** A pool whose hosts all answer. */
export interface Cluster {
  /** One for each host, by rising address as the pool was made; those that joined come last. */
  readonly hosts: readonly RunningSimulator[];
  /** Hosts that are pools of their own. */
  readonly spares: readonly RunningSimulator[];
  /** Makes this host (an index) the coordinator and the others its members, at once. */
  designate(host: number): void;
  /** Ends a host's xapi at once, as a loss of power does. */
  kill(host: number): void;
  /** Starts a host's xapi that was ended; a coordinator's, after a crash, with the database of a checkpoint. */
  revive(host: number, crash?: Checkpoint): void;
  /** Restarts xapi everywhere; after a crash with the database of a checkpoint. */
  restart(crash?: Checkpoint): Promise<void>;
  close(): Promise<void>;
}

export interface ClusterOptions extends SimulatorOptions {
  /** Operations on the pool answer, but its hosts only move when they are told to. */
  readonly byHand?: boolean;
  /** Hosts beside the pool; none unless given. */
  readonly spares?: number;
  /** Each host listens on a loopback address of its own, which the pool knows it by, all on the same port. */
  readonly loopback?: boolean;
}

/** How long a host needs until it answers again, in milliseconds: after it has joined a pool, and when it has left one. */
const JOINED_MS = 3_000;
const BOOTED_MS = 5_000;
const LEFT_MS = 30_000;
/** How often a start is tried again. */
const STARTS = 5;
/** How often a port is tried that was just given up, and how long between, in milliseconds. */
const RETRIES = 100;
const RETRY_MS = 10;

/** Starts a pool; the options are those of its first host. Throws as startSimulator does. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  for (let left = STARTS;; left--) {
    const cluster = new RunningCluster(options);
    try {
      await cluster.start();
      return cluster;
    } catch (error) {
      await cluster.close();
      // A port that is free at the first address may be taken at another one.
      const chance = options.loopback === true && (options.port ?? 0) === 0;
      if (!chance || !(error instanceof Deno.errors.AddrInUse) || left === 0) throw error;
    }
  }
}

class RunningCluster implements Cluster {
  readonly #options: SimulatorOptions;
  readonly #spares: RunningSimulator[] = [];
  readonly #moves: Moves;
  readonly #scale: number;
  #db: Database | undefined;
  #closed = false;

  constructor(private readonly given: ClusterOptions) {
    const { byHand: _byHand, spares: _spares, loopback: _loopback, ...options } = given;
    this.#options = options;
    this.#scale = 1 / (given.speed ?? 1);
    this.#moves = new Moves(() => this.#database(), this.#scale, (seat) => this.#leave(seat));
  }

  get hosts(): readonly RunningSimulator[] {
    return this.#moves.seats.map(({ simulator }) => simulator);
  }

  get spares(): readonly RunningSimulator[] {
    return this.#spares;
  }

  async start(): Promise<void> {
    const peers = { peers: this.#peers };
    const address = this.given.loopback === true ? { hostname: loopback(0), addressOf: loopback } : {};
    const first = await startSimulator({ ...this.#options, ...peers, ...address, host: 0 });
    this.#db = first.db;
    const { state: _state, port: _port, churn: _churn, ...rest } = this.#options;
    const known = hostsByAddress(first.db);
    const port = this.given.loopback === true ? { port: Number(new URL(first.url).port) } : {};
    const seats: Seat[] = [];
    for (const [at, { ref, address }] of known.entries()) {
      const own = this.given.loopback === true ? { hostname: address } : {};
      const simulator = at === 0
        ? first
        : await startSimulator({ ...rest, ...peers, ...port, ...own, db: first.db, host: ref });
      seats.push({ ref, address, simulator });
      this.#moves.seats = seats;
    }
    for (let count = 0; count < (this.given.spares ?? 0); count++) {
      const at = known.length + count;
      const own = this.given.loopback === true
        ? { hostname: loopback(at), addressOf: () => loopback(at) }
        : {};
      this.#spares.push(
        await this.#spare({ ...rest, ...port, ...own, seed: (rest.seed ?? 1) + 100 + count }),
      );
    }
    const master = text(first.db.table("pool").values().next().value, "master");
    this.designate(Math.max(0, seats.findIndex(({ ref }) => ref === master)));
  }

  designate(host: number): void {
    this.#moves.designate(this.#ref(host));
  }

  kill(host: number): void {
    this.#moves.kill(this.#ref(host));
  }

  revive(host: number, crash?: Checkpoint): void {
    this.#moves.revive(this.#ref(host), crash);
  }

  async restart(crash?: Checkpoint): Promise<void> {
    const [first, ...others] = this.hosts;
    await Promise.all(others.map((host) => host.restart()));
    await first?.restart(crash);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#moves.close();
    await Promise.all([...this.hosts, ...this.#spares].map((host) => host.close()));
  }

  get #peers(): Peers {
    return this.given.byHand === true ? this.#moves.still : this.#moves;
  }

  #database(): Database {
    if (this.#db === undefined) throw new Error("The cluster has not started");
    return this.#db;
  }

  #ref(host: number): Ref {
    const seat = this.#moves.seats[host];
    if (seat === undefined) throw new RangeError(`The pool has no host ${host}`);
    return seat.ref;
  }

  /** A host that is a pool of its own, without guests. */
  async #spare(options: SimulatorOptions): Promise<RunningSimulator> {
    const { state: _state, churn: _churn, ...rest } = options;
    const simulator = await startSimulator({ ...rest, hosts: 1, vms: 0, joins: this.#join });
    strip(simulator.db);
    return simulator;
  }

  readonly #join: Joins = async (joining, { address, user, password }) => {
    const coordinator = this.#moves.seats.find(({ simulator }) => simulator.coordinator === undefined);
    const asked = this.#moves.seats.find((seat) =>
      seat.address === address || new URL(seat.simulator.url).host === address
    );
    if (asked === undefined || coordinator === undefined || asked.simulator.condition !== "well") {
      throw new ApiError("INTERNAL_ERROR", "Connection failed: no route to host.");
    }
    if (asked !== coordinator) throw new ApiError("HOST_IS_SLAVE", coordinator.address);
    const db = this.#database();
    const session = await coordinator.simulator.call("session.login_with_password", [
      user,
      password,
      "",
      "join",
    ]);
    db.destroy("session", String(session));
    const spare = this.#spares.find((each) => each.db === joining);
    if (spare === undefined) throw new ApiError("INTERNAL_ERROR", "Connection failed: no route to host.");
    const ref = merge(db, joining);
    db.set("host", ref, "enabled", false);
    this.#spares.splice(this.#spares.indexOf(spare), 1);
    this.#become(spare, JOINED_MS, async (place) => {
      const simulator = await startSimulator({
        ...this.#options,
        peers: this.#peers,
        ...place,
        db,
        host: ref,
      });
      simulator.designate(coordinator.address);
      simulator.condition = "booting";
      this.#moves.seats = [...this.#moves.seats, {
        ref,
        address: text(db.get("host", ref), "address"),
        simulator,
      }];
      this.#moves.later(BOOTED_MS, () => {
        simulator.condition = "well";
        db.set("host", ref, "enabled", true);
      });
    });
  };

  #leave({ simulator }: Seat): void {
    this.#become(simulator, LEFT_MS, async (place) => {
      this.#spares.push(
        await this.#spare({ ...this.#options, ...place, seed: Math.ceil(Math.random() * 1e6) }),
      );
    });
  }

  /** Lets a host go, and another one be there in its place after a while. What it answers now still goes out. */
  #become(
    simulator: RunningSimulator,
    ms: number,
    start: (place: { hostname: string; port: number }) => Promise<void>,
  ): void {
    const { hostname, port } = new URL(simulator.url);
    this.#moves.later(Math.max(ms, 50 / this.#scale), async () => {
      await simulator.close();
      const place = { hostname: hostname.replace(/^\[|\]$/g, ""), port: Number(port) };
      for (let left = RETRIES; !this.#closed; left--) {
        try {
          return await start(place);
        } catch (error) {
          // The system frees a port a moment after its listener is closed.
          if (!(error instanceof Deno.errors.AddrInUse) || left === 0) throw error;
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        }
      }
    });
  }
}

/** The address of the host with this number. All of them sort as their numbers do. */
function loopback(at: number): string {
  return `127.0.${Math.floor(at / 100) + 1}.${101 + at % 100}`;
}
