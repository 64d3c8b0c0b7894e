// What docs/stream.md says a client's copy must be: the projection of the server's objects for one subscription and one sight,
// worked out the slow and plain way from all objects there are.
import { fieldNames } from "@/lib/view/fields.ts";
import { parseQuery } from "@/lib/view/query.ts";
import { type AnyView, type Collection, COLLECTIONS, type Sight, type Views } from "@/lib/view/types.ts";
import type { Fields, Json } from "./client.ts";
import { RELATIONS } from "./document.ts";

/** One part of a subscription, before it is written as text. */
export interface Part {
  readonly collection: Collection;
  readonly id?: string;
  readonly related?: boolean;
  /** All fields unless given. */
  readonly fields?: readonly string[];
  readonly query?: string;
}

/** The part as the protocol writes it. */
export function written({ collection, id, related, fields, query }: Part): string {
  return collection + (id === undefined ? "" : `/${encodeURIComponent(id)}`) + (related ? "+" : "") +
    (fields === undefined ? "" : `:${fields.join(",")}`) + (query === undefined ? "" : `?${query}`);
}

/** A whole subscription. */
export function writtenAll(parts: readonly Part[]): string {
  return parts.map(written).join(";");
}

/** Without fields that are null: they count as absent. */
export function plain(objects: ReadonlyMap<string, Fields>): Map<string, Fields> {
  return new Map([...objects].map(([key, object]) => [
    key,
    Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null)),
  ]));
}

export interface Objects {
  list<C extends Collection>(collection: C): Iterable<Views[C]>;
}

/** An object as somebody sees it; `name` may be outside what he sees. */
type Seen = ReadonlyMap<Collection, ReadonlyMap<string, Fields>>;

/** Objects by "collection/id", without fields that are null. */
export function project(objects: Objects, parts: readonly Part[], sight: Sight): Map<string, Fields> {
  const seen = seenBy(objects, sight);
  const chosen = new Map<string, { object: Fields; fields: Set<string> }>();
  const choose = (collection: Collection, id: string, fields: readonly string[]) => {
    const object = seen.get(collection)?.get(id);
    if (object === undefined) return;
    const key = `${collection}/${id}`, held = chosen.get(key);
    if (held === undefined) chosen.set(key, { object, fields: new Set(["id", ...fields]) });
    else for (const field of fields) held.fields.add(field);
  };
  for (const part of parts) {
    const { collection, id } = part;
    const all = fieldNames(collection);
    const matches = part.query === undefined ? () => true : parseQuery(part.query, {
      fields: all,
      name: (collection, id) => text(seen.get(collection)?.get(id)?.name),
    }).matches;
    for (const object of seen.get(collection)?.values() ?? []) {
      if (id !== undefined && object.id !== id || !matches(object)) continue;
      choose(collection, String(object.id), part.fields ?? all);
      if (!part.related) continue;
      for (const { to, id, fields } of related(seen, collection, String(object.id))) choose(to, id, fields);
    }
  }
  return new Map([...chosen].map(([key, { object, fields }]) => [key, pick(object, fields)]));
}

function seesField(sight: Sight, collection: Collection, view: AnyView, field: string): boolean {
  const fields = sight.fields(collection, view);
  return field === "id" || fields === true || fields.has(field);
}

function seenBy(objects: Objects, sight: Sight): Seen {
  return new Map(COLLECTIONS.map((collection) => {
    const views = [...objects.list(collection)].filter((view: AnyView) => sight.sees(collection, view));
    return [
      collection,
      new Map(views.map((view: AnyView): [string, Fields] => {
        const fields = Object.entries(view).filter(([field]) => seesField(sight, collection, view, field));
        return [view.id, Object.fromEntries(fields)];
      })),
    ];
  }));
}

interface Related {
  readonly to: Collection;
  readonly id: string;
  readonly fields: readonly string[];
}

/** By the table of docs/stream.md, from top to bottom: a row may start from what an earlier one brought. */
function related(seen: Seen, collection: Collection, id: string): Related[] {
  const result: Related[] = [];
  const brought = new Map<Collection, Set<string>>();
  for (const { of, from, to, holder, field, fields } of RELATIONS) {
    if (of !== collection) continue;
    const origins = from === collection ? new Set([id]) : brought.get(from) ?? new Set();
    const holders = [...seen.get(holder) ?? []];
    const ids = holder === to
      ? holders.flatMap(([id, object]) => origins.has(named(object[field])) ? id : [])
      : holders.flatMap(([id, object]) => origins.has(id) ? named(object[field]) : []);
    for (const id of ids) {
      if (!seen.get(to)?.has(id)) continue;
      brought.set(to, (brought.get(to) ?? new Set()).add(id));
      result.push({ to, id, fields });
    }
  }
  return result;
}

/** The id that a field holds, plain or as a task holds what it works on; "" for none. */
function named(value: Json | undefined): string {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : value;
  return typeof id === "string" ? id : "";
}

function pick(object: Fields, fields: ReadonlySet<string>): Fields {
  return Object.fromEntries(
    Object.entries(object).filter(([field, value]) => fields.has(field) && value !== null),
  );
}

function text(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
