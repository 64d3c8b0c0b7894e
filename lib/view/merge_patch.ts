// JSON Merge Patch (RFC 7396) between view objects: what changed, as the smallest patch, and its application.
//
// In a merge patch null means "remove this member", so null itself cannot travel. View objects have a fixed set of fields
// of which some hold null (a halted VM's `host`). Hence two invariants, on which the laws in merge_patch_test.ts rest:
//  - at the top level a null field and an absent field mean the same; `apply` leaves a null field behind;
//  - below the top level (maps such as current_operations) null never is a value, only a removal.
import type { Json } from "./types.ts";

export type JsonObject = { readonly [field: string]: Json };

type Mutable = { [field: string]: Json };

/** Whether a value is a JSON object (not null, not an array). */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two JSON values are equal, arrays and objects by content. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!equal(a[i], b[i])) return false;
    return true;
  }
  if (!isObject(a) || !isObject(b)) return false;
  let size = 0;
  for (const key in a) {
    if (!Object.hasOwn(b, key) || !equal(a[key], b[key])) return false;
    size++;
  }
  for (const _ in b) size--;
  return size === 0;
}

/**
 * The merge patch that turns `a` into `b`; undefined when they are equal. Arrays are compared deeply and replaced whole,
 * maps are patched key by key. Both must be of one shape: a field that is a map in one is a map (or absent) in the other.
 */
export function diff(a: object, b: object): JsonObject | undefined {
  return diffObjects(a as JsonObject, b as JsonObject, true);
}

function diffObjects(a: JsonObject, b: JsonObject, top: boolean): JsonObject | undefined {
  let patch: Mutable | undefined;
  for (const key in b) {
    const before = a[key], after = b[key];
    if (before === after || after === undefined) continue;
    if (top && after === null && before === undefined) continue;
    if (isObject(before) && isObject(after)) {
      const inner = diffObjects(before, after, false);
      if (inner !== undefined) (patch ??= {})[key] = inner;
    } else if (!equal(before, after)) {
      (patch ??= {})[key] = after;
    }
  }
  for (const key in a) {
    if (a[key] !== undefined && b[key] === undefined && !(top && a[key] === null)) (patch ??= {})[key] = null;
  }
  return patch;
}

/**
 * Applies a merge patch to a view object and gives the new one; `a` stays as it is, unchanged members are shared.
 * `apply(a, diff(a, b))` equals `b`. Unlike in the RFC a field patched with null stays, as null: a view's fields are fixed.
 */
export function apply<T extends object>(a: T, patch: JsonObject): T {
  const result: Mutable = { ...a as JsonObject };
  for (const key in patch) {
    const value = patch[key];
    if (value === undefined) continue;
    result[key] = isObject(value) ? mergePatch(result[key], value) : value;
  }
  return result as T;
}

/** The MergePatch function of RFC 7396 itself, which any client may use: null members of the patch remove. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: Mutable = isObject(target) ? { ...target } : {};
  for (const key in patch) {
    const value = patch[key];
    if (value === undefined) continue;
    if (value === null) delete result[key];
    else result[key] = isObject(value) ? mergePatch(result[key], value) : value;
  }
  return result;
}
