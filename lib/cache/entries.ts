// The entries of one pool: which there are, in which collection, under which id, as follows from its records.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import type { Collection } from "@/lib/view/types.ts";
import { Entry } from "./entry.ts";
import { text } from "./fields.ts";
import { COLLECTIONS_OF, isViewed, PROJECTIONS } from "./projections/mod.ts";
import type { ViewedClass } from "./projections/types.ts";
import { type Replica, STRIDE, type Touched } from "./replica.ts";

/** Where entries stand, and readers may see them. */
export interface Shelf {
  /** Whether another object of that class has the id. */
  taken(className: ViewedClass, id: string): boolean;
  /** Puts a new entry up, so that its id is taken. Readers see it with its first view. */
  add(entry: Entry): void;
  /** Takes an entry down. */
  remove(entry: Entry): void;
  /** Gives an entry the reference its object has now. */
  move(entry: Entry, ref: Ref): void;
}

/** What follows from the coming and going of entries. */
export interface Consequences {
  /** It is gone. */
  left(entry: Entry): void;
  /** It is new. */
  joined(entry: Entry): void;
  /** Its object has another reference. */
  moved(entry: Entry, ref: Ref): void;
  /** This reference, or uuid, leads to another entry than before, or to none. */
  renamed(name: Ref): void;
}

interface Joining {
  readonly className: ViewedClass;
  readonly collection: Collection;
  readonly uuid: string;
  readonly ref: Ref;
}

export class Entries {
  readonly #of = new Map<string, Map<Ref, Entry>>();

  constructor(private readonly pool: string) {}

  get(className: string, ref: Ref): Entry | undefined {
    return this.#of.get(className)?.get(ref);
  }

  of(className: string): ReadonlyMap<Ref, Entry> | undefined {
    return this.#of.get(className);
  }

  *[Symbol.iterator](): IterableIterator<Entry> {
    for (const entries of this.#of.values()) yield* entries.values();
  }

  /** The entry of an object that nobody knew; undefined where nothing of it is shown. */
  arrive(className: string, ref: Ref, record: XapiRecord, shelf: Shelf): Entry | undefined {
    if (!hasEntries(className)) return undefined;
    const collection = collectionOf(className, record);
    if (collection === undefined) return undefined;
    return this.#add({ className, collection, uuid: text(record, "uuid") || ref, ref }, shelf);
  }

  /** Brings the entries in line with the touched records. Yields now and then. */
  *follow(touched: Touched, source: Replica, shelf: Shelf, then: Consequences): Generator<void> {
    const leaving = new Map<string, Entry>();
    const joining: Joining[] = [];
    const forget = (entry: Entry) => {
      then.left(entry);
      shelf.remove(entry);
    };
    let done = 0;
    for (const [className, refs] of touched) {
      if (!hasEntries(className)) continue;
      const records = source.records(className);
      for (const ref of refs.keys()) {
        if (++done % STRIDE === 0) yield;
        const record = records.get(ref);
        const collection = record === undefined ? undefined : collectionOf(className, record);
        const uuid = record === undefined ? ref : text(record, "uuid") || ref;
        const entry = this.get(className, ref);
        if (entry !== undefined && entry.collection === collection && entry.uuid === uuid) continue;
        if (entry !== undefined) {
          this.#of.get(className)?.delete(ref);
          const key = `${entry.collection} ${entry.uuid}`;
          // Of two with one uuid at most one can move.
          const other = leaving.get(key);
          if (other !== undefined) forget(other);
          leaving.set(key, entry);
          then.renamed(ref);
          then.renamed(entry.uuid);
        }
        if (collection !== undefined) joining.push({ className, collection, uuid, ref });
      }
    }
    const keys = new Set<string>();
    for (const { collection, uuid } of leaving.size > 0 ? joining : []) {
      keys.add(`${collection} ${uuid}`);
      if (++done % STRIDE === 0) yield;
    }
    const moved = new Map<string, Entry>();
    for (const [key, entry] of leaving) {
      if (keys.has(key)) moved.set(key, entry);
      else forget(entry);
      if (++done % STRIDE === 0) yield;
    }
    for (const one of joining) {
      if (++done % STRIDE === 0) yield;
      // The same object under a new reference (after a restore): readers see only what differs.
      const key = moved.size > 0 ? `${one.collection} ${one.uuid}` : "";
      const entry = moved.get(key);
      moved.delete(key);
      if (entry === undefined) {
        then.joined(this.#add(one, shelf));
      } else {
        shelf.move(entry, one.ref);
        this.#set(one.className, one.ref, entry);
        then.moved(entry, one.ref);
      }
      then.renamed(one.ref);
      then.renamed(one.uuid);
    }
  }

  #add({ className, collection, uuid, ref }: Joining, shelf: Shelf): Entry {
    const entry = new Entry(collection, this.#freeId(className, uuid, ref, shelf), uuid, this.pool, ref);
    shelf.add(entry);
    this.#set(className, ref, entry);
    return entry;
  }

  #set(className: ViewedClass, ref: Ref, entry: Entry): void {
    let entries = this.#of.get(className);
    if (entries === undefined) this.#of.set(className, entries = new Map<Ref, Entry>());
    entries.set(ref, entry);
  }

  #freeId(className: ViewedClass, uuid: string, ref: Ref, shelf: Shelf): string {
    if (!shelf.taken(className, uuid)) return uuid;
    const qualified = `${uuid}@${this.pool}`;
    return shelf.taken(className, qualified) ? `${qualified}/${ref}` : qualified;
  }
}

/** The pool's own entry is there whatever its record is. */
function hasEntries(className: string): className is ViewedClass {
  return className !== "pool" && isViewed(className);
}

function collectionOf(className: ViewedClass, record: XapiRecord): Collection | undefined {
  return COLLECTIONS_OF[className].find((collection) => PROJECTIONS[collection].accepts(record));
}
