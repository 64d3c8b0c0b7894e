// One pool in the cache: its replica, and the machinery that turns touched records into changed view objects.
//
// A step has four phases: the replica changes; entries come and go (so that ids can be resolved in any order); everything
// that depends on a change is collected; each such entry is projected once and compared with its view.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import type { Collection } from "@/lib/view/types.ts";
import { Entry } from "./entry.ts";
import { text } from "./fields.ts";
import { COLLECTIONS_OF, isViewed, PROJECTIONS } from "./projections/mod.ts";
import type { Context, ViewedClass } from "./projections/types.ts";
import { Readers } from "./readers.ts";
import { Replica, type Touched } from "./replica.ts";
import { contribute, type Counter, type Deltas, POOL, Tallies } from "./tallies.ts";
import type { Connection, ErrorText } from "./types.ts";

/** Where a pool's entries are shown; the cache, over all pools. */
export interface Shelves {
  /** Whether another object of that class has the id. */
  taken(className: ViewedClass, id: string): boolean;
  /** Puts a new entry up, so that its id is taken. Readers see it with its first view. */
  add(entry: Entry): void;
  /** Takes an entry down. */
  remove(entry: Entry): void;
}

/** One revision step being made. */
export interface Step extends Shelves {
  /** Sets the view of an entry, if it differs from the one it has. */
  show<C extends Collection>(entry: Entry<C>, view: NonNullable<Entry<C>["view"]>): void;
}

const EMPTY: XapiRecord = {};
const START: Connection = {
  state: "disconnected",
  since: "",
  reason: null,
  retry_at: null,
  address: "",
  fingerprint: null,
  offered_fingerprint: null,
};

export class PoolState implements Context {
  readonly replica = new Replica();
  connection: Connection = START;
  readonly entry: Entry<"pool">;
  readonly #entries = new Map<string, Map<Ref, Entry>>();
  readonly #readers = new Readers();
  readonly #namers = new Readers();
  readonly #tallies = new Tallies();
  /** What the projection under way has read so far. */
  #reads: Ref[] = [];
  #names: Ref[] = [];

  constructor(
    readonly pool: string,
    readonly poolName: string,
    private readonly describe: ErrorText,
  ) {
    this.entry = new Entry("pool", pool, pool, pool, "pool", "");
  }

  /** Shows what follows from the touched records. */
  refresh(touched: Touched, step: Step): void {
    const dirty = new Set<Entry>();
    this.#membership(touched, step, dirty);
    this.#tally(touched, dirty);
    for (const [className, refs] of touched) {
      for (const [ref, before] of refs) {
        const entry = this.#entries.get(className)?.get(ref);
        if (entry !== undefined) dirty.add(entry);
        this.#readers.collect(ref, dirty);
        if (className === "pool") this.#poolTouched(ref, before, dirty);
      }
      if (className === "host") dirty.add(this.entry);
    }
    for (const entry of dirty) this.#project(entry, step);
  }

  /** Shows a changed connection. */
  connected(connection: Connection, step: Step): void {
    this.connection = connection;
    this.#project(this.entry, step);
  }

  /** Takes everything down. */
  clear(step: Step): void {
    for (const entries of this.#entries.values()) for (const entry of entries.values()) step.remove(entry);
    this.#entries.clear();
    step.remove(this.entry);
  }

  /** Brings the entries in line with the records: which exist, in which collection, under which id. */
  #membership(touched: Touched, step: Step, dirty: Set<Entry>): void {
    const leaving = new Map<string, Entry>();
    const joining: [className: ViewedClass, collection: Collection, uuid: string, ref: Ref][] = [];
    for (const [className, refs] of touched) {
      if (!isViewed(className) || className === "pool") continue;
      for (const ref of refs.keys()) {
        const record = this.replica.get(className, ref);
        const collection = record === undefined ? undefined : collectionOf(className, record);
        const uuid = record === undefined ? ref : text(record, "uuid") || ref;
        const entry = this.#entries.get(className)?.get(ref);
        if (entry !== undefined && entry.collection === collection && entry.uuid === uuid) continue;
        if (entry !== undefined) {
          this.#entries.get(className)?.delete(ref);
          leaving.set(`${entry.collection} ${entry.uuid}`, entry);
          this.#namers.collect(ref, dirty);
        }
        if (collection !== undefined) joining.push([className, collection, uuid, ref]);
      }
    }
    const moved = new Map<string, Entry>();
    for (const [key, entry] of leaving) {
      if (joining.some(([, collection, uuid]) => `${collection} ${uuid}` === key)) moved.set(key, entry);
      else this.#forget(entry, step, dirty);
    }
    for (const [className, collection, uuid, ref] of joining) {
      const key = `${collection} ${uuid}`;
      // The same object under a new reference (after a restore): readers see only what differs.
      let entry = moved.get(key);
      moved.delete(key);
      if (entry === undefined) {
        entry = new Entry(
          collection,
          this.#freeId(className, uuid, ref, step),
          uuid,
          this.pool,
          className,
          ref,
        );
        step.add(entry);
      }
      entry.ref = ref;
      let entries = this.#entries.get(className);
      if (entries === undefined) this.#entries.set(className, entries = new Map<Ref, Entry>());
      entries.set(ref, entry);
      dirty.add(entry);
      this.#namers.collect(ref, dirty);
    }
  }

