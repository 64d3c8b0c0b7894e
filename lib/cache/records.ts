// The records of one class. One that came with a first read is made compact when somebody looks, or when its turn comes.
import { Unread } from "@/lib/xapi/compact.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";

type Held = XapiRecord | Unread;

export class Records implements ReadonlyMap<Ref, XapiRecord> {
  readonly #held: Map<Ref, Held>;

  /** @param records to begin with */
  constructor(records?: Records) {
    this.#held = new Map(records === undefined ? undefined : records.#held);
  }

  get size(): number {
    return this.#held.size;
  }

  has(ref: Ref): boolean {
    return this.#held.has(ref);
  }

  get(ref: Ref): XapiRecord | undefined {
    const held = this.#held.get(ref);
    return held instanceof Unread ? this.#read(ref, held) : held;
  }

  set(ref: Ref, record: Held): void {
    this.#held.set(ref, record);
  }

  delete(ref: Ref): void {
    this.#held.delete(ref);
  }

  keys(): MapIterator<Ref> {
    return this.#held.keys();
  }

  *values(): MapIterator<XapiRecord> {
    for (const [, record] of this) yield record;
  }

  entries(): MapIterator<[Ref, XapiRecord]> {
    return this[Symbol.iterator]();
  }

  *[Symbol.iterator](): MapIterator<[Ref, XapiRecord]> {
    for (const [ref, held] of this.#held) yield [ref, held instanceof Unread ? this.#read(ref, held) : held];
  }

  forEach(callback: (record: XapiRecord, ref: Ref, records: Records) => void): void {
    for (const [ref, record] of this) callback(record, ref, this);
  }

  #read(ref: Ref, unread: Unread): XapiRecord {
    const record = unread.read();
    this.#held.set(ref, record);
    return record;
  }
}
