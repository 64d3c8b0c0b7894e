// What there is of a view as a whole: for snapshots, for what differs between two views, and for readers beyond the window.
import { diff, type JsonObject } from "@/lib/view/merge_patch.ts";
import type { Collection, FieldSet, Json, Patch, View } from "@/lib/view/types.ts";
import type { History } from "./history.ts";
import type { Told } from "./journal.ts";
import { type Chosen, planOf } from "./plan.ts";
import { Selecting } from "./selecting.ts";
import { type Objects, World } from "./world.ts";

/** A selected object with the fields that are wanted of it; the view itself when all are. */
function pick(view: JsonObject, fields: FieldSet | undefined): JsonObject {
  if (fields === true) return view;
  const result: { [field: string]: Json } = {};
  for (const field in view) {
    const value = view[field];
    if (value !== undefined && (field === "id" || fields?.has(field))) result[field] = value;
  }
  return result;
}

/** All that there is of a view at a revision of a history. */
export function* everything(
  objects: Objects,
  history: History,
  view: View,
  revision: number,
): IterableIterator<readonly [Collection, string, JsonObject]> {
  const plan = planOf(view.subscription);
  const world = new World(objects, history, view.sight);
  const selecting = new Selecting(plan, world, true);
  for (const [collection, chosen] of plan.collections) {
    for (const view of candidates(chosen, collection, world, selecting, revision)) {
      const id = String(view.id);
      const lists = selecting.lists(chosen, id, view, revision);
      if (lists !== 0) yield [collection, id, pick(view, chosen.fields(lists))];
    }
  }
}

function* candidates(
  chosen: Chosen,
  collection: Collection,
  world: World,
  selecting: Selecting,
  revision: number,
): IterableIterator<JsonObject> {
  if (chosen.broad) return yield* world.all(collection, revision);
  const ids = new Set(chosen.byId.keys());
  for (const related of chosen.related) for (const id of selecting.members(related, revision)) ids.add(id);
  for (const id of ids) {
    const view = world.get(collection, id, revision);
    if (view !== undefined) yield view;
  }
}

/** What leads exactly from one view at the beginning of a history to another view now. Costs in proportion to what there is. */
export function difference(objects: Objects, history: History, from: View, to: View, now: number): Patch[] {
  const before = new Map<string, readonly [Collection, string, JsonObject]>();
  for (const held of everything(objects, history, from, history.since)) {
    before.set(`${held[0]} ${held[1]}`, held);
  }
  const there: Patch[] = [];
  for (const [collection, id, object] of everything(objects, history, to, now)) {
    const key = `${collection} ${id}`, held = before.get(key);
    before.delete(key);
    const patch = held === undefined ? object : diff(held[2], object);
    if (patch !== undefined) there.push([collection, id, patch]);
  }
  const gone = [...before.values()].map(([collection, id]): Patch => [collection, id, null]);
  return [...gone, ...there];
}

/**
 * What a reader who stands beyond the window is told of objects that changed; undefined where objects that did not change may
 * have come or gone, or where an id might be told to somebody who never saw it.
 */
export function coarseChanges(
  objects: Objects,
  history: History,
  told: Iterable<Told>,
  view: View,
): Patch[] | undefined {
  const plan = planOf(view.subscription);
  if (!plan.plain || !view.sight.all) return undefined;
  const world = new World(objects, history, view.sight);
  const selecting = new Selecting(plan, world);
  const patches: Patch[] = [];
  for (const { entry: { collection, id }, what, known } of told) {
    const chosen = plan.of(collection);
    if (chosen === undefined || !chosen.broad && !chosen.byId.has(id)) continue;
    if (what === "gone") {
      patches.push([collection, id, null]);
      continue;
    }
    const now = world.get(collection, id, history.since);
    const lists = selecting.lists(chosen, id, now, history.since);
    if (known) patches.push([collection, id, null]);
    if (lists !== 0 && now !== undefined) patches.push([collection, id, pick(now, chosen.fields(lists))]);
  }
  return patches;
}
