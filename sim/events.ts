// event.from: what changed since a token, for some classes or objects, now or when it happens.
import { CLASSES_WITHOUT_EVENTS } from "@/lib/xapi/schema.ts";
import type { Database } from "./db.ts";
import { ApiError } from "./errors.ts";
import { pause } from "./pause.ts";
import type { Rec, Ref } from "./values.ts";

/** One event; `cls` is the class in the model's spelling. A deletion has no snapshot. */
export interface Event {
  readonly id: number;
  readonly cls: string;
  readonly operation: "add" | "mod" | "del";
  readonly ref: Ref;
  readonly snapshot?: Rec;
}

/** The reply of event.from. */
export interface Batch {
  readonly events: readonly Event[];
  readonly validRefCounts: ReadonlyMap<string, number>;
  readonly token: string;
}

/** Waits between looking again while nothing fits: the first, and the longest, in milliseconds. */
const RESCAN_MS = 3.1;
const RESCAN_MAX_MS = 50;

/** What a subscription wants. */
export class Subscription {
  #all = false;
  readonly #classes = new Set<string>();
  readonly #objects = new Set<string>();

  /** Throws ApiError EVENT_SUBSCRIPTION_PARSE_FAILURE. */
  constructor(classes: readonly string[]) {
    for (const wanted of classes) {
      const parts = wanted.split("/");
      if (wanted === "*") this.#all = true;
      else if (parts.length === 1) this.#classes.add(wanted.toLowerCase());
      else if (parts.length === 2) this.#objects.add(`${parts[0]?.toLowerCase()}/${parts[1]}`);
      else throw new ApiError("EVENT_SUBSCRIPTION_PARSE_FAILURE", wanted);
    }
  }

