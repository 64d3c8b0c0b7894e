// Where things have their pages: every link to an object and to a list is made here.
import type { Collection } from "./types.ts";

/** The list of each collection that has one; the page of each of its objects stands below it. */
const LISTS = {
  pool: "/pools",
  host: "/hosts",
  vm: "/vms",
  template: "/templates",
  snapshot: "/snapshots",
  sr: "/storage",
  vdi: "/disks",
  network: "/networks",
} as const;

/** Collections whose objects have a page of their own. */
export type Paged = keyof typeof LISTS;

/** Lists whose objects have no page: the object is an entry of its list. */
const ENTRIES: { readonly [C in Collection]?: string } = { task: "/tasks", alert: "/alerts" };

export function isPaged(collection: Collection): collection is Paged {
  return Object.hasOwn(LISTS, collection);
}

/**
 * The page of an object, or of one of its tabs (lib/view/tabs.ts). Null where a collection has neither pages nor a list: what belongs
 * to such an object (a PIF, a VBD) is shown with the one that it is a part of.
 */
export function hrefOf(collection: Paged, id: string, tab?: string): string;
export function hrefOf(collection: Collection, id: string, tab?: string): string | null;
export function hrefOf(collection: Collection, id: string, tab = ""): string | null {
  const list = listHref(collection);
  if (list === null) return null;
  const key = encodeURIComponent(id);
  if (!isPaged(collection)) return `${list}#${key}`;
  return `${list}/${key}${tab === "" ? "" : `/${encodeURIComponent(tab)}`}`;
}

/** The list of a collection, of what a query lets through (lib/view/query.ts). Null where it has none. */
export function listHref(collection: Paged, query?: string): string;
export function listHref(collection: Collection, query?: string): string | null;
export function listHref(collection: Collection, query = ""): string | null {
  const path = isPaged(collection) ? LISTS[collection] : ENTRIES[collection];
  if (path === undefined) return null;
  return query === "" ? path : `${path}?q=${encodeURIComponent(query)}`;
}
