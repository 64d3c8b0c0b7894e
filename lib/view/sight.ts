// What somebody may see who may see everything, or nothing, and how a sight is laid over an object.
import type { JsonObject } from "./merge_patch.ts";
import type { AnyView, Collection, Sight } from "./types.ts";

export const NOTHING: Sight = { key: "none", sees: () => false, fields: () => new Set() };

export const EVERYTHING: Sight = { key: "all", all: true, sees: () => true, fields: () => true };

/** An object as it is seen: as it is, without the fields that are not, or undefined. */
export function seen(sight: Sight, collection: Collection, view: JsonObject): JsonObject | undefined {
  // View objects hold JSON only, and what is JSON of a collection is its view.
  const one = view as object as AnyView;
  if (!sight.all && !sight.sees(collection, one)) return undefined;
  const fields = sight.fields(collection, one);
  if (fields === true) return view;
  const held: { [field: string]: JsonObject[string] } = {};
  for (const field in view) {
    const value = view[field];
    if (value !== undefined && (field === "id" || fields.has(field))) held[field] = value;
  }
  return held;
}
