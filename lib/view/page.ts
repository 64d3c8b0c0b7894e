// What a page hands to its islands: the tables it chose and the revision they were read at.
import { toTable } from "./page_data.ts";
import type { Collection, PageData, PageTable, Views } from "./types.ts";

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

/** The chosen fields of all objects of the chosen collections. */
export function pageData(source: PageSource, choice: Choice, take: Take = {}): PageData {
  const collections: { [C in Collection]?: PageTable } = {};
  function add<C extends Collection>(collection: C): void {
    const fields: Choice[C] = choice[collection];
    if (fields === undefined) return;
    const taken: Take[C] = take[collection];
    const views = [...source.list(collection)].flatMap((view) =>
      taken === undefined ? view : taken(view) ?? []
    );
    collections[collection] = toTable<C>(views, fields);
  }
  // Choice has no other keys than collections.
  for (const collection of Object.keys(choice)) add(collection as Collection);
  return { at: `${source.epoch}.${source.revision}`, collections };
}
