// What a running simulator is, and how one is asked for.
import type { User } from "./access/mod.ts";
import type { Checkpoint, Database } from "./db.ts";
import type { Fault } from "./faults/types.ts";
import type { Faults } from "./faults/faults.ts";
import type { Domains } from "./hypervisor.ts";
import type { Joins } from "./pool/join.ts";
import type { Peers } from "./pool/peers.ts";
import type { Tasks } from "./tasks.ts";
import type { Json, Ref } from "./values.ts";
import type { Version } from "./version/mod.ts";
import type { HttpServer } from "./wire/http_server.ts";
import type { Pem } from "./wire/tls.ts";

/** A running simulator, for those who work inside it: churn, tests, benchmarks. */
export interface Simulator {
  /** Where it answers, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly db: Database;
  readonly tasks: Tasks;
  /**
   * Calls a message as root without the wire, e.g. `call("VM.start", [vm, false, false])`: parameters after the session.
   * Throws ApiError.
   */
  call(method: string, params: readonly Json[]): Promise<Json>;
  /** Stops answering, cuts the connections and ends what runs. */
  close(): Promise<void>;
}

/**
 * How a host's xapi is: well; booting, without an address or in emergency mode, when it refuses all calls but those that
 * help out of it, with HOST_STILL_BOOTING, HOST_HAS_NO_MANAGEMENT_IP or HOST_IN_EMERGENCY_MODE; or down, when connections end
 * without an answer.
 */
export type Condition = "well" | "booting" | "unaddressed" | "emergency" | "down";

/** A simulator that can also be interfered with, for tests of what goes wrong. */
export interface RunningSimulator extends Simulator {
  /** `server.cut()` ends every connection in the middle of whatever it does. */
  readonly server: HttpServer;
  /** What it does wrong. Throws when it was started without `faults`. */
  readonly faults: Faults;
  /** Connections that clients have open. */
  readonly connections: number;
  /** Makes it a member of the coordinator at this address; undefined makes it a coordinator again. */
  designate(address: string | undefined): void;
  /** The address of the coordinator it is a member of; undefined when it is one itself. */
  readonly coordinator: string | undefined;
  /** Lets a member reach its coordinator no more, or again: its calls that need the database wait meanwhile. */
  loseCoordinator(lost: boolean): void;
  /** How it is, "well" at first. Going down cuts every connection. */
  condition: Condition;
  /**
   * Restarts xapi: connections are cut, what runs ends. A coordinator reads its database again: sessions and tasks are
   * gone, whatever token a client has all rows are new to it; after a crash the database is the one of a checkpoint.
   */
  restart(crash?: Checkpoint): Promise<void>;
}

export interface SimulatorOptions {
  /** Where to listen; a free port of 127.0.0.1 unless given. */
  readonly hostname?: string;
  readonly port?: number;
  /** root's password; "atoll" unless given. */
  readonly password?: string;
  /** Users of a directory that can log in beside root. */
  readonly users?: readonly User[];
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
  /** The version of XenServer or XCP-ng it is: one of VERSIONS; the latest unless given. */
  readonly version?: Version;
  /**
   * What is below xapi; "real" unless given. With "simulated" some operations fail and some leave things behind, as on the
   * recorded hosts, which had xapi's own simulators there; with "simulated-frail" also pausing and clean reboots.
   */
  readonly domains?: Domains;
  /** The clock in milliseconds since 1970; Date.now unless given. */
  readonly now?: () => number;
  /** Serves this database, which other hosts of the pool serve too, instead of a state or a made-up pool. */
  readonly db?: Database;
  /** The host of the pool it is, or its number by rising addresses; it stands for all of them unless given. */
  readonly host?: Ref | number;
  /** The address of each host by its number: those of the pool unless given. */
  readonly addressOf?: (host: number) => string;
  /** The other hosts of its pool, each with a simulator of its own; and how it becomes a member of another pool. */
  readonly peers?: Peers;
  readonly joins?: Joins;
  /** Whether hosts run the plugins that measure more than xcp-rrdd itself, as they do unless false (recordings). */
  readonly plugins?: boolean;
  /** Whether the hosts' proxy for consoles over WebSockets runs, as it does unless false (recording C-console-ws). */
  readonly webSockets?: boolean;
  /** Stands behind a door that can fail (`simulator.faults`), with these faults from the start. */
  readonly faults?: readonly Fault[];
}
