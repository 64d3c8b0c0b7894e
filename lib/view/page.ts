// What a page hands to its islands: tables of what it is subscribed to, as the stream would tell it at that moment.
import { type FieldKind, fieldNames, FIELDS } from "./fields.ts";
import { toTable } from "./page_data.ts";
import { pathsOf } from "./relations.ts";
import { COLLECTIONS } from "./types.ts";
import type { Blank, Collection, FieldSet, Json, PageData, PageTable, Patch, View, Views } from "./types.ts";
import { packUuids } from "./uuids.ts";

/**
 * One part of a subscription's text: some fields of all objects of a collection that a query lets through; with an id of that
 * object alone, and what is related to it.
 */
export function part<C extends Collection>(
  collection: C,
  fields: readonly (string & keyof Views[C])[],
  { id, query }: { readonly id?: string; readonly query?: string } = {},
): string {
  const object = id === undefined ? "" : `/${encodeURIComponent(id)}+`;
  return `${collection}${object}:${fields.join(",")}${query === undefined ? "" : `?${query}`}`;
}

/**
 * A page's data out of the snapshot of its view. Uuids are packed, and equal lists and maps become one object, so that a
 * serialiser that knows references writes them once: most VMs share their allowed operations.
 * @param at the position of the snapshot
 * @param reader name of the user whom the view is of
 */
export function pageData(view: View, snapshot: Iterable<Patch>, at: string, reader: string): PageData {
  const objects = new Map<Collection, { readonly id: string }[]>();
  for (const [collection, id, object] of snapshot) {
    const held = objects.get(collection) ?? [];
    if (held.length === 0) objects.set(collection, held);
    held.push({ ...object, id });
  }
  const collections: { [C in Collection]?: PageTable } = {};
  for (const [collection, fields] of fieldsOf(view)) {
    const [ids = [], ...columns] = toTable(objects.get(collection) ?? [], fields).rows;
    const uuids = packUuids(ids.map(String));
    const rows = columns.map(interned);
    const blanks = view.sight.all ? {} : { blanks: fields.map((field) => blankOf(collection, field)) };
    collections[collection] = uuids
      ? { fields, rows: [[], ...rows], uuids, ...blanks }
      : { fields, rows: [ids, ...rows], ...blanks };
  }
  return { subscription: view.subscription.key, at, reader, collections };
}

/** The collections that a view may hold, and the fields that it may hold of each. */
function fieldsOf({ subscription, sight }: View): [Collection, readonly string[]][] {
  const wanted = new Map<Collection, Set<string>>();
  function add(collection: Collection, fields: FieldSet): void {
    const held = wanted.get(collection) ?? new Set<string>();
    wanted.set(collection, held.union(fields === true ? new Set(fieldNames(collection)) : fields));
  }
  for (const { collection, fields, related } of subscription.parts) {
    add(collection, fields);
    for (const path of related ? pathsOf(collection) : []) add(path.to, path.fields);
  }
  return COLLECTIONS.flatMap((collection): [Collection, string[]][] => {
    const chosen = wanted.get(collection), seen = sight.fields(collection);
    if (chosen === undefined) return [];
    const fields = [...chosen].filter((field) => field !== "id" && (seen === true || seen.has(field)));
    return [[collection, fields]];
  });
}

/** Null in views as well: there it says something. */
const NULLABLE = new Set(["cause", "reason", "fingerprint"]);
/** Who is not shown how a pool is reached is to know that by their absence. */
const CONNECTION = new Set(["tried", "authorities", "offered_fingerprint", "offered_address"]);

function blankOf(collection: Collection, field: string): Blank {
  const kinds: { readonly [field: string]: FieldKind } = FIELDS[collection];
  const kind = kinds[field];
  if (kind === undefined || NULLABLE.has(field) || CONNECTION.has(field) || field === "object") return null;
  return kind === "id" || kind === "time" ? null : kind;
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
