// What a page hands to its islands: the tables it chose and the revision they were read at.
import { toTable } from "./page_data.ts";
import type { Collection, Json, PageData, PageTable, Views } from "./types.ts";
import { packUuids, unpackUuids } from "./uuids.ts";

/** The part of the cache that is needed. */
export interface PageSource {
  readonly epoch: string;
  readonly revision: number;
  list<C extends Collection>(collection: C): Iterable<Views[C]>;
}

/** Collections and their fields besides `id`. */
export type Choice = { readonly [C in Collection]?: readonly (string & keyof Views[C])[] };

/** Which objects of a collection to take: undefined leaves one out. The stream tells of all of them nevertheless. */
export type Take = { readonly [C in Collection]?: (view: Views[C]) => Views[C] | undefined };

/**
 * The chosen fields of all objects of the chosen collections. Uuids are packed, and equal lists and maps become one object,
 * so that a serialiser that knows references writes them once: most VMs share their allowed operations.
 */
export function pageData(source: PageSource, choice: Choice, take: Take = {}): PageData {
  const collections: { [C in Collection]?: PageTable } = {};
  function add<C extends Collection>(collection: C): void {
    const fields: Choice[C] = choice[collection];
    if (fields === undefined) return;
    const taken: Take[C] = take[collection];
    const views = [...source.list(collection)].flatMap((view) =>
      taken === undefined ? view : taken(view) ?? []
    );
    const [ids = [], ...columns] = toTable<C>(views, fields).rows;
    const uuids = packUuids(ids.map(String));
    const rows = columns.map(interned);
    collections[collection] = uuids
      ? { fields, rows: [[], ...rows], uuids }
      : { fields, rows: [ids, ...rows] };
  }
  // Choice has no other keys than collections.
  for (const collection of Object.keys(choice)) add(collection as Collection);
  return { at: `${source.epoch}.${source.revision}`, collections };
}

/** A table with its ids as text again. */
export function unpacked({ fields, rows, uuids }: PageTable): PageTable {
  return { fields, rows: uuids ? [unpackUuids(uuids), ...rows.slice(1)] : rows };
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
