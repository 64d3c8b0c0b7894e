// The simulator's database: records by class and reference, generations, relations kept on both sides, deletions.
import { ChangeLog } from "./change_log.ts";
import { type Hypervisor, REAL } from "./hypervisor.ts";
import { CLASS_NAMES, fieldsOf } from "./model.ts";
import { type Random, uuid } from "./random.ts";
import { linksFrom, linksTo, type Relation } from "./relations.ts";
import {
  type Change,
  type Checkpoint,
  complete,
  type Deletion,
  newTable,
  readAgain,
  refsOf,
  remember,
  type Stamp,
  type Table,
} from "./tables.ts";
import { type Json, type Rec, type Ref, same } from "./values.ts";
import { LATEST } from "./version/presets.ts";
import type { Version } from "./version/version.ts";

export type { Change, Checkpoint, Deletion, Stamp } from "./tables.ts";

export interface DatabaseOptions {
  /** Source of uuids and refs; Math.random unless given. */
  readonly random?: Random;
  /** The clock, in milliseconds since 1970; Date.now unless given. */
  readonly now?: () => number;
  /** The version that shows what is in it; the latest unless given. */
  readonly version?: Version;
  /** What is below xapi; REAL unless given. */
  readonly hypervisor?: Hypervisor;
}

/** How far the generation moves on when the database is read again (recordings). */
const RELOAD_STEP = 61;

/**
 * The pool's objects. Guarantees: records are never changed in place; every write gets the next generation; a relation of
 * the model is true on both sides after each write, and the other side counts as written too, with the same generation
 * (recordings); a write that changes nothing is none.
 */
export class Database {
  /** Where new uuids and refs come from. */
  random: Random;
  readonly now: () => number;
  /** By how much the clock is wrong, in milliseconds. */
  skewMs = 0;
  /** What callers see of it; inside, every record has all fields whatever the version. */
  readonly version: Version;
  /** What its hosts can do. */
  readonly hypervisor: Hypervisor;
  #tables = new Map<string, Table>();
  #listeners = new Set<(change: Change) => void>();
  #generation = 0;
  readonly #log = new ChangeLog();

  constructor(options: DatabaseOptions = {}) {
    this.random = options.random ?? Math.random;
    const now = options.now ?? Date.now;
    this.now = () => now() + this.skewMs;
    this.version = options.version ?? LATEST;
    this.hypervisor = options.hypervisor ?? REAL;
    for (const cls of CLASS_NAMES) this.#table(cls);
  }

  /** The number of the last write. */
  get generation(): number {
    return this.#generation;
  }

  /** Moves the generation on (a restart of xapi jumps), or back, as after a crash. */
  jump(generation: number): void {
    this.#generation = generation;
    this.#log.restart(generation);
  }

