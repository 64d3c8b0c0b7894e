// One way to see what a record becomes: through a real cache, with the records it points to.
import assert from "node:assert/strict";
import { Cache } from "../cache.ts";
import { state } from "../testing.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import type { Collection, Views } from "@/lib/view/types.ts";

/** Views of a pool "p" that holds these records. Throws when there is no such view. */
export function projected<C extends Collection>(
  collection: C,
  id: string,
  classes: { readonly [className: string]: { readonly [ref: Ref]: XapiRecord } },
): Views[C] {
  const cache = new Cache();
  cache.openPool("p", { name: "last known" }).reset(state(classes));
  return cache.get(collection, id) ?? assert.fail(`there is no ${collection} ${id}`);
}

/** The view of a record that has nothing but its uuid: what an old pool, or a broken one, would show. */
export function bare<C extends Collection>(
  collection: C,
  className: string,
  fields: XapiRecord = {},
): Views[C] {
  return projected(collection, "x", { [className]: { X: { uuid: "x", ...fields } } });
}

/** Asserts that a view has these fields, whatever else it has. */
export function assertFields(view: object, fields: { readonly [name: string]: unknown }): void {
  assert.deepEqual({ ...view, ...fields }, view);
}
