// The live loop over one session: read everything, then apply what changes, and heal what xapi forgot to say.
import { ConnectionError, isOlderToken, type Session, XapiError } from "@/lib/xapi/mod.ts";
import { log } from "@/lib/log.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import type { EventBatch } from "@/lib/xapi/types.ts";

export interface FollowOptions {
  readonly signal: AbortSignal;
  /** Everything was read and is in the cache. */
  readonly synced: (batch: EventBatch) => void;
  /** A batch of changes is in the cache. */
  readonly changed: (batch: EventBatch) => void;
  /** The pool's database went back in time; everything is read again. */
  readonly rolledBack: () => void;
  /** Milliseconds of a clock nobody sets; performance.now unless told. */
  readonly clock?: () => number;
}

/** How long xapi may hold back an empty answer: longer saves nothing, shorter finds dead sockets earlier (s). */
const POLL = 30;
/** A pool that is silent for this long on top of it is gone: its socket may be half-open for hours (s). */
const MARGIN = 15;
/** The first read is answered at once, but may take long on a big pool over a slow line (s). */
const FIRST_READ = 60;
/** A class is not listed twice within this time (ms): one that always differs must not keep the pool busy. */
const SPACING = 5_000;
/** One that the pool refuses to list is left alone for longer (ms). */
const PAUSE = 60_000;
/** ms for one class's records. */
const LIST_TIMEOUT = 120_000;

/**
 * Keeps the cache equal to the pool until the session or the connection ends, which it throws. The first event.from
 * with token "" gives both the whole state and the token from which changes follow (facts.md).
 */
export async function follow(session: Session, writer: PoolWriter, options: FollowOptions): Promise<void> {
  const relists = new Relists(session, writer, options.clock ?? (() => performance.now()));
  for (;;) {
    const whole = await session.events({ token: "", timeoutSeconds: FIRST_READ, signal: options.signal });
    options.signal.throwIfAborted();
    await writer.reset(whole);
    options.signal.throwIfAborted();
    options.synced(whole);
    await changes(session, writer, whole.token, relists, options);
    options.rolledBack();
  }
}

/** Applies batches; ends when the pool answers with an older token than it was asked with: it lost its latest changes. */
async function changes(
  session: Session,
  writer: PoolWriter,
  start: string,
  relists: Relists,
  options: FollowOptions,
): Promise<void> {
  for (let token = start;;) {
    const batch = await listen(session, token, options.signal);
    options.signal.throwIfAborted();
    if (isOlderToken(batch.token, token)) return;
    token = batch.token;
    const differing = writer.apply(batch);
    options.changed(batch);
    await relists.heal(differing, options.signal);
  }
}

const SILENCE = new Error("Silence");

/** One event.from, ended by silence. */
async function listen(session: Session, token: string, signal: AbortSignal): Promise<EventBatch> {
  signal.throwIfAborted();
  const call = new AbortController();
  const stop = () => call.abort(signal.reason);
  const timer = setTimeout(() => call.abort(SILENCE), (POLL + MARGIN) * 1000);
  signal.addEventListener("abort", stop);
  try {
    return await session.events({ token, timeoutSeconds: POLL, signal: call.signal });
  } catch (error) {
    if (call.signal.reason !== SILENCE) throw error;
    throw new ConnectionError("timeout", `The pool has been silent for ${POLL + MARGIN} s`, { cause: error });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

/** Fetches fresh lists of classes whose number of objects differs, without insisting where that does not help. */
class Relists {
  /** Until when (ms of the clock) a class is left alone. */
  private readonly resting = new Map<string, number>();

  constructor(
    private readonly session: Session,
    private readonly writer: PoolWriter,
    private readonly clock: () => number,
  ) {}

  async heal(differing: readonly string[], signal: AbortSignal): Promise<void> {
    for (const name of differing) {
      if (this.clock() < (this.resting.get(name) ?? 0)) continue;
      log.info("A class differs from the pool, reading it again", { pool: this.writer.id, class: name });
      const rest = await this.relist(name, signal);
      this.resting.set(name, this.clock() + rest);
    }
  }

  /** Gives how long (ms) the class is to be left alone afterwards. */
  private async relist(name: string, signal: AbortSignal): Promise<number> {
    try {
      await this.writer.relist(
        name,
        await this.session.getAllRecords(name, { signal, timeout: LIST_TIMEOUT }),
      );
      return SPACING;
    } catch (error) {
      // A class that this xapi counts but does not list is no reason to lose the connection.
      if (!(error instanceof XapiError) || SESSION_GONE.has(error.code)) throw error;
      log.warn("A class cannot be listed", { pool: this.writer.id, class: name, code: error.code });
      return PAUSE;
    }
  }
}

/** Codes that mean the session, not the call, is at fault: the call did not run. */
export const SESSION_GONE: ReadonlySet<string> = new Set(["SESSION_INVALID", "HOST_IS_SLAVE"]);