  #freeId(className: ViewedClass, uuid: string, ref: Ref, step: Step): string {
    const qualified = `${uuid}@${this.pool}`;
    return [uuid, qualified].find((id) => !step.taken(className, id)) ?? `${qualified}/${ref}`;
  }

  #forget(entry: Entry, step: Step, dirty: Set<Entry>): void {
    for (const ref of entry.reads) this.#readers.delete(ref, entry);
    for (const ref of entry.names) this.#namers.delete(ref, entry);
    dirty.delete(entry);
    step.remove(entry);
  }

  #tally(touched: Touched, dirty: Set<Entry>): void {
    const deltas: Deltas = new Map();
    for (const [className, refs] of touched) {
      for (const [ref, before] of refs) {
        if (before !== undefined) contribute(className, before, -1, deltas);
        const after = this.replica.get(className, ref);
        if (after !== undefined) contribute(className, after, 1, deltas);
      }
    }
    for (const parent of this.#tallies.apply(deltas)) {
      if (parent === POOL) dirty.add(this.entry);
      for (const className of ["host", "SR", "network"]) {
        const entry = this.#entries.get(className)?.get(parent);
        if (entry !== undefined) dirty.add(entry);
      }
    }
  }

  /** xapi sends a mod of the pool as heartbeat: hosts and SRs look at it only when the fields they read have changed. */
  #poolTouched(ref: Ref, before: XapiRecord | undefined, dirty: Set<Entry>): void {
    dirty.add(this.entry);
    const after = this.replica.get("pool", ref);
    for (const field of ["master", "default_SR"]) {
      if (before?.[field] !== after?.[field]) this.#readers.collect(POOL, dirty);
    }
  }

  #project(entry: Entry, step: Step): void {
    const record = entry === this.entry ? this.poolRecord() : this.replica.get(entry.className, entry.ref);
    if (record === undefined) return;
    if (entry === this.entry) entry.ref = this.replica.records("pool").keys().next().value ?? "";
    this.#reads = [];
    this.#names = [];
    this.#show(entry, record, step);
    entry.reads = this.#readers.move(entry, entry.reads, this.#reads);
    entry.names = this.#namers.move(entry, entry.names, this.#names);
  }

  #show<C extends Collection>(entry: Entry<C>, record: XapiRecord, step: Step): void {
    const view = PROJECTIONS[entry.collection].project(record, entry.ref, entry.id, this, entry.view);
    step.show(entry, view);
  }

  // The Context of the projections.

  read(className: string, ref: Ref | null): XapiRecord | undefined {
    if (ref === null) return undefined;
    this.#reads.push(ref);
    return this.replica.get(className, ref);
  }

  id(className: ViewedClass, ref: Ref | null): string | null {
    if (ref === null) return null;
    this.#names.push(ref);
    return this.#entries.get(className)?.get(ref)?.id ?? null;
  }

  idIn(collection: Collection, className: ViewedClass, ref: Ref | null): string | null {
    if (ref === null) return null;
    this.#names.push(ref);
    const entry = this.#entries.get(className)?.get(ref);
    return entry?.collection === collection ? entry.id : null;
  }

  poolRecord(): XapiRecord {
    this.#reads.push(POOL);
    return this.replica.records("pool").values().next().value ?? EMPTY;
  }

  tally(ref: Ref, counter: Counter): number {
    return this.#tallies.get(ref, counter);
  }

  hosts(): Iterable<readonly [Ref, XapiRecord]> {
    return this.replica.records("host");
  }

  errorText(errorInfo: readonly string[]): string {
    const [code, ...params] = errorInfo;
    return code === undefined ? "" : this.describe(code, params);
  }
}

function collectionOf(className: ViewedClass, record: XapiRecord): Collection | undefined {
  return COLLECTIONS_OF[className].find((collection) => PROJECTIONS[collection].accepts(record));
}
