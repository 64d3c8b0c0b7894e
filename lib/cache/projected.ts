// For tests: what there is of a view, worked out from all objects the slow and plain way that docs/stream.md describes.
import { apply, type JsonObject } from "@/lib/view/merge_patch.ts";
import { idIn, RELATIONS } from "@/lib/view/relations.ts";
import {
  type AnyView,
  type Collection,
  COLLECTIONS,
  type Patch,
  type View,
  type Views,
} from "@/lib/view/types.ts";

/** All objects there were at some revision. */
export type State = ReadonlyMap<Collection, ReadonlyMap<string, JsonObject>>;

export function stateOf(cache: { list<C extends Collection>(collection: C): Iterable<Views[C]> }): State {
  return new Map(COLLECTIONS.map((collection) => [
    collection,
    new Map([...cache.list(collection)].map((view: AnyView) => [view.id, view as object as JsonObject])),
  ]));
}

/** Objects by "collection id", without fields that are null. */
export function projected({ subscription, sight }: View, state: State | undefined): Map<string, JsonObject> {
  const seen = new Map(COLLECTIONS.map((collection) => {
    const objects = [...state?.get(collection) ?? []].flatMap(([id, object]): [string, JsonObject][] => {
      const view = object as object as AnyView;
      if (!sight.sees(collection, view)) return [];
      const fields = sight.fields(collection, view);
      return [[id, without(object, (field) => field === "id" || fields === true || fields.has(field))]];
    });
    return [collection, new Map(objects)];
  }));
  const result = new Map<string, { [field: string]: JsonObject[string] }>();
  const add = (collection: Collection, object: JsonObject, wanted: true | ReadonlySet<string>) => {
    const key = `${collection} ${object.id}`;
    const held = without(object, (field) => field === "id" || wanted === true || wanted.has(field));
    result.set(key, { ...result.get(key), ...held });
  };
  const name = (collection: Collection, id: string) => {
    const held = seen.get(collection)?.get(id)?.name;
    return typeof held === "string" ? held : undefined;
  };
  for (const { collection, id, related, fields, query } of subscription.parts) {
    for (const object of seen.get(collection)?.values() ?? []) {
      if (id !== undefined && object.id !== id) continue;
      if (query !== undefined && !query.matchesBy(object, name)) continue;
      add(collection, object, fields);
      if (!related) continue;
      const found = new Map<Collection, Set<string>>();
      for (const row of RELATIONS[collection]) {
        const origins = row.from === collection
          ? new Set([String(object.id)])
          : found.get(row.from) ?? new Set();
        for (const [other, one] of seen.get(row.to) ?? []) {
          const linked = row.holder === "to"
            ? origins.has(idIn(one[row.field]) ?? "")
            : [...origins].some((origin) => idIn(seen.get(row.from)?.get(origin)?.[row.field]) === other);
          if (!linked) continue;
          add(row.to, one, row.fields);
          found.set(row.to, (found.get(row.to) ?? new Set()).add(other));
        }
      }
    }
  }
  return new Map(
    [...result].sort(([a], [b]) => a < b ? -1 : 1).map(([key, object]) => [key, sorted(object)]),
  );
}

/** What a copy becomes by patches. */
export function applied(
  copy: ReadonlyMap<string, JsonObject>,
  patches: readonly Patch[],
): Map<string, JsonObject> {
  const result = new Map(copy);
  for (const [collection, id, patch] of patches) {
    const key = `${collection} ${id}`;
    if (patch === null) result.delete(key);
    else result.set(key, apply(result.get(key) ?? {}, patch));
  }
  return new Map(
    [...result].sort(([a], [b]) => a < b ? -1 : 1).map(([key, object]) => [key, sorted(without(object))]),
  );
}

/** An object without fields that are null, which are as good as absent, and those that are not wanted. */
export function without(object: JsonObject, wanted: (field: string) => boolean = () => true): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([field, value]) => value !== null && wanted(field)),
  );
}

function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => a < b ? -1 : 1));
}
