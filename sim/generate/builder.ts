// A pool under construction: records by class, each with a uuid, before the database takes them over.
import type { Database } from "../db.ts";
import { fieldsOf } from "../model.ts";
import { date, type Json, type Rec, type Ref } from "../values.ts";
import { Dice } from "./dice.ts";

/** Collects records. Only the short side of a relation is given; the database fills in the sets. */
export class PoolBuilder {
  readonly dice: Dice;
  readonly #tables = new Map<string, Map<Ref, Record<string, Json>>>();

  /** `now` in milliseconds since 1970: the moment the pool is seen at. */
  constructor(seed: number, readonly now: number) {
    this.dice = new Dice(seed);
  }

  /** Adds a record; the uuid is made, the other fields that are missing get their defaults from the database. */
  add(cls: string, fields: Rec, ref: Ref = this.dice.ref()): Ref {
    const record: Record<string, Json> = { ...fields };
    // A copy of another record is given the uuid "".
    if (fieldsOf(cls).has("uuid")) record["uuid"] ||= this.dice.uuid();
    let table = this.#tables.get(cls);
    if (table === undefined) this.#tables.set(cls, table = new Map());
    table.set(ref, record);
    return ref;
  }

  /** Changes fields of a record that was added. Throws when there is none. */
  edit(cls: string, ref: Ref, fields: Rec): void {
    Object.assign(this.get(cls, ref), fields);
  }

  /** A record that was added. Throws when there is none. */
  get(cls: string, ref: Ref): Rec {
    const record = this.#tables.get(cls)?.get(ref);
    if (record === undefined) throw new Error(`No ${cls} ${ref} in the pool under construction`);
    return record;
  }

  table(cls: string): ReadonlyMap<Ref, Rec> {
    return this.#tables.get(cls) ?? new Map();
  }

  /** The date so many seconds before `now`. */
  ago(seconds: number): string {
    return date(this.now - seconds * 1000);
  }

  /** Hands everything over to a database and fills in the sets of all relations. */
  into(db: Database): void {
    for (const [cls, records] of this.#tables) db.load(cls, records);
    db.rebuildRelations();
  }
}
