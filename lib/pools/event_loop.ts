// One loop over event.from: some classes of the pool, their changes in order, from a token on.
import { ConnectionError, isOlderToken, type Session } from "@/lib/xapi/mod.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import type { EventBatch } from "@/lib/xapi/types.ts";
import type { Relists } from "./relists.ts";
import type { Turns } from "./turns.ts";

/** How long xapi may hold back an empty answer: longer saves nothing, shorter finds dead sockets earlier (s). */
const POLL = 30;
/** A pool that is silent for this long on top of it is gone: its socket may be half-open for hours (s). */
const MARGIN = 15;

const SILENCE = new Error("Silence");

export interface EventLoopOptions {
  /** What event.from is asked for. */
  readonly classes: readonly string[];
  /** Whose events and counts are taken. No two loops of a pool take the same class: each is told of in one order only. */
  readonly owns: (className: string) => boolean;
  readonly relists: Relists;
  /** Writes into the replica happen one after the other, those of other loops included. */
  readonly turns: Turns;
  /** A batch of changes is in the cache. */
  readonly changed?: (batch: EventBatch) => void;
}

/** Keeps its classes of the replica equal to the pool's. */
export class EventLoop {
  #token: string;

  /** @param token what the replica holds already */
  constructor(
    private readonly session: Session,
    private readonly writer: PoolWriter,
    token: string,
    private readonly options: EventLoopOptions,
  ) {
    this.#token = token;
  }

  /** The replica has every change of this loop's classes up to this token; both move in one step. */
  get token(): string {
    return this.#token;
  }

  /** Applies batches. Ends when the pool answers with an older token than it was asked with: it lost its latest changes. */
  async run(signal: AbortSignal): Promise<void> {
    const { owns, relists, turns, changed } = this.options;
    for (;;) {
      const answer = await this.#listen(signal);
      signal.throwIfAborted();
      if (isOlderToken(answer.token, this.#token)) return;
      const batch = only(answer, owns);
      const differing = await turns.run(() => {
        signal.throwIfAborted();
        this.#token = batch.token;
        return this.writer.apply(batch);
      });
      changed?.(batch);
      await relists.heal([...differing, ...untold(batch)], signal);
    }
  }

  /** One event.from, ended by silence. */
  async #listen(signal: AbortSignal): Promise<EventBatch> {
    signal.throwIfAborted();
    const call = new AbortController();
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
      if (call.signal.reason !== SILENCE) throw error;
      throw new ConnectionError("timeout", `The pool has been silent for ${POLL + MARGIN} s`, {
        cause: error,
      });
    } finally {
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
