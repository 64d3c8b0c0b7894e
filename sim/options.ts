// The simulator's command line.
import { isRole, type User } from "./access/mod.ts";
import { type Domains, HYPERVISORS } from "./hypervisor.ts";
import type { SimulatorOptions } from "./simulator.ts";
import { type Version, VERSIONS } from "./version/mod.ts";

/** An option is unknown or has a value that makes no sense; the message says which. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

export const USAGE = `Usage: deno task sim [options]
  --listen 127.0.0.1:0     address and port (0: a free one)
  --state FILE             serve the objects of this file, {Class: {ref: record}} as JSON, also gzipped
  --hosts 3 --vms 100      size of the made-up pool
  --seed 1                 the same seed gives the same pool
  --version 8.3            what it is: 5.6, 6.1, 7.6, 8.2 or 8.3
  --domains real           what is below xapi: real, or simulated (-frail) as on the hosts of the recordings, where
                           copying, migrating, VLANs, bonds and more fail
  --churn 0                changes per second that happen by themselves
  --latency 0              milliseconds added to each answer
  --speed 1                operations take 1/N of their time
  --password atoll         root's password
  --user NAME:PASSWORD:ROLE  a user of a directory beside root, also several: read-only, vm-operator, vm-admin,
                           vm-power-admin, pool-operator or pool-admin; no-role or no-subject cannot log in
  --cluster                every host answers, each on a loopback address of its own, by which the pool knows it
  --spares 0               hosts beside the cluster that are pools of their own, and can join it
  --member-of ADDRESS      answer like a member of the pool whose coordinator is there
  --tls                    HTTPS with a certificate made at start
  --tls-cert FILE --tls-key FILE   HTTPS with this certificate and key (PEM)
  --faults FILE|JSON       what goes wrong: one fault or a list, as in sim/faults/types.ts
  --until-eof              end when standard input closes: with whoever started it`;

const WITH_VALUE = [
  "listen",
  "state",
  "hosts",
  "vms",
  "seed",
  "version",
  "domains",
  "churn",
  "latency",
  "speed",
  "password",
  "user",
  "spares",
  "member-of",
  "tls-cert",
  "tls-key",
  "faults",
] as const;

/** What the command line asks for; certificate files are still to be read. */
export interface Parsed {
  readonly options: SimulatorOptions;
  readonly help: boolean;
  /** Start all hosts of the pool, and so many beside it; undefined for one simulator that stands for all of them. */
  readonly cluster?: { readonly spares: number };
  /** End when standard input closes. */
  readonly untilEof: boolean;
  /** Faults as JSON or the file that holds them; still to be read. */
  readonly faults?: string;
  readonly certificate?: { readonly cert: string; readonly key: string };
}

/** Reads the arguments (`--name value` or `--name=value`). Throws OptionError. */
export function parseOptions(args: readonly string[]): Parsed {
  const values = new Map<string, string>();
  const users: User[] = [];
  let [tls, help, untilEof, cluster] = [false, false, false, false];
  for (let at = 0; at < args.length; at++) {
    const [, name = "", inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(args[at] ?? "") ?? [];
    if (name === "tls" && inline === undefined) tls = true;
    else if (name === "cluster" && inline === undefined) cluster = true;
    else if (name === "until-eof" && inline === undefined) untilEof = true;
    else if (name === "help" || args[at] === "-h") help = true;
    else if (WITH_VALUE.some((known) => known === name)) {
      const value = inline ?? args[++at];
      if (value === undefined) throw new OptionError(`Option --${name} needs a value`);
      if (name === "user") users.push(user(value));
      else values.set(name, value);
    } else throw new OptionError(`Unknown option ${args[at]}`);
  }
  const [cert, key] = [values.get("tls-cert"), values.get("tls-key")];
  if ((cert === undefined) !== (key === undefined)) {
    throw new OptionError("--tls-cert and --tls-key belong together");
  }
  if (values.has("spares") && !cluster) throw new OptionError("--spares needs --cluster");
  if (cluster && (values.get("listen") ?? "127.").match(/^(127\.|:)/) === null) {
    throw new OptionError("--cluster listens on loopback addresses: --listen can only give the port");
  }
  const state = values.get("state");
  const password = values.get("password");
  const memberOf = values.get("member-of");
  const faults = values.get("faults");
  return {
    help,
    untilEof,
    ...(faults === undefined ? {} : { faults }),
    ...(cluster ? { cluster: { spares: whole(values, "spares", 0, 0) } } : {}),
    ...(cert === undefined || key === undefined ? {} : { certificate: { cert, key } }),
    options: {
      ...listen(values.get("listen") ?? "127.0.0.1:0"),
      ...(state === undefined ? {} : { state }),
      ...(password === undefined ? {} : { password }),
      ...(memberOf === undefined ? {} : { memberOf }),
      ...(users.length === 0 ? {} : { users }),
      ...version(values.get("version")),
      ...domains(values.get("domains")),
      hosts: whole(values, "hosts", 3, 1),
      vms: whole(values, "vms", 100, 0),
      seed: whole(values, "seed", 1, 0),
      churn: decimal(values, "churn", 0),
      latency: decimal(values, "latency", 0),
      speed: decimal(values, "speed", 1),
      tls,
    },
  };
}

function listen(text: string): { hostname: string; port: number } {
  const [, bracketed, name, port = ""] = /^(?:\[([^\]]+)\]|([^:]*)):(\d{1,5})$/.exec(text) ?? [];
  const hostname = bracketed ?? name;
  if (hostname === undefined || Number(port) > 65_535) {
    throw new OptionError(`--listen ${text} is not an address and a port like 127.0.0.1:8080`);
  }
  return { hostname: hostname === "" ? "0.0.0.0" : hostname, port: Number(port) };
}

function user(text: string): User {
  // A password may hold colons.
  const [, name = "", password = "", role = ""] = /^([^:]+):(.*):([a-z-]+)$/s.exec(text) ?? [];
  if (name !== "" && (isRole(role) || role === "no-role" || role === "no-subject")) {
    return { name, password, role };
  }
  throw new OptionError(
    `--user ${name || text.split(":")[0]} is not of the form NAME:PASSWORD:ROLE with a role there is`,
  );
}

function version(name: string | undefined): { version?: Version } {
  if (name === undefined) return {};
  const version = VERSIONS.get(name);
  if (version === undefined) {
    throw new OptionError(`--version ${name} is not one of ${[...VERSIONS.keys()].join(", ")}`);
  }
  return { version };
}

function domains(name: string | undefined): { domains?: Domains } {
  if (name === undefined) return {};
  const domains = isDomains(name) ? name : undefined;
  if (domains === undefined) {
    throw new OptionError(`--domains ${name} is not one of ${Object.keys(HYPERVISORS).join(", ")}`);
  }
  return { domains };
}

function isDomains(name: string): name is Domains {
  return Object.hasOwn(HYPERVISORS, name);
}

function whole(values: ReadonlyMap<string, string>, name: string, fallback: number, least: number): number {
  const text = values.get(name) ?? String(fallback);
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > 4_294_967_295) {
    throw new OptionError(`--${name} ${text} is not a whole number of at least ${least}`);
  }
  return value;
}

function decimal(values: ReadonlyMap<string, string>, name: string, fallback: number): number {
  const text = values.get(name) ?? String(fallback);
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || !Number.isFinite(value) || (name === "speed" && value === 0)) {
    throw new OptionError(`--${name} ${text} is not a number${name === "speed" ? " above 0" : ""}`);
  }
  return value;
}
