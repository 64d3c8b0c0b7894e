// One loop over event.from: some classes of the pool, their changes in order, from a token on.
import { ConnectionError, isOlderToken, type Session } from "@/lib/xapi/mod.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import type { EventBatch } from "@/lib/xapi/types.ts";
import { pause } from "./pause.ts";
import { Relists } from "./relists.ts";
import type { Turns } from "./turns.ts";

/** How long xapi may hold back an empty answer: longer saves nothing, shorter finds dead sockets earlier (s). */
const POLL = 30;
/** A pool that is silent for this long on top of it is gone: its socket may be half-open for hours (s). */
const MARGIN = 15;

/** An empty answer that comes sooner than this is none that was held back (ms), */
const HASTE = 1_000;
/** and earns a rest: a pool that answers so again and again would keep the process busy (ms). */
const REST = 50;

const SILENCE = new Error("Silence");
const WOKEN = new Error("Woken");

export interface EventLoopOptions {
  /** What event.from is asked for. */
  readonly classes: readonly string[];
  /** Whose events and counts are taken. No two loops of a pool take the same class: each is told of in one order only. */
  readonly owns: (className: string) => boolean;
  /** Writes into the replica happen one after the other, those of other loops included. */
  readonly turns: Turns;
  /** Milliseconds of a clock nobody sets. */
  readonly clock: () => number;
  /** A batch of changes is in the cache. */
  readonly changed?: (batch: EventBatch) => void;
}

/** Keeps its classes of the replica equal to the pool's. */
export class EventLoop {
  #token: string;
  readonly #relists: Relists;
  /** Ends the event.from under way. */
  #listening: AbortController | null = null;

  /** @param token what the replica holds already */
  constructor(
    private readonly session: Session,
    private readonly writer: PoolWriter,
    token: string,
    private readonly options: EventLoopOptions,
  ) {
    this.#token = token;
    this.#relists = new Relists(session, writer, options.turns, options.clock);
  }

  /** The replica has every change of this loop's classes up to this token, and for a moment those of the next batch. */
  get token(): string {
    return this.#token;
  }

  /** Has a class of this loop read again, at once. */
  suspect(className: string): void {
    this.#relists.suspect(className);
    this.#listening?.abort(WOKEN);
  }

  /** Applies batches. Ends when the pool answers with an older token than it was asked with: it lost its latest changes. */
  async run(signal: AbortSignal): Promise<void> {
    const { owns, turns, clock, changed } = this.options;
    let differing: readonly string[] = [];
    for (;;) {
      await this.#relists.heal(differing, signal);
      differing = [];
      const asked = clock();
      const answer = await this.#listen(signal);
      signal.throwIfAborted();
      if (answer === null) continue;
      if (isOlderToken(answer.token, this.#token)) return;
      if (answer.events.length === 0 && clock() - asked < HASTE) await pause(REST, signal);
      const batch = only(answer, owns);
      differing = await turns.run(async () => {
        signal.throwIfAborted();
        const differing = await this.writer.apply(batch);
        this.#token = batch.token;
        return differing;
      });
      changed?.(batch);
      differing = [...differing, ...untold(batch), ...forgotten(batch)];
    }
  }

  /** One event.from, ended by silence; null when it was given up because a class is suspected. */
  async #listen(signal: AbortSignal): Promise<EventBatch | null> {
    signal.throwIfAborted();
    if (this.#relists.wanted) return null;
    const call = this.#listening = new AbortController();
    const stop = () => call.abort(signal.reason);
    const timer = setTimeout(() => call.abort(SILENCE), (POLL + MARGIN) * 1000);
    signal.addEventListener("abort", stop);
    try {
      const { classes } = this.options;
      return await this.session.events({
        classes,
        token: this.#token,
        timeoutSeconds: POLL,
        signal: call.signal,
      });
    } catch (error) {
      if (call.signal.reason === WOKEN) return null;
      if (call.signal.reason !== SILENCE) throw error;
      throw new ConnectionError("timeout", `The pool has been silent for ${POLL + MARGIN} s`, {
        cause: error,
      });
    } finally {
      this.#listening = null;
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
  }
}

/** The part of a batch that is about some classes. */
function only(batch: EventBatch, owns: (className: string) => boolean): EventBatch {
  return {
    token: batch.token,
    events: batch.events.filter((event) => owns(event.class)),
    validRefCounts: Object.fromEntries(Object.entries(batch.validRefCounts).filter(([name]) => owns(name))),
  };
}

/** Classes of which a change was told without saying what: the record is missing. */
export function untold(batch: EventBatch): string[] {
  return batch.events.filter(({ operation, record }) => operation !== "del" && record === undefined)
    .map((event) => event.class);
}

/** xapi remembers the last 512 deletions of messages at least (facts.md), perhaps fewer in another version. Of other classes counts tell. */
const REMEMBERED = 256;

/**
 * Messages, where so many deletions are told that others may have been forgotten: then xapi tells of all it still remembers.
 */
export function forgotten({ events }: EventBatch): string[] {
  const deletions = events.filter((event) => event.class === "message" && event.operation === "del");
  return deletions.length >= REMEMBERED ? ["message"] : [];
}
