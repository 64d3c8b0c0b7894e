// What a reader is told: the patches that lead from what there was of a view to what there is.
import { diff, isObject, type JsonObject } from "@/lib/view/merge_patch.ts";
import type { Collection, FieldSet, Json, Patch, View } from "@/lib/view/types.ts";
import type { History, Item } from "./history.ts";
import type { Told } from "./journal.ts";
import { idIn } from "@/lib/view/relations.ts";
import { type Chosen, type Link, type Plan, planOf, type Root } from "./plan.ts";
import { Selecting } from "./selecting.ts";
import { type Objects, World } from "./world.ts";

/** Revisions at which it may have changed whether an object is selected, because of the object itself or of others. */
type Moments = Map<Item, Set<number>>;

/**
 * What leads a reader of a view from the beginning of a history, or from any later revision, to now. Costs in proportion to
 * the changes and to what they bring in or put out.
 */
export function changesOf(objects: Objects, history: History, view: View, now: number): Patch[] {
  const plan = planOf(view.subscription);
  const concerned = [...history.collections].some((collection) => plan.concerned.has(collection));
  return concerned ? new Telling(objects, history, now, view, plan).patches() : [];
}

class Telling {
  readonly #world: World;
  readonly #selecting: Selecting;
  readonly #gone: Patch[] = [];
  readonly #there: Patch[] = [];

  constructor(
    objects: Objects,
    private readonly history: History,
    private readonly now: number,
    private readonly view: View,
    private readonly plan: Plan,
  ) {
    this.#world = new World(objects, history, view.sight);
    this.#selecting = new Selecting(plan, this.#world);
  }

  patches(): Patch[] {
    const moments: Moments = new Map();
    if (this.plan.names.length > 0) this.#byNames(moments);
    if (this.plan.roots.length > 0) this.#byRelations(moments);
    for (const collection of this.history.collections) {
      const chosen = this.plan.of(collection);
      if (chosen === undefined) continue;
      for (const item of this.history.items(collection).values()) {
        if (!chosen.mayHave(item.id) || moments.has(item)) continue;
        if (item.touches(this.#heeded(chosen.interesting))) this.#tell(item, chosen, NEVER);
      }
    }
    for (const [item, own] of moments) {
      const chosen = this.plan.of(item.collection);
      if (chosen !== undefined) this.#tell(item, chosen, own);
    }
    return [...this.#gone, ...this.#there];
  }

  /** The fields that matter, of some: where a sight looks at objects, all do. */
  #heeded(fields: FieldSet): FieldSet {
    return this.view.sight.all ? fields : true;
  }

  /** Objects that a query lets through by another object's name, where that changed. */
  #byNames(moments: Moments): void {
    for (const { collection, field, target } of this.plan.names) {
      for (const item of this.history.items(target).values()) {
        for (const revision of item.moments(this.#heeded(NAME))) {
          for (const { id } of this.#world.naming(collection, field, item.id, revision)) {
            this.#note(moments, collection, String(id), revision);
          }
        }
      }
    }
  }

  /** Objects at the end of a way of relations, where a link of it changed. */
  #byRelations(moments: Moments): void {
    for (const collection of this.history.collections) {
      const changed = this.history.items(collection);
      for (const link of this.plan.links.get(collection) ?? []) {
        const fields = this.#heeded(link.fields);
        const origin = link.at === 0 ? changed.get(link.related.root.id) : undefined;
        for (const item of link.at > 0 ? changed.values() : origin === undefined ? [] : [origin]) {
          for (const revision of item.moments(fields)) this.#follow(moments, link, item.id, revision);
        }
      }
    }
    for (const root of this.plan.roots) {
      for (const revision of this.#renamings(root)) {
        for (const link of this.plan.links.get(root.collection) ?? []) {
          if (link.at === 0 && link.related.root === root) this.#follow(moments, link, root.id, revision);
        }
      }
    }
  }

  /** Notes what an object led to before a revision and what it leads to since. */
  #follow(moments: Moments, { collection, related, at }: Link, id: string, revision: number): void {
    const step = related.path.steps[at];
    if (step === undefined) return;
    const found = new Set<string>();
    for (const when of [revision - 1, revision]) {
      const view = this.#world.get(step.from, id, when);
      if (view !== undefined) this.#selecting.follow(related.path, at, view, when, found);
    }
    for (const one of found) this.#note(moments, collection, one, revision);
  }