  /** What is in the database now, to go back to. */
  checkpoint(): Checkpoint {
    const tables = [...this.#tables].map(([cls, { records }]) => ({ cls, records: new Map(records) }));
    return { generation: this.#generation, tables };
  }

  /**
   * Reads the database again, as a restart does: the generation moves on, every row counts as made now, and nobody remembers
   * deletions (recordings).
   */
  reload(): void {
    this.rollBack({ ...this.checkpoint(), generation: this.#generation + RELOAD_STEP });
  }

  /** Goes back to a checkpoint, generation and all, as a crash does. No listener is told: whoever listened was cut off. */
  rollBack({ generation, tables }: Checkpoint): void {
    this.#tables.clear();
    for (const { cls, records } of tables) this.#tables.set(cls, readAgain(records, generation));
    this.jump(generation);
  }

  /** As ChangeLog.since; rows that are gone may be among them. When it is undefined, the stamps tell. */
  writtenSince(generation: number): ReadonlyMap<string, ReadonlySet<Ref>> | undefined {
    return this.#log.since(generation);
  }

  /** Every class that has a table: the model's and those of a state file. */
  classes(): string[] {
    return [...this.#tables.keys()];
  }

  /** Whether the class has a table. */
  has(cls: string): boolean {
    return this.#tables.has(cls);
  }

  get(cls: string, ref: Ref): Rec | undefined {
    return this.#tables.get(cls)?.records.get(ref);
  }

  /** All records of a class, in the order of their creation; empty for an unknown class. A live view. */
  table(cls: string): ReadonlyMap<Ref, Rec> {
    return this.#tables.get(cls)?.records ?? new Map();
  }

  /** The generations of a row. */
  stamp(cls: string, ref: Ref): Stamp | undefined {
    return this.#tables.get(cls)?.stamps.get(ref);
  }

  stamps(cls: string): ReadonlyMap<Ref, Stamp> {
    return this.#tables.get(cls)?.stamps ?? new Map();
  }

  /** The deletions of a class that are still remembered, oldest first. */
  deletions(cls: string): readonly Deletion[] {
    return this.#tables.get(cls)?.deletions ?? [];
  }

  findByUuid(cls: string, id: string): Ref | undefined {
    for (const [ref, record] of this.table(cls)) if (record["uuid"] === id) return ref;
    return undefined;
  }

  /** Number of rows by class. */
  objectCounts(): ReadonlyMap<string, number> {
    return new Map([...this.#tables].map(([cls, table]) => [cls, table.records.size]));
  }

  /** A new reference. */
  newRef(): Ref {
    return `OpaqueRef:${uuid(this.random)}`;
  }

  newUuid(): string {
    return uuid(this.random);
  }

  /**
   * Adds a record: fields that are missing get their type's default, uuid is made. The long sides of relations are kept by
   * the database: a set given for one is merged with what refers to this record. Throws when the ref is taken.
   */
  create(cls: string, fields: Rec, ref: Ref = this.newRef()): Ref {
    const table = this.#table(cls);
    if (table.records.has(ref)) throw new Error(`${cls} ${ref} exists already`);
    const given = fieldsOf(cls).has("uuid") ? { ...fields, uuid: fields["uuid"] ?? this.newUuid() } : fields;
    const record = complete(cls, given);
    const generation = ++this.#generation;
    table.records.set(ref, record);
    table.stamps.set(ref, { created: generation, modified: generation });
    this.#tell({ cls, ref, kind: "add", generation });
    for (const link of linksFrom(cls)) this.#relink(link, ref, [], refsOf(record[link.field]), generation);
    return ref;
  }

  /** Writes one field. Throws when the object does not exist; does nothing when the value is the same. */
  set(cls: string, ref: Ref, field: string, value: Json): void {
    const table = this.#table(cls);
    const record = table.records.get(ref);
    if (record === undefined) throw new Error(`${cls} ${ref} does not exist`);
    const before = record[field];
    if (before !== undefined && same(before, value)) return;
    table.records.set(ref, { ...record, [field]: value });
    const generation = ++this.#generation;
    this.#stampRow(cls, table, ref, generation);
    for (const link of linksFrom(cls)) {
      if (link.field === field) this.#relink(link, ref, refsOf(before), refsOf(value), generation);
    }
  }

  /** Writes several fields, one after the other, as xapi does. */
  update(cls: string, ref: Ref, fields: Rec): void {
    for (const [field, value] of Object.entries(fields)) this.set(cls, ref, field, value);
  }

  /** Gives a row a new generation without changing it: an event that says nothing new. */
  touch(cls: string, ref: Ref): void {
    const table = this.#table(cls);
    if (table.records.has(ref)) this.#stampRow(cls, table, ref, ++this.#generation);
  }

  /**
   * Removes a record and takes it out of the sets of the objects it refers to. References to it are left dangling, as xapi
   * leaves them. Does nothing when it does not exist.
   */
  destroy(cls: string, ref: Ref): void {
    const table = this.#table(cls);
    const record = table.records.get(ref);
    const stamp = table.stamps.get(ref);
    if (record === undefined || stamp === undefined) return;
    const generation = ++this.#generation;
    for (const link of linksFrom(cls)) this.#relink(link, ref, refsOf(record[link.field]), [], generation);
    table.records.delete(ref);
    table.stamps.delete(ref);
    remember(table, { ref, created: stamp.created, modified: stamp.modified, deleted: generation });
    this.#tell({ cls, ref, kind: "del", generation });
  }

  /** Calls the listener after each write until the returned function is called. A listener must not write. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes over whole records (a state file, a generated pool): no relation is touched, no listener told. Fields come in the
   * model's order, missing ones get their defaults; rows get generations in the order given.
   */
  load(cls: string, records: Iterable<readonly [Ref, Rec]>): void {
    const table = this.#table(cls);
    for (const [ref, fields] of records) {
      const generation = ++this.#generation;
      table.records.set(ref, complete(cls, fields));
      table.stamps.set(ref, { created: generation, modified: generation });
    }
    this.jump(this.#generation);
  }

  /** Fills in the long sides of all relations from the short ones, without events: after loading. */
  rebuildRelations(): void {
    for (const cls of this.#tables.keys()) {
      for (const link of linksTo(cls)) {
        const sets = new Map<Ref, Ref[]>();
        for (const [ref, record] of this.table(link.cls)) {
          for (const target of refsOf(record[link.field])) {
            const set = sets.get(target);
            if (set === undefined) sets.set(target, [ref]);
            else set.push(ref);
          }
        }
        const table = this.#table(cls);
        for (const [target, referrers] of sets) {
          const record = table.records.get(target);
          if (record === undefined) continue;
          const before = refsOf(record[link.set]);
          const full = [...new Set([...before, ...referrers])];
          if (full.length > before.length) table.records.set(target, { ...record, [link.set]: full });
        }
      }
    }
  }

  #table(cls: string): Table {
    let table = this.#tables.get(cls);
    if (table === undefined) {
      table = newTable();
      this.#tables.set(cls, table);
    }
    return table;
  }

  #stampRow(cls: string, table: Table, ref: Ref, generation: number): void {
    const stamp = table.stamps.get(ref);
    if (stamp === undefined) return;
    stamp.modified = generation;
    this.#tell({ cls, ref, kind: "mod", generation });
  }

  /** Moves `ref` from the sets of the objects it referred to, to those it refers to now. */
  #relink(link: Relation, ref: Ref, before: readonly Ref[], after: readonly Ref[], generation: number): void {
    for (const target of before) {
      if (!after.includes(target)) {
        this.#edit(link, target, generation, (set) => set.filter((item) => item !== ref));
      }
    }
    for (const target of after) {
      this.#edit(link, target, generation, (set) => set.includes(ref) ? set : [ref, ...set]);
    }
  }

  #edit(
    link: Relation,
    target: Ref,
    generation: number,
    change: (set: readonly Ref[]) => readonly Ref[],
  ): void {
    const table = this.#table(link.target);
    const record = table.records.get(target);
    if (record === undefined) return;
    const before = refsOf(record[link.set]);
    const after = change(before);
    if (same(before, after)) return;
    table.records.set(target, { ...record, [link.set]: after });
    this.#stampRow(link.target, table, target, generation);
  }

  #tell(change: Change): void {
    if (change.kind !== "del") this.#log.add(change.cls, change.ref, change.generation);
    for (const listener of this.#listeners) listener(change);
  }
}
