// Reading whole classes again: what heals a replica that missed something, without insisting where that does not help.
import { type Session, XapiError } from "@/lib/xapi/mod.ts";
import { log } from "@/lib/log.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import type { Turns } from "./turns.ts";

/** Codes that mean the session, not the call, is at fault: the call did not run. */
export const SESSION_GONE: ReadonlySet<string> = new Set(["SESSION_INVALID", "HOST_IS_SLAVE"]);

/** A class is not listed twice within this time (ms): one that always differs must not keep the pool busy. */
const SPACING = 5_000;
/** One that the pool refuses to list is left alone for longer (ms), */
const PAUSE = 60_000;
/** or as long as the connection lasts, where it says that it never does. */
const NEVER: ReadonlySet<string> = new Set([
  "MESSAGE_METHOD_UNKNOWN",
  "MESSAGE_REMOVED",
  "RBAC_PERMISSION_DENIED",
]);
/** Each time that a class differs again right after its rest, the next rest is twice as long, up to this (ms). */
const LONGEST = 2 * 60_000;
/** Classes it keeps account of, which are more than there are: a strange pool could count new ones in each answer. */
const MOST = 200;
/** ms for one class's records. */
export const LIST_TIMEOUT = 120_000;

/**
 * The relists of one event loop, which alone may call heal() and relist(), between two batches: a list is newer than the
 * batches before it and older than those after it, so that nothing is ever set back.
 */
export class Relists {
  /** Until when (ms of the clock) a class is left alone, and how long that is (ms). */
  private readonly resting = new Map<string, { readonly until: number; readonly rest: number }>();
  private readonly suspects = new Set<string>();

  constructor(
    private readonly session: Session,
    private readonly writer: PoolWriter,
    private readonly turns: Turns,
    private readonly clock: () => number,
  ) {}

  /** Has a class read again when heal() is next called. */
  suspect(className: string): void {
    this.suspects.add(className);
  }

  /** Whether heal() would read a class that is suspected. */
  get wanted(): boolean {
    return [...this.suspects].some((name) => !this.rests(name));
  }

  /** Fetches fresh lists of the classes that differ or are suspected, one after the other. */
  async heal(differing: Iterable<string>, signal: AbortSignal): Promise<void> {
    for (const name of new Set([...differing, ...this.suspects])) {
      if (this.rests(name)) continue;
      this.suspects.delete(name);
      if (this.resting.size >= MOST && !this.resting.has(name)) continue;
      log.info("A class differs from the pool, reading it again", { pool: this.writer.id, class: name });
      await this.relist(name, signal);
    }
  }

  /** Fetches a fresh list of a class, unless the pool refuses. */
  async relist(name: string, signal: AbortSignal): Promise<void> {
    const last = this.resting.get(name);
    const again = last !== undefined && this.clock() < last.until + last.rest;
    const least = await this.read(name, signal);
    const rest = again ? Math.max(least, Math.min(LONGEST, 2 * last.rest)) : least;
    this.resting.set(name, { until: this.clock() + rest, rest });
  }

  private rests(name: string): boolean {
    return this.clock() < (this.resting.get(name)?.until ?? -Infinity);
  }

  /** Gives how long (ms) the class is to be left alone afterwards, at least. */
  private async read(name: string, signal: AbortSignal): Promise<number> {
    try {
      const records = await this.session.getAllRecords(name, { signal, timeout: LIST_TIMEOUT });
      await this.turns.run(async () => {
        signal.throwIfAborted();
        await this.writer.relist(name, records);
      });
      return SPACING;
    } catch (error) {
      // A class that this xapi counts but does not list is no reason to lose the connection.
      if (!(error instanceof XapiError) || SESSION_GONE.has(error.code)) throw error;
      log.warn("A class cannot be listed", { pool: this.writer.id, class: name, code: error.code });
      return NEVER.has(error.code) ? Infinity : PAUSE;
    }
  }
}
