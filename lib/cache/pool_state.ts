// One pool in the cache: its replica, and the machinery that turns touched records into changed view objects.
//
// A step has four phases: the replica changes; entries come and go (so that ids can be resolved in any order); everything
// that depends on a change is collected; each such entry is projected once and compared with its view. A step over a whole
// pool would hold up everything else, so it is made in turns: nothing of it is visible before the cache commits it. Of very
// many new objects the views are promised only: they are made when somebody looks, or in turns right after the commit.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import type { Collection, TaskView, Views } from "@/lib/view/types.ts";
import { Entries, type Shelf } from "./entries.ts";
import { Entry, Promised } from "./entry.ts";
import { text } from "./fields.ts";
import { COLLECTIONS_OF, PROJECTIONS } from "./projections/mod.ts";
import type { Context, Found, ViewedClass } from "./projections/types.ts";
import { Readers } from "./readers.ts";
import { Replica, STRIDE, type Touched } from "./replica.ts";
import { contribute, type Counter, type Deltas, POOL, TALLIED, Tallies } from "./tallies.ts";
import { Subjects } from "./subjects.ts";
import type { Connection, ErrorText } from "./types.ts";

/** One revision step being made: where a pool's entries are shown. */
export interface Step extends Shelf {
  /** Sets the view of an entry, if it differs from the one it has. */
  show<C extends Collection>(entry: Entry<C>, view: Views[C]): void;
  /** Shows a new entry whose view is made later. */
  promise(entry: Entry, promised: Promised): void;
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
  #entries: Entries;
  readonly #readers = new Readers();
  readonly #namers = new Readers();
  #tallies = new Tallies();
  #subjects = this.#newSubjects();
  /** What the objects of a first read contribute, as far as they have arrived. */
  readonly #arrived: Deltas = new Map();
  /** Seconds by which hosts' clocks are ahead, as far as somebody has asked. */
  #clocks: ReadonlyMap<Ref, number> | undefined = undefined;
  readonly #promised = new class extends Promised {
    constructor(private readonly state: PoolState) {
      super();
    }
    make<C extends Collection>(entry: Entry<C>): Views[C] {
      const view = this.state.#project(entry, undefined);
      if (view === undefined) {
        throw new Error(`Cannot show ${entry.collection} ${entry.id}: it has no record`);
      }
      return view;
    }
  }(this);
  /** Entries that the step under way gives another reference. */
  readonly #moving = new Map<Entry, Ref>();
  /** What the projection under way has read so far. */
  #reads: Ref[] = [];
  #names: Ref[] = [];

  constructor(
    readonly pool: string,
    readonly poolName: string,
    private readonly describe: ErrorText,
    /** Where more views than these change at once, new ones are promised. */
    private readonly many: number,
    /** What stands under an id, of this pool or another. */
    private readonly shelved: (collection: Collection, id: string) => Entry | undefined,
  ) {
    this.entry = new Entry("pool", pool, pool, pool, "");
    this.#entries = new Entries(pool);
  }

  #newSubjects(): Subjects {
    return new Subjects((task) => this.#source.get("task", task) !== undefined);
  }

  /** The records as readers see them. */
  get replica(): Replica {
    return this.#replica;
  }

  /** Shows what follows from the touched records. Yields now and then; only a caller that does not wait may leave it half done. */
  *refresh(touched: Touched, step: Step, dirty: Set<Entry> = new Set()): Generator<void> {
    this.#moving.clear();
    yield* this.#entries.follow(touched, this.#source, step, {
      left: (entry) => {
        for (const ref of entry.reads) this.#readers.delete(ref, entry);
        for (const ref of entry.names) this.#namers.delete(ref, entry);
        dirty.delete(entry);
      },
      joined: (entry) => void dirty.add(entry),
      moved: (entry, ref) => {
        this.#moving.set(entry, ref);
        dirty.add(entry);
      },
      renamed: (ref) => this.#namers.collect(ref, dirty),
    });
    yield* this.#tally(touched, dirty);
    let done = 0;
    // A first read has no readers yet.
    const read = this.#readers.size > 0;
    for (const [className, refs] of touched) {
      const entries = this.#entries.of(className);
      const records = this.#source.records(className);
      for (const [ref, before] of refs) {
        const entry = entries?.get(ref);
        if (entry !== undefined) dirty.add(entry);
        if (read) this.#readers.collect(ref, dirty);
        this.#followName(className, entry, before, dirty);
        if (className === "pool") this.#poolTouched(ref, before, dirty);
        this.#noteSubject(className, ref, records.get(ref), dirty);
        if (++done % STRIDE === 0) yield;
      }
      if (className === "host") dirty.add(this.entry);
    }
    // The pool's own view may change meanwhile, with its connection: it comes last, with no turn after it.
    const own = dirty.delete(this.entry);
    const promise = dirty.size > this.many;
    for (const entry of dirty) {
      if (promise && !entry.shown) step.promise(entry, this.#promised);
      else this.#show(entry, step);
      if (++done % STRIDE === 0) yield;
    }
    if (own) this.#show(this.entry, step);
  }

  /**
   * Reads the records that are not read yet, and makes the views that are promised. Until it is through no other step may begin: their objects are as they were when
   * promised, and so a promised view is the one that would have been made at once.
   */
  *fulfil(): Generator<void> {
    yield* this.#replica.read();
    let done = 0;
    for (const entry of this.#entries) {
      void entry.view;
      if (++done % STRIDE === 0) yield;
    }
  }

  /** Whether nothing was read from the pool yet. */
  get empty(): boolean {
    return this.#replica.size === 0;
  }

  /** Begins the first read of a pool: arrive() will be told of each new object that is put into `next`. */
  expect(next: Replica): void {
    this.#source = next;
  }

  /** Takes in an object that nobody knew, unseen. */
  arrive(className: string, ref: Ref, record: XapiRecord, step: Step): void {
    this.#entries.arrive(className, ref, record, step);
    if (TALLIED.has(className)) contribute(className, record, 1, this.#arrived);
    this.#noteSubject(className, ref, record, null);
  }

  /** Forgets what has arrived: the rest will not come. */
  forget(step: Step): void {
    for (const entry of this.#entries) step.remove(entry);
    this.#entries = new Entries(this.pool);
    this.#subjects = this.#newSubjects();
    this.#arrived.clear();
    this.#source = this.#replica;
  }

  /** Ends the first read: shows all that arrived. `touched` is what was told of it once more. Yields now and then. */
  *arrived(touched: Touched, step: Step): Generator<void> {
    this.#tallies.apply(this.#arrived);
    this.#arrived.clear();
    try {
      yield* this.refresh(touched, step, new Set([...this.#entries, this.entry]));
    } finally {
      this.#replica = this.#source;
    }
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
    const renamed = connection.label !== this.connection.label;
    this.connection = connection;
    const { label: _label, ...shown } = connection;
    if (this.entry.view === undefined || renamed) this.#show(this.entry, step);
    else step.show(this.entry, { ...this.entry.view, ...shown });
  }

  /** Takes how far hosts' clocks are ahead of Atoll's, in seconds. What is projected from now on has it. */
  setClocks(clocks: ReadonlyMap<Ref, number>): void {
    this.#clocks = clocks;
  }

  get hasClocks(): boolean {
    return this.#clocks !== undefined;
  }

  /** Brings the hosts' views in line with their clocks. Not while a step is under way, which would set them back. */
  showClocks(step: Step): void {
    for (const [ref, entry] of this.#entries.of("host") ?? []) {
      const view = entry.view;
      if (view === undefined || !("clock_skew" in view)) continue;
      step.show(entry, { ...view, clock_skew: this.clockSkew(ref) });
    }
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
      for (const className of ["host", "SR", "network", "VDI"]) {
        const entry = this.#entries.get(className, parent);
        if (entry !== undefined) dirty.add(entry);
      }
    }
  }

  /** What names an object that it found by its uuid tells its name, too. */
  #followName(
    className: string,
    entry: Entry | undefined,
    before: XapiRecord | undefined,
    dirty: Set<Entry>,
  ): void {
    if (entry === undefined || before === undefined) return;
    const after = this.#source.get(className, entry.ref);
    if (after?.["name_label"] !== before["name_label"]) this.#namers.collect(entry.uuid, dirty);
  }

  /** xapi sends a mod of the pool as heartbeat: hosts and SRs look at it only when the fields they read have changed. */
  #poolTouched(ref: Ref, before: XapiRecord | undefined, dirty: Set<Entry>): void {
    dirty.add(this.entry);
    const after = this.#source.get("pool", ref);
    if (before?.["name_label"] !== after?.["name_label"]) this.#namers.collect(this.pool, dirty);
    for (const field of ["master", "default_SR"]) {
      if (before?.[field] !== after?.[field]) this.#readers.collect(POOL, dirty);
    }
  }

  #noteSubject(
    className: string,
    ref: Ref,
    record: XapiRecord | undefined,
    dirty: Set<Entry> | null,
  ): void {
    if (className === "task") {
      if (record === undefined) this.#subjects.forget(ref);
      else this.#subjects.arrived(ref);
    }
    if (record === undefined) return;
    for (const task of this.#subjects.note(className, ref, record)) {
      const entry = this.#entries.get("task", task);
      if (entry !== undefined) dirty?.add(entry);
    }
  }

  #show<C extends Collection>(entry: Entry<C>, step: Step): void {
    const view = this.#project(entry, entry.view);
    if (view !== undefined) step.show(entry, view);
  }

  /** The view of an entry, with what it reads noted; undefined without a record. */
  #project<C extends Collection>(entry: Entry<C>, previous: Views[C] | undefined): Views[C] | undefined {
    const own = entry.collection === "pool";
    if (own) entry.ref = this.#source.records("pool").keys().next().value ?? "";
    const ref = this.#refOf(entry);
    const record = own ? this.poolRecord() : this.#recordOf(entry.collection, ref);
    if (record === undefined) return undefined;
    this.#reads = [];
    this.#names = [];
    const view = PROJECTIONS[entry.collection].project(record, ref, entry.id, this, previous);
    entry.reads = this.#readers.move(entry, entry.reads, this.#reads);
    entry.names = this.#namers.move(entry, entry.names, this.#names);
    return view;
  }

  #recordOf(collection: Collection, ref: Ref): XapiRecord | undefined {
    const className = classIn(this.#source, collection, ref);
    return className && this.#source.get(className, ref);
  }

  /** The class whose record readers are shown in a collection under a reference. */
  classOf(collection: Collection, ref: Ref): ViewedClass | undefined {
    return classIn(this.#replica, collection, ref);
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
    return this.#entries.get(className, ref)?.id ?? null;
  }

  idIn(collection: Collection, className: ViewedClass, ref: Ref | null): string | null {
    if (ref === null) return null;
    this.#names.push(ref);
    const entry = this.#entries.get(className, ref);
    return entry?.collection === collection ? entry.id : null;
  }

  named(className: ViewedClass, uuid: string): Found | null {
    if (className === "pool") return this.#ownName();
    if (uuid === "") return null;
    this.#names.push(uuid);
    const entry = this.#find(className, uuid);
    if (entry === undefined) return null;
    const ref = this.#refOf(entry);
    const name = text(this.#source.get(className, ref) ?? EMPTY, "name_label");
    return { collection: entry.collection, id: entry.id, name, ref };
  }

  /** The entry of an object by its uuid. What is gone may still stand on its shelf until the step is made. */
  #find(className: ViewedClass, uuid: string): Entry | undefined {
    for (const collection of COLLECTIONS_OF[className]) {
      for (const id of [uuid, `${uuid}@${this.pool}`]) {
        const entry = this.shelved(collection, id);
        if (entry !== undefined && this.#entries.get(className, this.#refOf(entry)) === entry) return entry;
      }
    }
    return undefined;
  }

  #refOf(entry: Entry): Ref {
    return this.#moving.get(entry) ?? entry.ref;
  }

  /** The pool itself, whatever uuid it is called by: there is one. */
  #ownName(): Found {
    this.#names.push(this.pool);
    const [[ref, record] = ["", EMPTY]] = this.#source.records("pool");
    return { collection: "pool", id: this.pool, name: text(record, "name_label") || this.poolName, ref };
  }

  clockSkew(host: Ref): number | null {
    return this.#clocks?.get(host) ?? null;
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
    const entry = subject && this.#entries.get(subject.className, subject.ref);
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

/** Which of the classes that feed a collection has a record under a reference. */
function classIn(replica: Replica, collection: Collection, ref: Ref): ViewedClass | undefined {
  return PROJECTIONS[collection].classNames.find((name) => replica.has(name, ref));
}
