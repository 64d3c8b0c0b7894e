// The cache as somebody may see it: for pages and the API, which show what is there at a moment.
import type { JsonObject } from "./merge_patch.ts";
import { seen } from "./sight.ts";
import type { Collection, Sight, Views } from "./types.ts";

/** View objects to look at: the cache, or what somebody may see of it. */
export interface Visible {
  get<C extends Collection>(collection: C, id: string): Views[C] | undefined;
  list<C extends Collection>(collection: C): IterableIterator<Views[C]>;
  size(collection: Collection): number;
}

/**
 * Only what a sight lets through. Fields that are held back are missing from the objects, whatever their type says: who draws
 * them asks for the right first.
 */
export function visible(cache: Visible, sight: Sight): Visible {
  function see<C extends Collection>(collection: C, view: Views[C] | undefined): Views[C] | undefined {
    return view && seen(sight, collection, view as object as JsonObject) as Views[C] | undefined;
  }
  return {
    get: (collection, id) => see(collection, cache.get(collection, id)),
    *list(collection) {
      for (const view of cache.list(collection)) {
        const held = see(collection, view);
        if (held !== undefined) yield held;
      }
    },
    size(collection) {
      if (sight.all) return cache.size(collection);
      let count = 0;
      for (const view of cache.list(collection)) if (sight.sees(collection, view)) count++;
      return count;
    },
  };
}
