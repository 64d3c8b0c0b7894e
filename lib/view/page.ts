// What a page hands to its islands: the tables it chose and the revision they were read at.
import { toTable } from "./page_data.ts";
import type { Collection, Json, PageData, PageTable, Views } from "./types.ts";

/** The part of the cache that is needed. */
export interface PageSource {
  readonly epoch: string;
  readonly revision: number;
  list<C extends Collection>(collection: C): Iterable<Views[C]>;
}

/** Which objects of a collection to take; the stream tells of all of them nevertheless. */
export type Only = { readonly [C in Collection]?: (view: Views[C]) => boolean };

/** Collections and their fields besides `id`. */
export type Choice = { readonly [C in Collection]?: readonly (string & keyof Views[C])[] };

/**
 * The chosen fields of all objects of the chosen collections. Equal lists and maps become one object, so that a serialiser
 * that knows references writes them once: most VMs share their allowed operations.
 */
export function pageData(source: PageSource, choice: Choice, only: Only = {}): PageData {
  const collections: { [C in Collection]?: PageTable } = {};
  function add<C extends Collection>(collection: C): void {
    const fields: Choice[C] = choice[collection];
    if (fields === undefined) return;
    const keep: Only[C] = only[collection];
    const views = source.list(collection);
    const { rows } = toTable<C>(keep === undefined ? views : [...views].filter(keep), fields);
    collections[collection] = { fields, rows: rows.map(interned) };
  }
  // Choice has no other keys than collections.
  for (const collection of Object.keys(choice)) add(collection as Collection);
  return { at: `${source.epoch}.${source.revision}`, collections };
}

function interned(column: readonly Json[]): readonly Json[] {
  const seen = new Map<string, Json>();
  return column.map((value) => {
    if (typeof value !== "object" || value === null) return value;
    const key = JSON.stringify(value);
    const known = seen.get(key);
    if (known === undefined) seen.set(key, value);
    return known ?? value;
  });
}
