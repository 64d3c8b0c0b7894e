// One pool in the cache: its replica, and the machinery that turns touched records into changed view objects.
//
// A step has four phases: the replica changes; entries come and go (so that ids can be resolved in any order); everything
// that depends on a change is collected; each such entry is projected once and compared with its view. A step over a whole
// pool would hold up everything else, so it is made in turns: nothing of it is visible before the cache commits it.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import type { Collection, TaskView } from "@/lib/view/types.ts";
import { Entry } from "./entry.ts";
import { text } from "./fields.ts";
import { COLLECTIONS_OF, isViewed, PROJECTIONS } from "./projections/mod.ts";
import type { Context, ViewedClass } from "./projections/types.ts";
import { Readers } from "./readers.ts";
import { Replica, STRIDE, type Touched } from "./replica.ts";
import { contribute, type Counter, type Deltas, POOL, TALLIED, Tallies } from "./tallies.ts";
import { Subjects } from "./subjects.ts";
import type { Connection, ErrorText } from "./types.ts";

/** One revision step being made: where a pool's entries are shown. */
export interface Step {
  /** Whether another object of that class has the id. */
  taken(className: ViewedClass, id: string): boolean;
  /** Puts a new entry up, so that its id is taken. Readers see it with its first view. */
  add(entry: Entry): void;
  /** Takes an entry down. */
  remove(entry: Entry): void;
  /** Gives an entry the reference its object has now. */
  move(entry: Entry, ref: Ref): void;
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
  #replica = new Replica();
  /** What the projections read: the replica, or the one that is about to take its place. */
  #source = this.#replica;
  connection: Connection = START;
  readonly entry: Entry<"pool">;
  readonly #entries = new Map<string, Map<Ref, Entry>>();
  readonly #readers = new Readers();
  readonly #namers = new Readers();
  readonly #tallies = new Tallies();
  readonly #subjects = new Subjects((task) => this.#source.get("task", task) !== undefined);
  /** Entries that the step under way gives another reference. */
  readonly #moving = new Map<Entry, Ref>();
  /** What the projection under way has read so far. */
  #reads: Ref[] = [];
  #names: Ref[] = [];

  constructor(
    readonly pool: string,
    readonly poolName: string,
    private readonly describe: ErrorText,
  ) {
    this.entry = new Entry("pool", pool, pool, pool, "");
  }

  /** The records as readers see them. */
  get replica(): Replica {
    return this.#replica;
  }

  /** Shows what follows from the touched records. Yields now and then; only a caller that does not wait may leave it half done. */
  *refresh(touched: Touched, step: Step): Generator<void> {
    const dirty = new Set<Entry>();
    this.#moving.clear();
    yield* this.#membership(touched, step, dirty);
    yield* this.#tally(touched, dirty);
    let done = 0;
    // A first read has no readers yet.
    const read = this.#readers.size > 0;
    for (const [className, refs] of touched) {
      const entries = this.#entries.get(className);
      for (const [ref, before] of refs) {
        const entry = entries?.get(ref);
        if (entry !== undefined) dirty.add(entry);
        if (read) this.#readers.collect(ref, dirty);
        if (className === "pool") this.#poolTouched(ref, before, dirty);
        this.#noteSubject(className, ref, dirty);
        if (++done % STRIDE === 0) yield;
      }
      if (className === "host") dirty.add(this.entry);
    }
    // The pool's own view may change meanwhile, with its connection: it comes last, with no turn after it.
    const own = dirty.delete(this.entry);
    for (const entry of dirty) {
      this.#project(entry, step);
      if (++done % STRIDE === 0) yield;
    }
    if (own) this.#project(this.entry, step);
  }

  /** Puts `next` in the place of the replica and shows what follows. Readers see the old one until the end. Yields now and then. */
  *replace(next: Replica, step: Step): Generator<void> {
    const touched: Touched = new Map();
    yield* this.#replica.compare(next, touched);
    this.#source = next;
    try {
      yield* this.refresh(touched, step);
    } finally {
      this.#replica = next;
    }
  }

  /** Shows a changed connection. */
  connected(connection: Connection, step: Step): void {
    this.connection = connection;
    if (this.entry.view === undefined) this.#project(this.entry, step);
    else step.show(this.entry, { ...this.entry.view, ...connection });
  }

