// An object's record as its pool has it, for people to read: field by field, with what it names.
import type { Collection, Json } from "./types.ts";

export interface RawField {
  readonly name: string;
  /** As the data model says: `VM ref set`; "" for one that the model does not know. */
  readonly type: string;
  readonly value: Json;
}

/** An object that a record names by its reference. */
export interface RawName {
  readonly collection: Collection;
  readonly id: string;
  readonly name: string;
}

export interface RawRecord {
  /** The Xen-API's name of the class. */
  readonly class: string;
  /** By name. */
  readonly fields: readonly RawField[];
  /** By reference, of those that the reader sees. */
  readonly named: { readonly [ref: string]: RawName };
}

/** A value as text: texts as they are, the rest as JSON. */
export function rawText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** The fields in whose name or value a text occurs, whatever its case. */
export function rawFields(fields: readonly RawField[], find: string): readonly RawField[] {
  const sought = find.trim().toLowerCase();
  if (sought === "") return fields;
  return fields.filter(({ name, value }) => `${name}\n${rawText(value)}`.toLowerCase().includes(sought));
}
