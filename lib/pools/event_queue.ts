// Pools of before event.from (XenServer 5.6): a session registers for events and asks event.next for what has queued up.
// There are no tokens and no counts, so whatever is in doubt is read again.
import { ConnectionError, type Session, XapiError } from "@/lib/xapi/mod.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import type { EventBatch, XapiEvent } from "@/lib/xapi/types.ts";
import { hasEvents, listable } from "./consistency.ts";
import { untold } from "./event_loop.ts";
import type { FollowOptions } from "./follow.ts";
import { pause } from "./pause.ts";
import { LIST_TIMEOUT, Relists, SESSION_GONE } from "./relists.ts";
import { Turns, untilFirst } from "./turns.ts";

/**
 * event.next answers only when something happens: this often (ms) the pool is asked whether it still lives, and whether
 * something has happened that was not told. An answer that still is not whole after another pulse has stopped on its way.
 */
const PULSE = 45_000;
const PULSE_TIMEOUT = 15_000;
/** A pool of which nothing at all is heard for so long (ms) has lost the connection that waits for it. */
const PATIENCE = 15 * 60_000;
/** Every so often (ms) one class is read again: nothing else would show what the queue did not tell. */
const ROUND = 60_000;

/** As follow(), for a pool without event.from. */
export async function followQueue(
  session: Session,
  writer: PoolWriter,
  options: FollowOptions,
): Promise<void> {
  const { signal, clock = () => performance.now(), pulse = PULSE } = options;
  for (;;) {
    // What happens while everything is being read queues up, and comes after it.
    await session.call("event.register", [["*"]], { signal });
    const told = { next: await currentId(session, signal) };
    const names = await listable(session, signal);
    const whole = await readAll(session, names, signal);
    signal.throwIfAborted();
    await writer.reset(whole);
    signal.throwIfAborted();
    options.synced(whole);
    const relists = new Relists(session, writer, new Turns(), clock);
    let round = clock();
    for (;;) {
      const events = await next(session, told, pulse, signal);
      signal.throwIfAborted();
      if (events === null) break;
      const batch = {
        token: "",
        events: events.filter((event) => hasEvents(event.class)),
        validRefCounts: {},
      };
      await writer.apply(batch);
      options.changed(batch);
      await relists.heal(untold(batch), signal);
      const [name] = names;
      if (name === undefined || clock() - round < ROUND) continue;
      names.push(...names.splice(0, 1));
      await relists.relist(name, signal);
      round = clock();
    }
    await session.call("event.unregister", [["*"]], { signal });
    options.rolledBack();
  }
}

/** The objects of all classes, as a first event.from would give them. One class after the other: such hosts are old. */
async function readAll(session: Session, names: readonly string[], signal: AbortSignal): Promise<EventBatch> {
  const events: XapiEvent[] = [];
  for (const name of names) {
    try {
      const records = await session.getAllRecords(name, { signal, timeout: LIST_TIMEOUT });
      for (const [ref, record] of records) events.push({ class: name, operation: "add", ref, record });
    } catch (error) {
      if (!(error instanceof XapiError) || SESSION_GONE.has(error.code)) throw error;
    }
  }
  return { token: "", events, validRefCounts: {} };
}

/** How far the events have been told: the id of the first that has not; null where ids say nothing. */
interface Told {
  next: number | null;
}

/** One event.next, with a look at the pool's pulse now and then; null when the pool has lost events of this session. */
async function next(
  session: Session,
  told: Told,
  pulse: number,
  signal: AbortSignal,
): Promise<XapiEvent[] | null> {
  let events: XapiEvent[] | null = null;
  const listen = async (signal: AbortSignal) => {
    try {
      const answer = await session.nextEvents({ signal, timeout: PATIENCE });
      events = answer.events;
      told.next = answer.next ?? told.next;
    } catch (error) {
      if (!(error instanceof XapiError) || error.code !== "EVENTS_LOST") throw error;
    }
  };
  const watch = async (signal: AbortSignal) => {
    for (let behind = false;;) {
      await pause(pulse, signal);
      await session.call("pool.get_all", [], { signal, timeout: PULSE_TIMEOUT });
      const id = await currentId(session, signal);
      if (behind) throw new ConnectionError("timeout", "The pool has stopped in the middle of an answer");
      behind = id !== null && told.next !== null && id > told.next;
    }
  };
  await untilFirst(signal, [listen, watch]);
  return events;
}

/** The id of the next event; null where the pool tells none. */
async function currentId(session: Session, signal: AbortSignal): Promise<number | null> {
  try {
    const id = Number(await session.call("event.get_current_id", [], { signal, timeout: PULSE_TIMEOUT }));
    return Number.isSafeInteger(id) ? id : null;
  } catch (error) {
    if (error instanceof XapiError && !SESSION_GONE.has(error.code)) return null;
    throw error;
  }
}

/** Whether a pool says that it does not know event.from. */
export function knowsNoEventFrom(error: unknown): boolean {
  return error instanceof XapiError && error.code === "MESSAGE_METHOD_UNKNOWN";
}