  /** Whether all objects of a class are wanted ("all"), some ("some") or none. */
  wants(cls: string): "all" | "some" | "none" {
    const lower = cls.toLowerCase();
    if (SILENT.has(lower)) return "none";
    if (this.#all || this.#classes.has(lower)) return "all";
    for (const object of this.#objects) if (object.startsWith(`${lower}/`)) return "some";
    return "none";
  }

  matches(cls: string, ref: Ref): boolean {
    const wanted = this.wants(cls);
    return wanted === "all" || (wanted === "some" && this.#objects.has(`${cls.toLowerCase()}/${ref}`));
  }
}

/** Classes that xapi keeps outside its database. */
const NO_ROWS = new Set(["message", "role"]);

const SILENT = new Set(CLASSES_WITHOUT_EVENTS.map((cls) => cls.toLowerCase()));

/** Reads a token: the generations of objects and of messages. Throws ApiError EVENT_FROM_TOKEN_PARSE_FAILURE. */
export function parseToken(token: string): { objects: number; messages: number } {
  if (token === "") return { objects: 0, messages: 0 };
  const [, objects, messages] = /^(\d{1,20}),(\d{1,20})$/.exec(token) ?? [];
  if (objects === undefined || messages === undefined) {
    throw new ApiError("EVENT_FROM_TOKEN_PARSE_FAILURE", token);
  }
  return { objects: Number(objects), messages: Number(messages) };
}

/** Writes a token. */
export function formatToken(objects: number, messages: number): string {
  return `${String(objects).padStart(20, "0")},${String(messages).padStart(20, "0")}`;
}

/**
 * Answers event.from: at once when something changed since the token, else when something does, else at the timeout with
 * no events. Throws SESSION_INVALID as soon as the session is gone. `signal` ends the wait of a caller who left.
 */
export async function eventFrom(
  db: Database,
  session: Ref,
  classes: readonly string[],
  token: string,
  timeoutSeconds: number,
  signal: AbortSignal,
): Promise<Batch> {
  const subscription = new Subscription(classes);
  const since = parseToken(token);
  const valid = Number.isFinite(timeoutSeconds) && timeoutSeconds >= 0;
  const deadline = Date.now() + (valid ? timeoutSeconds : 86_400) * 1000;
  const slow = db.version.slowEvents;
  let rest = slow ? RESCAN_MAX_MS : 0;
  if (slow) await pause(RESCAN_MAX_MS, signal);
  for (;;) {
    if (db.get("session", session) === undefined) throw new ApiError("SESSION_INVALID", session);
    const { events, token } = scan(db, subscription, since);
    if (events.length > 0 || Date.now() >= deadline || signal.aborted) {
      return { events, token, validRefCounts: refCounts(db) };
    }
    await change(db, subscription, session, deadline - Date.now(), signal);
    rest = Math.min(rest === 0 ? RESCAN_MS : rest * 2, RESCAN_MAX_MS);
    if (db.get("session", session) !== undefined && Date.now() < deadline) await pause(rest, signal);
  }
}

/** What happened since two generations, as xapi orders it, with the token that follows. */
export function scan(
  db: Database,
  subscription: Subscription,
  since: { readonly objects: number; readonly messages: number },
): { readonly events: readonly Event[]; readonly token: string } {
  const [adds, mods, dels]: [Event[], Event[], Event[]] = [[], [], []];
  let last = since.objects;
  let messages = 0;
  const written = db.writtenSince(since.objects);
  for (const cls of db.classes()) {
    const wanted = db.version.hasClass(cls) ? subscription.wants(cls) : "none";
    if (wanted === "none" || cls === "role") continue;
    if (cls === "message") {
      messages = scanMessages(db, since.messages, adds, dels);
      continue;
    }
    for (const ref of [...(written === undefined ? db.stamps(cls).keys() : written.get(cls) ?? [])].sort()) {
      const stamp = db.stamp(cls, ref);
      const record = db.get(cls, ref);
      if (stamp === undefined || record === undefined || stamp.modified <= since.objects) continue;
      if (wanted === "some" && !subscription.matches(cls, ref)) continue;
      const snapshot = db.version.view(cls, record);
      last = Math.max(last, stamp.modified);
      if (stamp.created > since.objects) {
        adds.push({ id: stamp.created, cls, operation: "add", ref, snapshot });
      } else mods.push({ id: stamp.modified, cls, operation: "mod", ref, snapshot });
    }
    for (const { ref, created, deleted } of db.deletions(cls)) {
      if (deleted <= since.objects || !subscription.matches(cls, ref)) continue;
      last = Math.max(last, deleted);
      if (created <= since.objects) dels.push({ id: deleted, cls, operation: "del", ref });
    }
  }
  return { events: [...adds, ...mods, ...dels], token: formatToken(last, messages) };
}

/** Messages have a generation of their own in the token; they come first, and with the id 0. */
function scanMessages(db: Database, since: number, adds: Event[], dels: Event[]): number {
  let last = since;
  const news: Event[] = [];
  for (const [ref, snapshot] of db.table("message")) {
    const created = db.stamp("message", ref)?.created ?? 0;
    if (created <= since) continue;
    last = Math.max(last, created);
    news.push({ id: 0, cls: "message", operation: "add", ref, snapshot });
  }
  adds.unshift(...news);
  for (const { ref, created, deleted } of db.deletions("message")) {
    if (deleted <= since) continue;
    last = Math.max(last, deleted);
    if (created <= since) dels.unshift({ id: 0, cls: "message", operation: "del", ref });
  }
  return last;
}

/** Number of rows by class as valid_ref_counts lists them: lower-case, by falling name; messages and roles are no rows. */
function refCounts(db: Database): ReadonlyMap<string, number> {
  const shown = [...db.objectCounts()].filter(([cls]) => db.version.hasClass(cls));
  const counts = shown.sort(([a], [b]) => a < b ? 1 : -1);
  return new Map(counts.map(([cls, count]) => [cls.toLowerCase(), NO_ROWS.has(cls) ? 0 : count]));
}

/** Resolves at the next write that fits, when the session goes, at the timeout or when the caller left. */
function change(
  db: Database,
  subscription: Subscription,
  session: Ref,
  timeout: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const stop = db.onChange(({ cls, ref, kind }) => {
      if (cls === "session" ? kind === "del" && ref === session : subscription.matches(cls, ref)) done();
    });
    // Timers hold 31 bits; a longer wait looks again.
    const timer = setTimeout(done, Math.min(timeout, 2 ** 31 - 1));
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}
