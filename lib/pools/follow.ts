// The live part of a connection: read everything, then apply what changes, and heal what xapi forgot to say.
import { ConnectionError, type Session } from "@/lib/xapi/mod.ts";
import { withoutMessages } from "@/lib/xapi/token.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import type { EventBatch } from "@/lib/xapi/types.ts";
import { hasEvents } from "./consistency.ts";
import { ConsistencyTally, Detector, type Timing } from "./detector.ts";
import { EventLoop } from "./event_loop.ts";
import { followQueue, knowsNoEventFrom } from "./event_queue.ts";
import { Turns, untilFirst } from "./turns.ts";

export interface FollowOptions {
  readonly signal: AbortSignal;
  /** Everything was read and is in the cache: there are no events in this batch. */
  readonly synced: (batch: EventBatch) => void;
  /** A batch of changes is in the cache. */
  readonly changed: (batch: EventBatch) => void;
  /** The pool's database went back in time; everything is read again. */
  readonly rolledBack: () => void;
  /** Counts what the consistency checks find; kept over connections. */
  readonly tally?: ConsistencyTally;
  /** Milliseconds of a clock nobody sets; performance.now unless told. */
  readonly clock?: () => number;
  /** How often consistency is checked; see Detector. */
  readonly timing?: Timing | undefined;
  /** How often (ms) a pool without event.from is asked whether it still lives; 45 s unless told. */
  readonly pulse?: number;
}

/** The first read is answered at once, but may take long on a big pool over a slow line (s). */
const FIRST_READ = 60;

/** A pool that goes back in time this soon (ms) after everything was read, so often in a row, gets a pause instead. */
const SOON = 5_000;
const TIMES = 3;

/**
 * Keeps the cache equal to the pool until the session or the connection ends, which it throws. The first event.from with
 * token "" gives both the whole state and the token from which changes follow (facts.md). From there on two loops share the
 * classes: one has the tasks, which xapi tells of without delay when they are asked for alone, the other has all the rest.
 */
export async function follow(session: Session, writer: PoolWriter, given: FollowOptions): Promise<void> {
  const options = withPatience(given);
  const { signal, clock = () => performance.now(), tally = new ConsistencyTally() } = options;
  for (;;) {
    const start = await readWhole(session, writer, options);
    if (start === null) return await followQueue(session, writer, options);
    const turns = new Turns();
    const tasks = new EventLoop(session, writer, withoutMessages(start.token), {
      classes: ["task"],
      owns: isTask,
      turns,
      clock,
    });
    const rest = new EventLoop(session, writer, start.token, {
      classes: start.classes,
      owns: (name) => !isTask(name),
      turns,
      clock,
      changed: options.changed,
    });
    const loopOf = (name: string) => isTask(name) ? tasks : rest;
    const detector = new Detector(session, writer, {
      position: (name) => loopOf(name).token,
      suspect: (name) => loopOf(name).suspect(name),
      tally,
      clock,
      ...(options.timing ? { timing: options.timing } : {}),
    });
    await untilFirst(signal, [
      (signal) => tasks.run(signal),
      (signal) => rest.run(signal),
      (signal) => detector.run(signal),
    ]);
    options.rolledBack();
  }
}

/**
 * Puts everything there is into the cache; null where the pool knows no event.from. Gives what the loops begin with: who
 * follows for weeks must not hold on to what a first answer of thousands of events was read into.
 */
async function readWhole(
  session: Session,
  writer: PoolWriter,
  { signal, synced }: FollowOptions,
): Promise<{ readonly token: string; readonly classes: readonly string[] } | null> {
  const renewal = writer.renew();
  let whole: EventBatch;
  try {
    whole = await session.events({ token: "", timeoutSeconds: FIRST_READ, signal, into: renewal.take });
    signal.throwIfAborted();
    await renewal.commit(whole);
  } catch (error) {
    if (knowsNoEventFrom(error)) return null;
    throw error;
  } finally {
    renewal.abandon();
  }
  signal.throwIfAborted();
  synced(whole);
  return { token: whole.token, classes: allButTasks(whole) };
}

/** The same options, which throw when everything would have to be read again and again: between attempts there are pauses. */
function withPatience(options: FollowOptions): FollowOptions {
  const { clock = () => performance.now() } = options;
  let readAt = 0, inRow = 0;
  return {
    ...options,
    synced: (batch) => {
      readAt = clock();
      options.synced(batch);
    },
    rolledBack: () => {
      inRow = clock() - readAt < SOON ? inRow + 1 : 0;
      if (inRow >= TIMES) {
        throw new ConnectionError("bad-answer", "The pool goes back to an earlier state again and again");
      }
      options.rolledBack();
    },
  };
}

const isTask = (className: string) => className === "task";

/**
 * Every class but tasks, by name: asked for "*", the pool would answer this loop for every step of a task as well (a third
 * of all answers in a genuine day). The counts name each table of the pool's database, also those that are empty and those
 * of a newer xapi. Messages have no table.
 */
function allButTasks({ validRefCounts }: EventBatch): string[] {
  const names = new Set([...Object.keys(validRefCounts), "message"].map((name) => name.toLowerCase()));
  if (names.size === 1) return ["*"];
  // What is no plain name the pool would take for something else, or refuse.
  return [...names].filter((name) => !isTask(name) && hasEvents(name) && /^\w+$/.test(name)).sort();
}
