// Compares the replica with what the pool lists, field by field: whatever events failed to tell shows here.
import { ConnectionError, decodeRecord, isOlderToken, type Session, XapiError } from "@/lib/xapi/mod.ts";
import { withoutMessages } from "@/lib/xapi/token.ts";
import { Pacer } from "@/lib/xapi/pacer.ts";
import { CLASSES_WITHOUT_EVENTS, type Ref } from "@/lib/xapi/schema.ts";
import { equal } from "@/lib/view/merge_patch.ts";
import { isKept, OMITTED_CLASSES } from "@/lib/cache/omitted.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { pause } from "./pause.ts";
import { LIST_TIMEOUT, SESSION_GONE } from "./relists.ts";

/** How the replica differs from the pool in one class. */
export interface Difference {
  readonly className: string;
  /** Object → names of the fields that differ; "" alone: the replica lacks the object, or has one that the pool has not. */
  readonly objects: ReadonlyMap<Ref, readonly string[]>;
}

/** Objects compared between two looks at the clock. */
const STRIDE = 16;
/** So many objects are looked at again at a time, so that most of the calls that a pool takes at once are left to others. */
const TOGETHER = 8;
/** At most so many objects of a class are looked at again. */
const SUSPECTS = 256;
/** How long the question for changes under way waits (s). */
const MOMENT = 0.1;
/** ms in which an event that is on its way mostly arrives: a xapi looks for news every 50 ms at the latest (facts.md). */
const ON_ITS_WAY = 50;
/** ms for one record. */
const RECORD_TIMEOUT = 30_000;

/** Compares in turns of about 10 ms. */
export async function compare(
  writer: PoolWriter,
  className: string,
  listed: ReadonlyMap<Ref, XapiRecord>,
): Promise<Difference> {
  const objects = new Map<Ref, readonly string[]>();
  const pacer = new Pacer();
  let done = 0;
  for (const [ref, record] of listed) {
    const fields = differing(className, writer.records(className).get(ref), record);
    if (fields.length > 0) objects.set(ref, fields);
    if (++done % STRIDE === 0 && pacer.due) await pacer.rest();
  }
  for (const ref of writer.records(className).keys()) if (!listed.has(ref)) objects.set(ref, [""]);
  return { className, objects };
}

/** Gives the token up to which the replica has the changes of a class. */
export type Position = (className: string) => string;

/**
 * Compares one class while it changes, without false alarm: what differs from the list is read again, together with the
 * question what has changed since the replica's last batch. What has not, and still differs, was never told.
 */
export async function check(
  session: Session,
  writer: PoolWriter,
  className: string,
  position: Position,
  signal: AbortSignal,
): Promise<Difference> {
  const listed = await session.getAllRecords(className, { signal, timeout: LIST_TIMEOUT });
  const suspected = await compare(writer, className, listed);
  const refs = [...suspected.objects.keys()].slice(0, SUSPECTS);
  let objects: Difference["objects"] = new Map();
  // One that was never told has the whole class read again: there is no need to find them all.
  for (let at = 0; at < refs.length && objects.size === 0; at += TOGETHER) {
    objects = await stillDiffering(
      session,
      writer,
      className,
      refs.slice(at, at + TOGETHER),
      position,
      signal,
    );
  }
  return { className, objects };
}

/** Which of some objects differ from the pool without anything about them being on its way. */
async function stillDiffering(
  session: Session,
  writer: PoolWriter,
  className: string,
  refs: readonly Ref[],
  position: Position,
  signal: AbortSignal,
): Promise<Difference["objects"]> {
  const objects = new Map<Ref, readonly string[]>();
  // Nothing may come between these two: the token says what the records are as of. (They may be newer, not older.)
  const token = className === "message" ? position(className) : withoutMessages(position(className));
  const held = refs.map((ref) => writer.records(className).get(ref));
  const fresh = await Promise.all(refs.map((ref) => readRecord(session, className, ref, signal)));
  const since = await session.events({
    classes: [className.toLowerCase()],
    token,
    timeoutSeconds: MOMENT,
    signal,
  });
  if (isOlderToken(since.token, token)) return objects;
  const moving = new Set(since.events.map(({ ref }) => ref));
  for (const [i, ref] of refs.entries()) {
    const fields = moving.has(ref) ? [] : differing(className, held[i], fresh[i]);
    if (fields.length === 0) continue;
    // What came and went since the token is not told at all.
    if (held[i] === undefined && await readRecord(session, className, ref, signal) === undefined) continue;
    objects.set(ref, fields);
  }
  return objects;
}

