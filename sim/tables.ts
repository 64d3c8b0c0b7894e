// The tables of the simulator's database: rows with their generations, deletions, and records made whole.
import { fieldsOf, initialOf } from "./model.ts";
import { type Json, NULL_REF, type Rec, type Ref } from "./values.ts";

/** One write: what changed, and the generation it got. */
export interface Change {
  readonly cls: string;
  readonly ref: Ref;
  readonly kind: "add" | "mod" | "del";
  readonly generation: number;
}

/** When a row was created and last written, as generations. */
export interface Stamp {
  readonly created: number;
  readonly modified: number;
}

/** A deletion that the database still remembers. */
export interface Deletion extends Stamp {
  readonly ref: Ref;
  readonly deleted: number;
}

/** A database as it was once. */
export interface Checkpoint {
  readonly generation: number;
  readonly tables: readonly { readonly cls: string; readonly records: ReadonlyMap<Ref, Rec> }[];
}

/** A class's rows. */
export interface Table {
  readonly records: Map<Ref, Rec>;
  readonly stamps: Map<Ref, { created: number; modified: number }>;
  deletions: Deletion[];
}

/** Deletions a table remembers at least and at most (facts.md: a window of 256 to 512, older ones are forgotten). */
const DELETIONS_KEPT = 256;
const DELETIONS_MAX = 512;

/** A table without rows. */
export function newTable(): Table {
  return { records: new Map(), stamps: new Map(), deletions: [] };
}

/** Remembers a deletion, and forgets the oldest when there are too many. */
export function remember(table: Table, deletion: Deletion): void {
  table.deletions.push(deletion);
  if (table.deletions.length > DELETIONS_MAX) table.deletions = table.deletions.slice(-DELETIONS_KEPT);
}

/** A table as it is when its rows are read from disk: all of them made at one generation, no deletion remembered. */
export function readAgain(records: ReadonlyMap<Ref, Rec>, generation: number): Table {
  const stamps = new Map(
    [...records.keys()].map((ref) => [ref, { created: generation, modified: generation }]),
  );
  return { records: new Map(records), stamps, deletions: [] };
}

/** A record with all the fields of its class, in the model's order, and then those nobody knows. */
export function complete(cls: string, fields: Rec): Rec {
  const record: Record<string, Json> = {};
  for (const [field, type] of fieldsOf(cls)) record[field] = fields[field] ?? initialOf(cls, field, type);
  for (const [field, value] of Object.entries(fields)) record[field] ??= value;
  return record;
}

/** The refs a relation's field names: one, several or none. */
export function refsOf(value: Json | undefined): readonly Ref[] {
  if (typeof value === "string") return value === "" || value === NULL_REF ? [] : [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
