// The replica of one pool: its raw records by class and reference, exactly as decoded, nothing derived.
import type { Ref } from "@/lib/xapi/schema.ts";
import { type Compactor, equal, Unread } from "@/lib/xapi/compact.ts";
import { setOwn } from "@/lib/xapi/set_own.ts";
import type { XapiEvent, XapiRecord } from "@/lib/xapi/types.ts";
import { Records } from "./records.ts";

/** What the replica held before a step: class → reference → record (undefined: it was not there). */
export type Touched = Map<string, Before>;
type Before = Map<Ref, XapiRecord | undefined> | AllNew;

/** Before a class came there was none of it: told without a map of all its objects. */
class AllNew {
  constructor(private readonly after: ReadonlyMap<Ref, XapiRecord>) {}

  keys(): IterableIterator<Ref> {
    return this.after.keys();
  }

  has(ref: Ref): boolean {
    return this.after.has(ref);
  }

  *[Symbol.iterator](): IterableIterator<readonly [Ref, undefined]> {
    for (const ref of this.after.keys()) yield [ref, undefined];
  }
}

const NONE = new Records();

/** Objects dealt with between two yields of work that may take long. */
export const STRIDE = 64;

/** Raw records by class. Every writing method notes in `touched` what was there before, once per object and step. */
export class Replica {
  readonly #classes: Map<string, Records>;
  /** What made records wait that nobody has read yet. */
  #waiting: Compactor | undefined;

  /** @param classes records to begin with; the replica takes them over */
  constructor(classes: Map<string, Records> = new Map()) {
    this.#classes = classes;
  }

  records(className: string): Records {
    return this.#classes.get(className) ?? NONE;
  }

  get(className: string, ref: Ref): XapiRecord | undefined {
    return this.#classes.get(className)?.get(ref);
  }

  has(className: string, ref: Ref): boolean {
    return this.#classes.get(className)?.has(ref) ?? false;
  }

  /** Number of classes. */
  get size(): number {
    return this.#classes.size;
  }

  classes(): IterableIterator<string> {
    return this.#classes.keys();
  }

  /** Applies one event. A mod of an unknown object adds it, a del of an unknown one does nothing: both occur on the wire. */
  event(event: XapiEvent, touched: Touched | null): void {
    if (event.operation === "del") this.#delete(event.class, event.ref, touched);
    else if (event.record !== undefined) this.#set(event.class, event.ref, event.record, touched);
  }

  /** Whether there may be records that nobody has read yet. */
  get unread(): boolean {
    return this.#waiting !== undefined;
  }

  /** Reads every record that nobody has read yet. Yields now and then. */
  *read(): Generator<void> {
    if (this.#waiting === undefined) return;
    let done = 0;
    for (const records of this.#classes.values()) {
      for (const ref of records.keys()) {
        this.#waiting.know(ref);
        if (++done % STRIDE === 0) yield;
      }
    }
    for (const records of this.#classes.values()) {
      for (const _ of records) if (++done % STRIDE === 0) yield;
    }
    this.#waiting.rest();
    this.#waiting = undefined;
  }

  /** Puts in an object that is not there yet; false where it is. */
  add(className: string, ref: Ref, record: XapiRecord | Unread): boolean {
    let records = this.#classes.get(className);
    if (records === undefined) this.#classes.set(className, records = new Records());
    if (records.has(ref)) return false;
    records.set(ref, record);
    if (record instanceof Unread) this.#waiting = record.compactor;
    return true;
  }

  /** Applies an event to a replica that is to take this one's place. A record that says the same as the one here is that one. */
  renew(next: Replica, event: XapiEvent): void {
    const held = event.record && this.get(event.class, event.ref);
    if (held === undefined || event.record === undefined) next.event(event, null);
    else next.event({ ...event, record: merged(held, event.record) }, null);
  }

  /**
   * Fills a new replica, to take this one's place, with exactly `records` of one class and everything else as it is here.
   * Yields now and then, and gives it at the end.
   */
  *relisted(className: string, records: ReadonlyMap<Ref, XapiRecord>): Generator<void, Replica> {
    const classes = new Map(this.#classes);
    const before = this.records(className), after = new Records();
    let done = 0;
    for (const [ref, record] of records) {
      after.set(ref, merged(before.get(ref), record));
      if (++done % STRIDE === 0) yield;
    }
    if (after.size === 0) classes.delete(className);
    else classes.set(className, after);
    return new Replica(classes);
  }

  /** Like relisted(), with what is here as far as the events say nothing else. */
  *changed(events: readonly XapiEvent[]): Generator<void, Replica> {
    const classes = new Map(this.#classes);
    for (const className of new Set(events.map((event) => event.class))) {
      classes.set(className, new Records(this.records(className)));
      yield;
    }
    const next = new Replica(classes);
    let done = 0;
    for (const event of events) {
      next.event(event, null);
      if (++done % STRIDE === 0) yield;
    }
    return next;
  }

  /** Notes in `touched` what a replica that takes the place of this one changes. */
  *compare(next: Replica, touched: Touched): Generator<void> {
    for (const className of new Set([...this.classes(), ...next.classes()])) {
      const before = this.records(className), after = next.records(className);
      if (before === after) continue;
      if (before.size === 0 && after.size > 0) {
        touched.set(className, new AllNew(after));
        continue;
      }
      const refs = new Map<Ref, XapiRecord | undefined>();
      let done = 0;
      for (const [ref, record] of before) {
        if (!after.has(ref)) refs.set(ref, record);
        if (++done % STRIDE === 0) yield;
      }
      for (const [ref, record] of after) {
        const held = before.get(ref);
        if (held !== record) refs.set(ref, held);
        if (++done % STRIDE === 0) yield;
      }
      if (refs.size > 0) touched.set(className, refs);
    }
  }

  #set(className: string, ref: Ref, record: XapiRecord, touched: Touched | null): void {
    let records = this.#classes.get(className);
    if (records === undefined) this.#classes.set(className, records = new Records());
    const before = records.get(ref), after = merged(before, record);
    if (before === after) return;
    if (touched !== null) note(touched, className, ref, before);
    records.set(ref, after);
  }

  #delete(className: string, ref: Ref, touched: Touched | null): void {
    const records = this.#classes.get(className);
    const before = records?.get(ref);
    if (records === undefined || before === undefined) return;
    if (touched !== null) note(touched, className, ref, before);
    records.delete(ref);
    if (records.size === 0) this.#classes.delete(className);
  }
}

function note(touched: Touched, className: string, ref: Ref, before: XapiRecord | undefined): void {
  let refs = touched.get(className);
  if (refs === undefined) touched.set(className, refs = new Map<Ref, XapiRecord | undefined>());
  if (refs instanceof Map && !refs.has(ref)) refs.set(ref, before);
}

/** The new record, with the values of the one before where they are equal; the one before where all are. */
function merged(before: XapiRecord | undefined, after: XapiRecord): XapiRecord {
  if (before === undefined || before === after) return after;
  let same = true;
  for (const name in after) {
    const held = before[name], value = after[name];
    if (held === value) continue;
    if (held !== undefined && Object.hasOwn(before, name) && equal(held, value)) setOwn(after, name, held);
    else same = false;
  }
  if (!same) return after;
  for (const name in before) if (!Object.hasOwn(after, name)) return after;
  return before;
}
