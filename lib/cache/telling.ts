// What a reader is told: the patches that lead from what there was of a view to what there is.
import { isObject, type JsonObject } from "@/lib/view/merge_patch.ts";
import { idIn } from "@/lib/view/relations.ts";
import type { Collection, FieldSet, Json, Patch, View } from "@/lib/view/types.ts";
import type { History, Item } from "./history.ts";
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
        if (this.#shifts(item, chosen.interesting).length > 0) this.#tell(item, chosen, NEVER);
      }
    }
    for (const [item, own] of moments) {
      const chosen = this.plan.of(item.collection);
      if (chosen !== undefined) this.#tell(item, chosen, own);
    }
    return [...this.#gone, ...this.#there];
  }

  /** The revisions at which some fields of an object changed, or it came or went, or into sight or out of it. */
  #shifts(item: Item, fields: FieldSet): readonly number[] {
    const own = item.moments(fields);
    if (this.view.sight.all || fields === true) return own;
    const shifts = new Set(own);
    const seen = (revision: number) => this.#world.see(item.collection, item.at(revision)) !== undefined;
    for (const revision of item.moments(true)) {
      if (!shifts.has(revision) && seen(revision - 1) !== seen(revision)) shifts.add(revision);
    }
    return [...shifts];
  }

  /** Objects that a query lets through by another object's name, where that changed. */
  #byNames(moments: Moments): void {
    for (const { collection, field, target } of this.plan.names) {
      for (const item of this.history.items(target).values()) {
        for (const revision of this.#shifts(item, NAME)) {
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
        const origin = link.at === 0 ? changed.get(link.related.root.id) : undefined;
        for (const item of link.at > 0 ? changed.values() : origin === undefined ? [] : [origin]) {
          for (const revision of this.#shifts(item, link.fields)) {
            this.#follow(moments, link, item.id, revision);
          }
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
        for (const revision of this.#shifts(item, NAME)) {
          if (idIn(this.#world.get(collection, id, revision)?.[field]) === item.id) yield revision;
        }
      }
    }
  }

  /** Whether a field of an object was seen at some revision. */
  #had(item: Item, field: string): boolean {
    return item.moments(true).some((revision) =>
      this.#world.see(item.collection, item.at(revision - 1))?.[field] !== undefined
    );
  }

  #note(moments: Moments, collection: Collection, id: string, revision: number): void {
    const item = this.history.item(collection, id);
    const held = moments.get(item);
    if (held === undefined) moments.set(item, new Set([revision]));
    else held.add(revision);
  }

  #tell(item: Item, chosen: Chosen, others: ReadonlySet<number>): void {
    const view = this.#world.see(item.collection, item.now);
    const own = this.#shifts(item, chosen.decisive);
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
      had: (field) => this.#had(item, field),
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
  /** Whether one was seen at some revision. */
  had(field: string): boolean;
  /** Those that are wanted now. */
  readonly now: FieldSet | undefined;
  /** Those that every reader has; undefined: one may not have the object. */
  readonly always: FieldSet | undefined;
  /** Those that some reader may have. */
  readonly ever: FieldSet | undefined;
}

/** The patch for whoever stands anywhere in an object's history; undefined where there is nothing to tell. */
function patchOf(item: Item, view: JsonObject, fields: Fields): JsonObject | undefined {
  const { now, always, ever } = fields;
  const patch: { [field: string]: Json } = {};
  const changed = item.fields;
  for (const field of changed) {
    // What is gone or no longer seen, as opposed to what never was seen, of which nothing is told.
    if (view[field] === undefined && has(ever, field) && fields.had(field)) patch[field] = null;
  }
  for (const field of always === now && ever === now ? changed : Object.keys(view)) {
    const value = view[field];
    if (value === undefined || field === "id") continue;
    const touched = changed.has(field);
    // Who has a field that was null all the time has as much as who does not have it.
    if (value === null && !touched && always !== undefined) continue;
    if (!has(now, field)) {
      if (has(ever, field)) patch[field] = null;
    } else if (!has(always, field)) {
      patch[field] = isObject(value) && touched ? { ...members(value, item.keys(field)), ...value } : value;
    } else if (touched) {
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
