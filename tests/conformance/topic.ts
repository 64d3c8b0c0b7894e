// What the replays of the recordings by topic share: the pool, the recordings in their order, what must agree.
import { type Database, type Simulator, startSimulator } from "@/sim/mod.ts";
import { until } from "@/sim/testing.ts";
import { decode, type Recording, recordings, send, TRANSCRIPTS } from "./recordings.ts";
import { compare, field, names, note, type Tally } from "./tally.ts";

/** The pool the recordings were made on, as it was some minutes before. */
export const POOL = new URL("../histories/day-of-work/end.json.gz", TRANSCRIPTS).pathname;

/** Values that must agree to the letter; of the rest the shape counts. */
export const EXACT =
  /error|\.(allowed_operations|power_state|enabled|status|error_info|is_a_template|is_a_snapshot|snapshot_of|parent|children|name_label|currently_attached|empty|device|memory_target)\b/;

/** The recordings of a topic in their order. */
export function topic(name: string): Recording[] {
  return recordings(new RegExp(`^E-${name}-\\d`)).sort((a, b) => numberOf(a.name) - numberOf(b.name));
}

/** The number of a recording within its topic. */
export function numberOf(name: string): number {
  return Number(/-(\d+)-/.exec(name)?.[1]);
}

/** The ids of every object of the pool. */
export function idsOf(db: Database): Set<string> {
  const ids = new Set<string>();
  for (const cls of db.classes()) {
    for (const [ref, record] of db.table(cls)) {
      ids.add(ref.replace("OpaqueRef:", ""));
      ids.add(String(record["uuid"]));
    }
  }
  return ids;
}

export function request({ requestBody }: Recording): { method: string; params: readonly unknown[] } {
  const call = decode(requestBody);
  const params = field(call, "params");
  return { method: String(field(call, "method")), params: Array.isArray(params) ? params : [] };
}

/** Waits until no task runs any more. */
export function settled(simulator: Simulator): Promise<void> {
  return until(simulator, () => simulator.tasks.running === 0);
}

/**
 * Two answers of event.from with the events they share, in one order: what else falls into a batch is a matter of
 * milliseconds, and xapi lists them by references. Other answers as they are.
 */
export function alike(recorded: unknown, simulated: unknown): readonly [unknown, unknown] {
  const [theirs, ours] = [eventsOf(recorded), eventsOf(simulated)];
  if (theirs === undefined || ours === undefined) return [recorded, simulated];
  const shared = [...theirs.keys()].filter((key) => ours.has(key)).sort();
  // Nothing in common is a difference, unless there was nothing.
  if (shared.length === 0 && theirs.size > 0) return [recorded, withEvents(simulated, [])];
  const pick = (events: ReadonlyMap<string, unknown>) => shared.map((key) => events.get(key));
  return [withEvents(recorded, pick(theirs)), withEvents(simulated, pick(ours))];
}

/** The events of an answer by what they are about. */
function eventsOf(answer: unknown): Map<string, unknown> | undefined {
  const events = field(field(answer, "result"), "events");
  if (!Array.isArray(events)) return undefined;
  return new Map(events.map((event) => {
    const about = field(field(event, "snapshot"), "name_label") ?? "";
    return [`${field(event, "class")} ${field(event, "operation")} ${about}`, event];
  }));
}

function withEvents(answer: unknown, events: readonly unknown[]): unknown {
  return { ...Object(answer), result: { ...Object(field(answer, "result")), events } };
}

/** Sends one call to a simulator of its own and compares the answer in shape. `state` is the pool's file. */
export async function sendAside(tally: Tally, state: string, recording: Recording): Promise<void> {
  const simulator = await startSimulator({ state, password: "lab" });
  try {
    const session = String(await simulator.call("session.login_with_password", ["root", "lab", "", "test"]));
    const theirs = /OpaqueRef:[0-9a-f-]{36}/.exec(recording.requestBody)?.[0] ?? "";
    const answer = await send(simulator.url, recording, recording.requestBody.replace(theirs, session));
    tally.requests++;
    note(tally, recording, "status", recording.response.status, answer.status);
    note(tally, recording, "headers", names(recording.response.headers), names(answer.headers));
    compare(tally, recording, decode(recording.response.body), decode(answer.body), () => false);
  } finally {
    await simulator.close();
  }
}
