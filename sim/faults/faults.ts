// The faults a simulator has been given: which of them a request meets, and what happens to the host.
import type { Argument } from "../arguments.ts";
import { type Random, seeded } from "../random.ts";
import type { Fault, HostFault, RequestFault } from "./types.ts";

/** A fault that was given. */
export interface Given {
  readonly fault: Fault;
  /** Requests it has met; for a fault of the host 1 from its beginning. */
  readonly hits: number;
  /** Ends it. */
  end(): Promise<void>;
}

/** What a simulator lets faults do to its host. Each begins at once and gives what ends it. */
export type Afflict = (fault: HostFault) => Promise<() => Promise<void>>;

interface Entry {
  readonly fault: RequestFault;
  readonly from: number;
  readonly until: number;
  hits: number;
}

const REQUEST_KINDS: ReadonlySet<string> = new Set<RequestFault["kind"]>([
  "cut",
  "truncated",
  "garbled",
  "page",
  "slow",
  "length",
  "twice",
  "hangup",
  "error",
  "evict",
  "stall",
  "batch",
]);

/** Whether a fault meets requests, rather than the host. */
export function meetsRequests(fault: Fault): fault is RequestFault {
  return REQUEST_KINDS.has(fault.kind);
}

/** Keeps what was given, decides with a seed, and tells what it did. */
export class Faults {
  readonly #entries = new Set<Entry>();
  readonly #host = new Map<object, () => Promise<void>>();
  readonly random: Random;
  /** Called for each request that a fault meets. */
  onHit: (fault: RequestFault, method: string) => void = () => {};
  /** Called for each call that arrives, before any fault. */
  onCall: (method: string, params: readonly Argument[]) => void = () => {};

  constructor(private readonly afflict: Afflict, seed: number) {
    this.random = seeded(seed);
  }

  /** Begins a fault. Throws what the system says when the host cannot have it. */
  async add(fault: Fault): Promise<Given> {
    return meetsRequests(fault) ? this.#addRequest(fault) : await this.#addHost(fault);
  }

  /** Ends every fault: the host is as it was, requests are answered well. */
  async clear(): Promise<void> {
    this.#entries.clear();
    for (const end of [...this.#host.values()]) await end();
  }

  /** The first fault of these kinds that a request meets, which counts it; undefined: none. */
  meet<K extends RequestFault["kind"]>(
    kinds: readonly K[],
    method: string,
    path: string,
  ): Extract<RequestFault, { kind: K }> | undefined {
    const now = performance.now();
    for (const entry of this.#entries) {
      const { fault } = entry;
      if (!isOf(fault, kinds) || now < entry.from) continue;
      if (now >= entry.until || entry.hits >= (fault.count ?? 1)) {
        this.#entries.delete(entry);
        continue;
      }
      if (!fits(fault.on ?? "*", method) || (fault.path ?? path) !== path) continue;
      if (this.random() >= (fault.probability ?? 1)) continue;
      entry.hits++;
      this.onHit(fault, method);
      return fault;
    }
    return undefined;
  }

  #addRequest(fault: RequestFault): Given {
    const from = performance.now() + (fault.after ?? 0);
    const entry: Entry = { fault, from, until: from + (fault.lasts ?? Infinity), hits: 0 };
    this.#entries.add(entry);
    return {
      fault,
      get hits() {
        return entry.hits;
      },
      end: () => {
        this.#entries.delete(entry);
        return Promise.resolve();
      },
    };
  }

  async #addHost(fault: HostFault): Promise<Given> {
    const cure = await this.afflict(fault);
    const key = {};
    let ended: Promise<void> | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(timer);
      this.#host.delete(key);
      return ended ??= cure();
    };
    this.#host.set(key, end);
    if ("for" in fault && fault.for !== undefined) timer = setTimeout(end, fault.for);
    if (fault.kind === "crash") timer = setTimeout(end, fault.loses);
    return { fault, hits: 1, end };
  }
}

function isOf<K extends RequestFault["kind"]>(
  fault: RequestFault,
  kinds: readonly K[],
): fault is Extract<RequestFault, { kind: K }> {
  return kinds.some((kind) => kind === fault.kind);
}

function fits(pattern: string, method: string): boolean {
  if (pattern === "*") return true;
  return pattern.endsWith(".*") ? method.startsWith(pattern.slice(0, -1)) : pattern === method;
}