  /** The revisions at which a name changed by which a query decides about one object. */
  *#renamings({ collection, id, query }: Root): IterableIterator<number> {
    for (const [field, target] of query?.names ?? []) {
      for (const item of this.history.items(target).values()) {
        for (const revision of item.moments(this.#heeded(NAME))) {
          if (idIn(this.#world.get(collection, id, revision)?.[field]) === item.id) yield revision;
        }
      }
    }
  }

  #note(moments: Moments, collection: Collection, id: string, revision: number): void {
    const item = this.history.item(collection, id);
    const held = moments.get(item);
    if (held === undefined) moments.set(item, new Set([revision]));
    else held.add(revision);
  }

  #tell(item: Item, chosen: Chosen, others: ReadonlySet<number>): void {
    const view = this.#world.see(item.collection, item.now);
    const own = item.moments(this.#heeded(chosen.decisive));
    let now: number, ever: number, always: number;
    if (own.length === 0 && others.size === 0) {
      now = ever = always = this.#selecting.lists(chosen, item.id, view, this.now);
    } else {
      const revisions = [...new Set([this.history.since, ...own, ...others])].sort((a, b) => a - b);
      now = ever = 0;
      always = -1;
      for (const revision of revisions) {
        const was = this.#world.see(item.collection, item.at(revision));
        now = this.#selecting.lists(chosen, item.id, was, revision);
        ever |= now;
        always &= now;
      }
    }
    if (ever === 0) return;
    if (now === 0 || view === undefined) return void this.#gone.push([item.collection, item.id, null]);
    const patch = patchOf(item, view, {
      seen: this.view.sight.fields(item.collection),
      now: chosen.fields(now),
      always: chosen.fields(always),
      ever: chosen.fields(ever),
    });
    if (patch !== undefined) this.#there.push([item.collection, item.id, patch]);
  }
}

const NEVER: ReadonlySet<number> = new Set();
const NAME: FieldSet = new Set(["name"]);

/** The fields of an object to which its history's readers have come. */
interface Fields {
  /** Those that the sight lets through. */
  readonly seen: FieldSet;
  /** Those that are wanted now. */
  readonly now: FieldSet | undefined;
  /** Those that every reader has; undefined: one may not have the object. */
  readonly always: FieldSet | undefined;
  /** Those that some reader may have. */
  readonly ever: FieldSet | undefined;
}

/** The patch for whoever stands anywhere in an object's history; undefined where there is nothing to tell. */
function patchOf(item: Item, view: JsonObject, fields: Fields): JsonObject | undefined {
  const { now, always, ever, seen } = fields;
  const patch: { [field: string]: Json } = {};
  const changed = item.fields;
  for (const field of changed) {
    // What is gone, as opposed to what is not seen, of which nothing is told.
    if (view[field] === undefined && has(ever, field) && has(seen, field)) patch[field] = null;
  }
  for (const field of always === now && ever === now ? changed : Object.keys(view)) {
    const value = view[field];
    if (value === undefined || field === "id") continue;
    if (!has(now, field)) {
      if (has(ever, field)) patch[field] = null;
    } else if (!has(always, field)) {
      patch[field] = isObject(value) && changed.has(field)
        ? { ...members(value, item.keys(field)), ...value }
        : value;
    } else if (changed.has(field)) {
      patch[field] = isObject(value) ? members(value, item.keys(field)) : value;
    }
  }
  if (always === undefined) return { id: item.id, ...patch };
  for (const _ in patch) return patch;
  return undefined;
}

function has(fields: FieldSet | undefined, field: string): boolean {
  return fields === true || fields !== undefined && fields.has(field);
}

function members(value: JsonObject, keys: Iterable<string>): JsonObject {
  const result: { [key: string]: Json } = {};
  for (const key of keys) result[key] = value[key] ?? null;
  return result;
}

/** A selected object with the fields that are wanted of it; the view itself when all are. */
function pick(view: JsonObject, fields: FieldSet | undefined): JsonObject {
  if (fields === true) return view;
  const result: { [field: string]: Json } = {};
  for (const field in view) {
    const value = view[field];
    if (value !== undefined && (field === "id" || has(fields, field))) result[field] = value;
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