async function readRecord(
  session: Session,
  className: string,
  ref: Ref,
  signal: AbortSignal,
): Promise<XapiRecord | undefined> {
  try {
    const wire = await session.transport.call(`${className}.get_record`, [session.ref, ref], {
      signal,
      timeout: RECORD_TIMEOUT,
    });
    // Not by the model's word for the result: of a class that it does not know the list is decoded like this as well.
    if (typeof wire === "object" && wire !== null && !Array.isArray(wire)) {
      return decodeRecord(className, wire);
    }
    throw new ConnectionError("bad-answer", `The answer is no record of ${className}`);
  } catch (error) {
    if (error instanceof XapiError && error.code === "HANDLE_INVALID") return undefined;
    throw error;
  }
}

/**
 * For tests over a pool that stands still: compares every class that can be listed. What differs is compared again until
 * it does not, or `patience` (ms; 3 s unless told) is over: an event may still be on its way. Gives what remains.
 */
export async function findDifferences(
  session: Session,
  writer: PoolWriter,
  options: { readonly patience?: number; readonly signal?: AbortSignal } = {},
): Promise<Difference[]> {
  const { patience = 3_000, signal } = options;
  const end = performance.now() + patience;
  let names: readonly string[] = await listable(session, signal);
  for (;;) {
    const differences: Difference[] = [];
    for (const name of names) {
      const difference = await listedDifference(session, writer, name, signal);
      if (difference.objects.size > 0) differences.push(difference);
    }
    if (differences.length === 0 || performance.now() >= end) return differences;
    names = differences.map(({ className }) => className);
    await pause(ON_ITS_WAY, signal);
  }
}

/** The classes that have events and that this pool says it lists. */
export async function listable(session: Session, signal?: AbortSignal): Promise<string[]> {
  const methods = await session.transport.call("system.listMethods", [], { signal });
  const names = (Array.isArray(methods) ? methods : []).flatMap((method) => {
    const [, name] = typeof method === "string" ? /^(\w+)\.get_all_records$/.exec(method) ?? [] : [];
    return name === undefined || !hasEvents(name) ? [] : [name];
  });
  return [...new Set(names)];
}

async function listedDifference(
  session: Session,
  writer: PoolWriter,
  className: string,
  signal: AbortSignal | undefined,
): Promise<Difference> {
  try {
    return await compare(writer, className, await session.getAllRecords(className, { signal }));
  } catch (error) {
    // Of a class that this pool does not list nothing can be said.
    if (!(error instanceof XapiError) || SESSION_GONE.has(error.code)) throw error;
    return { className, objects: new Map() };
  }
}

/** Names of the fields, of those that are kept, in which two records differ: null and not there are the same. */
function differing(
  className: string,
  held: XapiRecord | undefined,
  fresh: XapiRecord | undefined,
): string[] {
  if (held === undefined || fresh === undefined) return held === fresh ? [] : [""];
  const fields: string[] = [];
  for (const field in { ...held, ...fresh }) {
    if (!isKept(className, field)) continue;
    const a = held[field] ?? null, b = fresh[field] ?? null;
    if (!equal(a, b) && !(Number.isNaN(a) && Number.isNaN(b))) fields.push(field);
  }
  return fields;
}

/** Roles are listed, but built into xapi: they have neither rows nor events (a genuine one lists 2,196 and counts 0). */
const SILENT = new Set(
  [...CLASSES_WITHOUT_EVENTS, "role", ...OMITTED_CLASSES].map((name) => name.toLowerCase()),
);

/** Whether objects of a class come as events, and are to be held. */
export function hasEvents(className: string): boolean {
  return !SILENT.has(className.toLowerCase());
}
