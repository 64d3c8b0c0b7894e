// What a page carries for its islands: the tables it chose, column by column, and the revision they were read at.
import type { Collection, Json, PageData, PageTable, Views } from "./types.ts";

/** The part of the cache that is needed. */
export interface PageSource {
  readonly epoch: string;
  readonly revision: number;
  list<C extends Collection>(collection: C): Iterable<Views[C]>;
}

export type Choice = { readonly [C in Collection]?: readonly (keyof Views[C])[] };

/**
 * The chosen fields of all objects of the chosen collections. Columns, since alike values side by side compress best; equal
 * lists and maps are one object, so that a serialiser that knows references writes them once.
 */
export function pageData(source: PageSource, choice: Choice): PageData {
  const collections: { [C in Collection]?: PageTable } = {};
  for (const [name, fields] of Object.entries(choice)) {
    // Choice is typed by Collection, and a view object's fields are JSON.
    const collection = name as Collection;
    const objects = [...source.list(collection)] as unknown as { readonly [field: string]: Json }[];
    const columns = ["id", ...fields].map((field) => {
      const seen = new Map<string, Json>();
      return objects.map((object) => shared(object[field] ?? null, seen));
    });
    collections[collection] = { fields, rows: columns };
  }
  return { at: `${source.epoch}.${source.revision}`, collections };
}

function shared(value: Json, seen: Map<string, Json>): Json {
  if (typeof value !== "object" || value === null) return value;
  const key = JSON.stringify(value);
  const known = seen.get(key);
  if (known !== undefined) return known;
  seen.set(key, value);
  return value;
}
