// The simulator in process: for tests, benchmarks and the command line.
import { startChurn } from "./churn.ts";
import { type Checkpoint, Database } from "./db.ts";
import { Dispatcher } from "./dispatch.ts";
import { registerEventQueue } from "./event_queue.ts";
import { registerHostMethods } from "./host/mod.ts";
import { Registry } from "./methods.ts";
import { generatePool } from "./generate/mod.ts";
import { ensurePool } from "./minimal.ts";
import { seeded } from "./random.ts";
import { registerSessions } from "./sessions.ts";
import type { Simulator } from "./simulator.ts";
import { loadState } from "./state.ts";
import { registerNetwork } from "./network/mod.ts";
import { registerPool } from "./pool/mod.ts";
import { registerStorage } from "./storage/mod.ts";
import { registerMessageMethods, registerTaskMethods } from "./task_methods.ts";
import { Tasks } from "./tasks.ts";
import { HttpServer } from "./wire/http_server.ts";
import { registerVmMethods } from "./vm/mod.ts";
import { answerRpc, answerUnready } from "./wire/rpc.ts";
import { Routes } from "./wire/routes.ts";
import { type Pem, selfSigned } from "./wire/tls.ts";

export { type Checkpoint, Database } from "./db.ts";
export { ApiError } from "./errors.ts";
export { StateError } from "./state.ts";
export type { Simulator } from "./simulator.ts";
export type { Json, Rec, Ref } from "./values.ts";

export interface SimulatorOptions {
  /** Where to listen; a free port of 127.0.0.1 unless given. */
  readonly hostname?: string;
  readonly port?: number;
  /** root's password; "atoll" unless given. */
  readonly password?: string;
  /** A state file to serve instead of a made-up pool. */
  readonly state?: string;
  /** Size of the made-up pool; 3 hosts and 100 VMs unless given. */
  readonly hosts?: number;
  readonly vms?: number;
  /** The same seed gives the same pool, uuids and refs included; 1 unless given. */
  readonly seed?: number;
  /** Changes per second that happen by themselves; 0 unless given. */
  readonly churn?: number;
  /** Milliseconds added to each answer. */
  readonly latency?: number;
  /** Durations are divided by this: 1 is real time, Infinity at once. */
  readonly speed?: number;
  /** Acts as a member of a pool: refuses calls with HOST_IS_SLAVE and this address. */
  readonly memberOf?: string;
  /** TLS: true makes a certificate for this start; or a certificate and key in PEM. */
  readonly tls?: boolean | Pem;
  /** The clock in milliseconds since 1970; Date.now unless given. */
  readonly now?: () => number;
  /** Serves this database, which other hosts of the pool serve too, instead of a state or a made-up pool. */
  readonly db?: Database;
}

/**
 * How a host's xapi is: well; booting or without an address, when it refuses every call with HOST_STILL_BOOTING or
 * HOST_HAS_NO_MANAGEMENT_IP; or down, when connections end without an answer.
 */
export type Condition = "well" | "booting" | "unaddressed" | "down";

const REFUSALS: Readonly<Partial<Record<Condition, string>>> = {
  booting: "HOST_STILL_BOOTING",
  unaddressed: "HOST_HAS_NO_MANAGEMENT_IP",
};

/** A simulator that can also be interfered with, for tests of what goes wrong. */
export interface RunningSimulator extends Simulator {
  /** `server.cut()` ends every connection in the middle of whatever it does. */
  readonly server: HttpServer;
  /** Makes it a member of the coordinator at this address; undefined makes it a coordinator again. */
  designate(address: string | undefined): void;
  /** Lets a member reach its coordinator no more, or again: its calls that need the database wait meanwhile. */
  loseCoordinator(lost: boolean): void;
  /** How it is, "well" at first. Going down cuts every connection. */
  condition: Condition;
  /**
   * Restarts xapi: connections are cut, what runs ends, sessions and tasks are gone; after a crash the database is the one
   * of a checkpoint.
   */
  restart(crash?: Checkpoint): Promise<void>;
}

/**
 * Starts a simulator. Throws StateError for a state file that cannot be used, and Deno's error for an address that cannot
 * be listened on.
 */
export async function startSimulator(
  options: SimulatorOptions = {},
): Promise<RunningSimulator> {
  const now = options.now ?? Date.now;
  const seed = options.seed ?? 1;
  const db = options.db ?? new Database({ random: seeded(seed), now });
  if (options.state !== undefined) await loadState(db, options.state);
  else if (options.db === undefined) {
    generatePool(db, { hosts: options.hosts ?? 3, vms: options.vms ?? 100, seed });
  }
  ensurePool(db);
  // From here on nothing must repeat from one start to the next: sessions and tasks get other refs each time.
  db.random = Math.random;
  const speed = options.speed ?? 1;
  const tasks = new Tasks(db, { scale: speed > 0 ? 1 / speed : 1 });
  const registry = new Registry();
  registerSessions(registry, { value: options.password ?? "atoll" });
  registerTaskMethods(registry);
  registerMessageMethods(registry);
  registerEventQueue(registry);
  registerVmMethods(registry);
  registerHostMethods(registry);
  registerPool(registry);
  registerStorage(registry);
  registerNetwork(registry);
  const routes = new Routes();
  const dispatcher = new Dispatcher(db, tasks, registry);
  dispatcher.memberOf = options.memberOf;
  const tls = options.tls === true ? await selfSigned() : options.tls || undefined;
  const latency = options.latency ?? 0;
  let condition: Condition = "well";
  const hostname = options.hostname ?? "127.0.0.1";
  const server = new HttpServer(
    {
      hostname,
      port: options.port ?? 0,
      ...(tls === undefined ? {} : { tls }),
      takes: (head) => condition === "well" ? routes.taker(head) : undefined,
    },
    async (request) => {
      if (condition === "down") return undefined;
      const refusal = REFUSALS[condition];
      if (refusal !== undefined) return answerUnready(request, refusal);
      const response = await (routes.answerer(request)?.(request) ?? answerRpc(dispatcher, request));
      if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
      return response;
    },
  );
  const gc = setInterval(() => tasks.gc(), 60_000);
  Deno.unrefTimer(gc);
  const stopChurn = startChurn({ db, tasks }, options.churn ?? 0, seed);
  const simulator: RunningSimulator = {
    url: `${tls === undefined ? "http" : "https"}://${
      hostname.includes(":") ? `[${hostname}]` : hostname
    }:${server.port}`,
    db,
    tasks,
    server,
    designate: (address) => void (dispatcher.memberOf = address),
    loseCoordinator: (lost) => void (dispatcher.coordinatorLost = lost),
    get condition() {
      return condition;
    },
    set condition(now: Condition) {
      condition = now;
      if (now === "down") server.cut();
    },
    restart: async (crash) => {
      server.cut();
      tasks.abandon();
      // What was abandoned still cleans up after itself.
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (crash !== undefined) db.rollBack(crash);
      for (const cls of ["task", "session"]) {
        for (const ref of [...db.table(cls).keys()]) db.destroy(cls, ref);
      }
    },
    call: (method, params) => dispatcher.direct(method, params),
    close: () => {
      clearInterval(gc);
      stopChurn();
      server.close();
      tasks.close();
      return Promise.resolve();
    },
  };
  return simulator;
}
