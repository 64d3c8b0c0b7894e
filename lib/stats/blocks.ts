// What hosts have told of late: each host, step and scope is asked once for all who look, kept until its next step, in bounded memory.
import { ConnectionError } from "@/lib/xapi/mod.ts";
import type { HostReader } from "@/lib/pools/types.ts";
import { readArchived } from "./archived.ts";
import { readUpdates, type Updates, UpdatesError } from "./updates.ts";

/** Which host, and how it is reached. */
export interface Place {
  readonly pool: string;
  readonly host: string;
  /** Null: the coordinator, where Atoll reaches it. */
  readonly address: string | null;
}

/** What of a host: some of its VMs or all of them, itself (with what it tells of SRs), what drivers tell of SRs. */
export interface Scope {
  readonly vms: readonly string[] | "all";
  readonly host: boolean;
  readonly srs: boolean;
}

export interface Asked {
  readonly step: number;
  /** How many steps back. */
  readonly rows: number;
  readonly scope: Scope;
}

interface Kept {
  readonly updates: Promise<Updates>;
  /** In ms. Infinity while it is on its way. */
  until: number;
  bytes: number;
}

export interface BlocksOptions {
  /** Most bytes kept; 64 MiB unless told. */
  readonly bytes?: number;
  /** In ms. */
  readonly now?: () => number;
}

/** Rows appear a moment after their step has ended (ms). */
const LATE = 1_500;
/** What is of hours or days is asked for again after this time at the latest (ms): a VM may have come. */
const LONGEST = 300_000;
/** A host that failed is not asked again for this time (ms): nobody waits for it twice. */
const FAILED = 15_000;
/** ms for an answer: whoever looks at a page waits for it. */
const PATIENCE = 8_000;
/** Bytes beside the numbers, a row. */
const ROW = 64;

/** Guarantees: of equal questions at most one is under way; what is kept is no older than its step. */
export class Blocks {
  /** The least recently used first. */
  readonly #kept = new Map<string, Kept>();
  readonly #most: number;
  readonly #now: () => number;
  #bytes = 0;
  /** Requests that went out, for tests and metrics. */
  asked = 0;

  constructor(private readonly pools: HostReader, { bytes = 64 << 20, now = Date.now }: BlocksOptions = {}) {
    this.#most = bytes;
    this.#now = now;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** What a host tells. Throws ConnectionError, UpdatesError, AtollError (the pool is away). */
  get(place: Place, asked: Asked): Promise<Updates> {
    const { scope } = asked;
    const whole = scope.vms === "all"
      ? undefined
      : this.#fresh(keyOf(place, { ...asked, scope: { ...scope, vms: "all" } }));
    if (whole !== undefined) return whole.updates;
    return this.#once(keyOf(place, asked), asked.step, () => this.fetch(place, asked));
  }

  /** What the coordinator keeps of a VM that does not run; null where it keeps nothing. Throws as `get`. */
  async archived(pool: string, uuid: string, asked: Pick<Asked, "step" | "rows">): Promise<Updates | null> {
    const found = await this.#once(
      `${pool} archived ${uuid} ${asked.step} ${asked.rows}`,
      asked.step,
      () => this.#fetchArchived(pool, uuid, asked),
    );
    return found.rows.length === 0 ? null : found;
  }

  #fetchArchived(pool: string, uuid: string, asked: Pick<Asked, "step" | "rows">): Promise<Updates> {
    this.asked++;
    return this.pools.fetch(
      pool,
      null,
      `/vm_rrd?${new URLSearchParams({ uuid })}`,
      async ({ status, chunks }) => {
        if (status === 200) return await readArchived(chunks, uuid, asked);
        // It has never run, or since when nobody knows: xapi says so by a failure.
        if (status === 500) return { step: asked.step, columns: [], rows: [] };
        throw new ConnectionError(
          "bad-answer",
          `The pool answered the question for archived statistics with HTTP status ${status}`,
        );
      },
      { timeout: PATIENCE },
    );
  }

  /** Asks unless that is known or under way. @param step seconds for which it stays new */
  #once(key: string, step: number, fetch: () => Promise<Updates>): Promise<Updates> {
    const there = this.#fresh(key);
    if (there !== undefined) return there.updates;
    const kept: Kept = { updates: fetch(), until: Infinity, bytes: 0 };
    this.#kept.set(key, kept);
    kept.updates.then((updates) => this.#keep(kept, updates, step), () => {
      kept.until = this.#now() + FAILED;
    });
    return kept.updates;
  }

  /** The same without remembering: for who keeps it. @param start in seconds of the host's clock, instead of so many rows */
  fetch(place: Place, { step, rows, scope }: Asked, start?: number): Promise<Updates> {
    this.asked++;
    const query = new URLSearchParams({
      // Back from its last update, by the host's own clock.
      start: String(start ?? -step * rows),
      interval: String(step),
      cf: "AVERAGE",
      host: String(scope.host),
      json: "true",
    });
    for (const uuid of scope.vms === "all" ? [] : scope.vms.length === 0 ? ["none"] : scope.vms) {
      query.append("vm_uuid", uuid);
    }
    if (scope.srs) query.set("sr_uuid", "all");
    return this.pools.fetch(
      place.pool,
      place.address,
      `/rrd_updates?${query}`,
      async ({ status, chunks }) => {
        if (status !== 200) {
          // An empty archive is said by a failure.
          throw new ConnectionError(
            "bad-answer",
            `The host answered the question for statistics with HTTP status ${status}`,
          );
        }
        return await readUpdates(chunks);
      },
      { timeout: PATIENCE },
    );
  }

  #fresh(key: string): Kept | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    this.#kept.delete(key);
    if (kept.until <= this.#now()) {
      this.#bytes -= kept.bytes;
      return undefined;
    }
    this.#kept.set(key, kept);
    return kept;
  }

  #keep(kept: Kept, { rows, columns }: Updates, step: number): void {
    const ms = step * 1000;
    const now = this.#now();
    kept.until = Math.min((Math.floor((now - LATE) / ms) + 1) * ms + LATE, now + LONGEST);
    kept.bytes = rows.length * (columns.length * 4 + ROW) + columns.length * 96;
    this.#bytes += kept.bytes;
    for (const [key, oldest] of this.#kept) {
      if (this.#bytes <= this.#most) break;
      if (oldest === kept || oldest.until === Infinity) continue;
      this.#kept.delete(key);
      this.#bytes -= oldest.bytes;
    }
  }
}

/** What went wrong at a host, for people; what is a mistake of the program itself is thrown again. */
export function reasonOf(error: unknown): string {
  if (error instanceof ConnectionError || error instanceof UpdatesError) return error.message;
  if (error instanceof Error && error.name === "AtollError") return error.message;
  throw error;
}

function keyOf({ pool, host }: Place, { step, rows, scope }: Asked): string {
  const vms = scope.vms === "all" ? "*" : [...scope.vms].sort().join(",");
  return `${pool} ${host} ${step} ${rows} ${scope.host ? "h" : ""}${scope.srs ? "s" : ""} ${vms}`;
}