  /** Brings the entries in line with the records: which exist, in which collection, under which id. */
  *#membership(touched: Touched, step: Step, dirty: Set<Entry>): Generator<void> {
    const leaving = new Map<string, Entry>();
    const joining: { className: ViewedClass; collection: Collection; uuid: string; ref: Ref }[] = [];
    let done = 0;
    for (const [className, refs] of touched) {
      if (!isViewed(className) || className === "pool") continue;
      const records = this.#source.records(className);
      for (const ref of refs.keys()) {
        if (++done % STRIDE === 0) yield;
        const record = records.get(ref);
        const collection = record === undefined ? undefined : collectionOf(className, record);
        const uuid = record === undefined ? ref : text(record, "uuid") || ref;
        const entry = this.#entries.get(className)?.get(ref);
        if (entry !== undefined && entry.collection === collection && entry.uuid === uuid) continue;
        if (entry !== undefined) {
          this.#entries.get(className)?.delete(ref);
          const key = `${entry.collection} ${entry.uuid}`;
          // Of two with one uuid at most one can move.
          const other = leaving.get(key);
          if (other !== undefined) this.#forget(other, step, dirty);
          leaving.set(key, entry);
          this.#namers.collect(ref, dirty);
        }
        if (collection !== undefined) joining.push({ className, collection, uuid, ref });
      }
    }
    // A first read has none that leave, and nothing to look up.
    const named = this.#namers.size > 0;
    const keys = new Set<string>();
    for (const { collection, uuid } of leaving.size > 0 ? joining : []) {
      keys.add(`${collection} ${uuid}`);
      if (++done % STRIDE === 0) yield;
    }
    const moved = new Map<string, Entry>();
    for (const [key, entry] of leaving) {
      if (keys.has(key)) moved.set(key, entry);
      else this.#forget(entry, step, dirty);
      if (++done % STRIDE === 0) yield;
    }
    for (const { className, collection, uuid, ref } of joining) {
      if (++done % STRIDE === 0) yield;
      // The same object under a new reference (after a restore): readers see only what differs.
      const key = moved.size > 0 ? `${collection} ${uuid}` : "";
      let entry = moved.get(key);
      moved.delete(key);
      if (entry === undefined) {
        entry = new Entry(
          collection,
          this.#freeId(className, uuid, ref, step),
          uuid,
          this.pool,
          ref,
        );
        step.add(entry);
      } else {
        step.move(entry, ref);
        this.#moving.set(entry, ref);
      }
      let entries = this.#entries.get(className);
      if (entries === undefined) this.#entries.set(className, entries = new Map<Ref, Entry>());
      entries.set(ref, entry);
      dirty.add(entry);
      if (named) this.#namers.collect(ref, dirty);
    }
  }

  #freeId(className: ViewedClass, uuid: string, ref: Ref, step: Step): string {
    if (!step.taken(className, uuid)) return uuid;
    const qualified = `${uuid}@${this.pool}`;
    return step.taken(className, qualified) ? `${qualified}/${ref}` : qualified;
  }

  #forget(entry: Entry, step: Step, dirty: Set<Entry>): void {
    for (const ref of entry.reads) this.#readers.delete(ref, entry);
    for (const ref of entry.names) this.#namers.delete(ref, entry);
    dirty.delete(entry);
    step.remove(entry);
  }

  *#tally(touched: Touched, dirty: Set<Entry>): Generator<void> {
    const deltas: Deltas = new Map();
    let done = 0;
    for (const [className, refs] of touched) {
      if (!TALLIED.has(className)) continue;
      const records = this.#source.records(className);
      for (const [ref, before] of refs) {
        if (++done % STRIDE === 0) yield;
        if (before !== undefined) contribute(className, before, -1, deltas);
        const after = records.get(ref);
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
    const after = this.#source.get("pool", ref);
    for (const field of ["master", "default_SR"]) {
      if (before?.[field] !== after?.[field]) this.#readers.collect(POOL, dirty);
    }
  }

  #noteSubject(className: string, ref: Ref, dirty: Set<Entry>): void {
    const record = this.#source.get(className, ref);
    if (className === "task") {
      if (record === undefined) this.#subjects.forget(ref);
      else this.#subjects.arrived(ref);
    }
    if (record === undefined) return;
    for (const task of this.#subjects.note(className, ref, record)) {
      const entry = this.#entries.get("task")?.get(task);
      if (entry !== undefined) dirty.add(entry);
    }
  }

  #project(entry: Entry, step: Step): void {
    if (entry === this.entry) entry.ref = this.#source.records("pool").keys().next().value ?? "";
    const ref = this.#moving.get(entry) ?? entry.ref;
    const record = entry === this.entry
      ? this.poolRecord()
      : this.#source.get(PROJECTIONS[entry.collection].className, ref);
    if (record === undefined) return;
    this.#reads = [];
    this.#names = [];
    this.#show(entry, record, ref, step);
    entry.reads = this.#readers.move(entry, entry.reads, this.#reads);
    entry.names = this.#namers.move(entry, entry.names, this.#names);
  }

  #show<C extends Collection>(entry: Entry<C>, record: XapiRecord, ref: Ref, step: Step): void {
    const view = PROJECTIONS[entry.collection].project(record, ref, entry.id, this, entry.view);
    step.show(entry, view);
  }

  // The Context of the projections.

  read(className: string, ref: Ref | null): XapiRecord | undefined {
    if (ref === null) return undefined;
    this.#reads.push(ref);
    return this.#source.get(className, ref);
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
    return this.#source.records("pool").values().next().value ?? EMPTY;
  }

  tally(ref: Ref, counter: Counter): number {
    return this.#tallies.get(ref, counter);
  }

  subject(task: Ref): TaskView["object"] {
    const subject = this.#subjects.of(task);
    const entry = subject && this.#entries.get(subject.className)?.get(subject.ref);
    if (subject === undefined || entry === undefined) return null;
    const record = this.read(subject.className, subject.ref) ?? EMPTY;
    return { collection: entry.collection, id: entry.id, name: text(record, "name_label") };
  }

  hosts(): Iterable<readonly [Ref, XapiRecord]> {
    return this.#source.records("host");
  }

  errorText(errorInfo: readonly string[]): string {
    const [code, ...params] = errorInfo;
    return code === undefined ? "" : this.describe(code, params);
  }
}

function collectionOf(className: ViewedClass, record: XapiRecord): Collection | undefined {
  return COLLECTIONS_OF[className].find((collection) => PROJECTIONS[collection].accepts(record));
}
