// The replica of one pool: its raw records by class and reference, exactly as decoded, nothing derived.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiEvent, XapiRecord } from "@/lib/xapi/types.ts";

/** What the replica held before a step: class → reference → record (undefined: it was not there). */
export type Touched = Map<string, Map<Ref, XapiRecord | undefined>>;

const NONE: ReadonlyMap<Ref, XapiRecord> = new Map();

/** Raw records by class. Every writing method notes in `touched` what was there before, once per object and step. */
export class Replica {
  readonly #classes = new Map<string, Map<Ref, XapiRecord>>();

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
    if (event.operation === "del") this.delete(event.class, event.ref, touched);
    else if (event.record !== undefined) this.set(event.class, event.ref, event.record, touched);
  }

  set(className: string, ref: Ref, record: XapiRecord, touched: Touched): void {
    let records = this.#classes.get(className);
    if (records === undefined) this.#classes.set(className, records = new Map<Ref, XapiRecord>());
    const before = records.get(ref);
    if (before === record) return;
    note(touched, className, ref, before);
    records.set(ref, record);
  }

  delete(className: string, ref: Ref, touched: Touched): void {
    const records = this.#classes.get(className);
    const before = records?.get(ref);
    if (records === undefined || before === undefined) return;
    note(touched, className, ref, before);
    records.delete(ref);
    if (records.size === 0) this.#classes.delete(className);
  }

  /** Makes a class hold exactly `records`. */
  replace(className: string, records: ReadonlyMap<Ref, XapiRecord>, touched: Touched): void {
    for (const ref of [...this.records(className).keys()]) {
      if (!records.has(ref)) this.delete(className, ref, touched);
    }
    for (const [ref, record] of records) this.set(className, ref, record, touched);
  }
}

function note(touched: Touched, className: string, ref: Ref, before: XapiRecord | undefined): void {
  let refs = touched.get(className);
  if (refs === undefined) touched.set(className, refs = new Map<Ref, XapiRecord | undefined>());
  if (!refs.has(ref)) refs.set(ref, before);
}
