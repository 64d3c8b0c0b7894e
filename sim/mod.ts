// The simulator in process: for tests, benchmarks and the command line.
import { joinDirectory } from "./access/mod.ts";
import { startChurn } from "./churn.ts";
import { Database } from "./db.ts";
import { Dispatcher } from "./dispatch.ts";
import { Front } from "./faults/mod.ts";
import { generatePool } from "./generate/mod.ts";
import { present } from "./host/certificates.ts";
import { HYPERVISORS } from "./hypervisor.ts";
import { Registry } from "./methods.ts";
import { hostsByAddress, readdress } from "./cluster_hosts.ts";
import { ensurePool } from "./minimal.ts";
import { seeded } from "./random.ts";
import { sweepSessions } from "./session_limits.ts";
import type { Condition, RunningSimulator, SimulatorOptions } from "./simulator.ts";
import { loadState } from "./state.ts";
import { Tasks } from "./tasks.ts";
import { registerTopics } from "./topics.ts";
import { age, LATEST } from "./version/mod.ts";
import { HttpServer } from "./wire/http_server.ts";
import { Routes } from "./wire/routes.ts";
import { answerRpc } from "./wire/rpc.ts";
import { selfSigned } from "./wire/tls.ts";

export { type Checkpoint, Database } from "./db.ts";
export { ApiError } from "./errors.ts";
export { type Fault, FaultError, readFaults } from "./faults/mod.ts";
export type { Domains } from "./hypervisor.ts";
export type { Condition, RunningSimulator, Simulator, SimulatorOptions } from "./simulator.ts";
export { StateError } from "./state.ts";
export type { Json, Rec, Ref } from "./values.ts";
export { type Version, VERSIONS } from "./version/mod.ts";

const REFUSALS: Readonly<Partial<Record<Condition, string>>> = {
  booting: "HOST_STILL_BOOTING",
  unaddressed: "HOST_HAS_NO_MANAGEMENT_IP",
  emergency: "HOST_IN_EMERGENCY_MODE",
};

/**
 * Starts a simulator. Throws StateError for a state file that cannot be used, and Deno's error for an address that cannot
 * be listened on.
 */
export async function startSimulator(
  options: SimulatorOptions = {},
): Promise<RunningSimulator> {
  const now = options.now ?? Date.now;
  const seed = options.seed ?? 1;
  const version = options.version ?? LATEST;
  const hypervisor = HYPERVISORS[options.domains ?? "real"];
  const db = options.db ?? new Database({ random: seeded(seed), now, version, hypervisor });
  if (options.state !== undefined) await loadState(db, options.state);
  else if (options.db === undefined) {
    generatePool(db, { hosts: options.hosts ?? 3, vms: options.vms ?? 100, seed });
    age(db, version);
  }
  ensurePool(db);
  if (options.addressOf !== undefined) readdress(db, options.addressOf);
  const users = options.users ?? [];
  if (options.db === undefined) joinDirectory(db, users);
  // From here on nothing must repeat from one start to the next: sessions and tasks get other refs each time.
  db.random = Math.random;
  const speed = options.speed ?? 1;
  const tasks = new Tasks(db, { scale: speed > 0 ? 1 / speed : 1 });
  let condition: Condition = "well";
  const host = typeof options.host === "number" ? hostsByAddress(db)[options.host]?.ref : options.host;
  const registry = new Registry();
  const routes = new Routes();
  registerTopics(registry, routes, {
    db,
    tasks,
    password: { value: options.password ?? "atoll" },
    users,
    host,
    condition: () => condition,
    peers: options.peers,
    joins: options.joins,
    plugins: options.plugins ?? true,
    webSockets: options.webSockets ?? true,
  });
  const dispatcher = new Dispatcher(db, tasks, registry);
  dispatcher.memberOf = options.memberOf;
  const tls = options.tls === true ? await selfSigned() : options.tls || undefined;
  const latency = options.latency ?? 0;
  const hostname = options.hostname ?? "127.0.0.1";
  const at = { hostname, port: options.port ?? 0 };
  const front = options.faults === undefined ? undefined : new Front({ ...at, seed, tls });
  const caller = front?.caller(dispatcher) ?? dispatcher;
  const server = new HttpServer(
    {
      ...(front === undefined ? at : { hostname: "127.0.0.1", port: 0, delivers: front.delivers }),
      ...(tls === undefined ? {} : { tls }),
      takes: (head) => condition === "well" ? routes.taker(head) : undefined,
    },
    async (request) => {
      if (condition === "down") return undefined;
      const answerer = condition === "well" ? routes.answerer(request) : undefined;
      const response = await (answerer?.(request) ?? answerRpc(caller, request));
      if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
      return response;
    },
  );
  const port = await front?.open(() => server.port) ?? server.port;
  if (tls !== undefined) present(db, host === undefined ? db.table("host").keys() : [host], tls.cert);
  const gc = setInterval(() => {
    tasks.gc();
    sweepSessions(db);
  }, 60_000);
  Deno.unrefTimer(gc);
  const stopChurn = startChurn({ db, tasks }, options.churn ?? 0, seed);
  const simulator: RunningSimulator = {
    url: `${tls === undefined ? "http" : "https"}://${
      hostname.includes(":") ? `[${hostname}]` : hostname
    }:${port}`,
    db,
    tasks,
    server,
    get faults() {
      if (front === undefined) throw new Error("The simulator was started without faults");
      return front.faults;
    },
    get connections() {
      return front?.connections ?? server.connections;
    },
    designate: (address) => void (dispatcher.memberOf = address),
    get coordinator() {
      return dispatcher.memberOf;
    },
    loseCoordinator: (lost) => dispatcher.loseCoordinator(lost),
    get condition() {
      return condition;
    },
    set condition(now: Condition) {
      condition = now;
      dispatcher.unready = REFUSALS[now];
      if (now === "down") server.cut();
    },
    restart: async (crash) => {
      server.cut();
      tasks.abandon();
      // What was abandoned still cleans up after itself.
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (crash !== undefined) db.rollBack(crash);
      else if (dispatcher.memberOf !== undefined) return;
      for (const cls of ["task", "session"]) {
        for (const ref of [...db.table(cls).keys()]) db.destroy(cls, ref);
      }
      if (crash === undefined) db.reload();
    },
    call: (method, params) => dispatcher.direct(method, params),
    close: async () => {
      clearInterval(gc);
      stopChurn();
      await front?.close();
      server.close();
      tasks.close();
      routes.close();
    },
  };
  front?.attach(simulator);
  for (const fault of options.faults ?? []) await front?.faults.add(fault);
  return simulator;
}
