// What somebody sees of all objects, now and at every revision of a history.
import { idIn } from "@/lib/view/relations.ts";
import { seen } from "@/lib/view/sight.ts";
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import type { AnyView, Collection, Sight } from "@/lib/view/types.ts";
import type { History } from "./history.ts";

/** The objects of the cache, as they are now. */
export interface Objects {
  get(collection: Collection, id: string): JsonObject | undefined;
  all(collection: Collection): Iterable<JsonObject>;
  /** Objects that name an id in a field. */
  naming(collection: Collection, field: string, id: string): Iterable<JsonObject>;
}

/** Guarantees: nothing that is outside the sight comes out of it, neither objects nor fields. */
export class World {
  readonly #seen = new Map<JsonObject, JsonObject | undefined>();

  constructor(
    private readonly objects: Objects,
    private readonly history: History,
    readonly sight: Sight,
  ) {}

  see(collection: Collection, view: JsonObject | undefined): JsonObject | undefined {
    if (view === undefined) return undefined;
    if (this.sight.all && this.sight.fields(collection, view as object as AnyView) === true) return view;
    if (this.#seen.has(view)) return this.#seen.get(view);
    const held = seen(this.sight, collection, view);
    this.#seen.set(view, held);
    return held;
  }

  get(collection: Collection, id: string, revision: number): JsonObject | undefined {
    const item = this.history.items(collection).get(id);
    return this.see(collection, item === undefined ? this.objects.get(collection, id) : item.at(revision));
  }

  /** All objects there are now, or were at a revision of the history. */
  *all(collection: Collection, revision: number): IterableIterator<JsonObject> {
    const changed = this.history.items(collection);
    for (const view of this.objects.all(collection)) {
      if (changed.size > 0 && changed.has(String(view.id))) continue;
      const held = this.see(collection, view);
      if (held !== undefined) yield held;
    }
    for (const item of changed.values()) {
      const held = this.see(collection, item.at(revision));
      if (held !== undefined) yield held;
    }
  }

  /** The objects that name an id in a field. */
  *naming(collection: Collection, field: string, id: string, revision: number): IterableIterator<JsonObject> {
    const changed = this.history.items(collection);
    for (const view of this.objects.naming(collection, field, id)) {
      const item = changed.get(String(view.id));
      const held = this.see(collection, item === undefined ? view : item.at(revision));
      if (held !== undefined && idIn(held[field]) === id) yield held;
    }
    if (changed.size === 0) return;
    for (const item of this.history.named(collection, field, id)) {
      if (idIn(item.now?.[field]) === id) continue;
      const held = this.see(collection, item.at(revision));
      if (held !== undefined && idIn(held[field]) === id) yield held;
    }
  }

  name(collection: Collection, id: string, revision: number): string | undefined {
    const name = this.get(collection, id, revision)?.name;
    return typeof name === "string" ? name : undefined;
  }
}
