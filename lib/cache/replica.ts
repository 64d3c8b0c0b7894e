// The replica of one pool: its raw records by class and reference, exactly as decoded, nothing derived.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiEvent, XapiRecord } from "@/lib/xapi/types.ts";

/** What the replica held before a step: class → reference → record (undefined: it was not there). */
export type Touched = Map<string, Map<Ref, XapiRecord | undefined>>;

const NONE: ReadonlyMap<Ref, XapiRecord> = new Map();

/** Objects dealt with between two yields of work that may take long. */
export const STRIDE = 64;

/** Raw records by class. Every writing method notes in `touched` what was there before, once per object and step. */
export class Replica {
  readonly #classes: Map<string, Map<Ref, XapiRecord>>;

  /** @param classes records to begin with; the replica takes them over */
  constructor(classes: Map<string, Map<Ref, XapiRecord>> = new Map()) {
    this.#classes = classes;
  }

  records(className: string): ReadonlyMap<Ref, XapiRecord> {
    return this.#classes.get(className) ?? NONE;
  }

  get(className: string, ref: Ref): XapiRecord | undefined {
    return this.#classes.get(className)?.get(ref);
  }

  classes(): IterableIterator<string> {
    return this.#classes.keys();
  }

  /** Applies one event. A mod of an unknown object adds it, a del of an unknown one does nothing: both occur on the wire. */
  event(event: XapiEvent, touched: Touched): void {
    if (event.operation === "del") this.#delete(event.class, event.ref, touched);
    else if (event.record !== undefined) this.#set(event.class, event.ref, event.record, touched);
  }

  /** A replica that holds exactly `records` of a class and shares all others. To take this one's place, not to stand beside it. */
  with(className: string, records: ReadonlyMap<Ref, XapiRecord>): Replica {
    const classes = new Map(this.#classes);
    if (records.size === 0) classes.delete(className);
    else classes.set(className, new Map(records));
    return new Replica(classes);
  }

  /** Notes in `touched` what a replica that takes the place of this one changes. */
  *compare(next: Replica, touched: Touched): Generator<void> {
    for (const className of new Set([...this.classes(), ...next.classes()])) {
      const before = this.records(className), after = next.records(className);
      if (before === after) continue;
      let done = 0;
      for (const [ref, record] of before) {
        if (!after.has(ref)) note(touched, className, ref, record);
        if (++done % STRIDE === 0) yield;
      }
      for (const [ref, record] of after) {
        const held = before.get(ref);
        if (held !== record) note(touched, className, ref, held);
        if (++done % STRIDE === 0) yield;
      }
    }
  }

  #set(className: string, ref: Ref, record: XapiRecord, touched: Touched): void {
    let records = this.#classes.get(className);
    if (records === undefined) this.#classes.set(className, records = new Map<Ref, XapiRecord>());
    const before = records.get(ref);
    if (before === record) return;
    note(touched, className, ref, before);
    records.set(ref, record);
  }

  #delete(className: string, ref: Ref, touched: Touched): void {
    const records = this.#classes.get(className);
    const before = records?.get(ref);
    if (records === undefined || before === undefined) return;
    note(touched, className, ref, before);
    records.delete(ref);
    if (records.size === 0) this.#classes.delete(className);
  }
}

function note(touched: Touched, className: string, ref: Ref, before: XapiRecord | undefined): void {
  let refs = touched.get(className);
  if (refs === undefined) touched.set(className, refs = new Map<Ref, XapiRecord | undefined>());
  if (!refs.has(ref)) refs.set(ref, before);
}
