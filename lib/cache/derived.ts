// What Atoll works out itself (`load`, `finding`), in the cache beside what comes from records: written in batches, each one
// revision; gone with the object it is about, in that object's own step.
import type { Collection, DerivedCollection, Views } from "@/lib/view/types.ts";
import { Draft, type Shelves } from "./draft.ts";
import { Entry } from "./entry.ts";
import type { DerivedWriter } from "./types.ts";

const NONE: ReadonlySet<Entry> = new Set();

const keyOf = (collection: Collection, id: string) => `${collection} ${id}`;

/** Which derived objects are about which objects. */
export class About {
  readonly #of = new Map<string, Set<Entry>>();

  of(entry: Entry): ReadonlySet<Entry> {
    return this.#of.get(keyOf(entry.collection, entry.id)) ?? NONE;
  }

  came(entry: Entry, about: string): void {
    const held = this.#of.get(about);
    if (held === undefined) this.#of.set(about, new Set([entry]));
    else held.add(entry);
  }

  left(entry: Entry, about: string): void {
    const held = this.#of.get(about);
    if (held?.delete(entry) && held.size === 0) this.#of.delete(about);
  }

  /** Number of objects that something is about. */
  get size(): number {
    return this.#of.size;
  }
}

/** The key of what an entry of a derived collection is about; undefined of any other entry. */
export function aboutOf(entry: Entry): string | undefined {
  if (entry.collection !== "load" && entry.collection !== "finding") return undefined;
  const view = entry.made;
  return view !== undefined && "object" in view && view.object !== null
    ? keyOf(view.object.collection, view.object.id)
    : undefined;
}

/** @param commit makes one revision of a draft */
export function openDerived(shelves: Shelves, commit: (draft: Draft) => void): DerivedWriter {
  let wanted = new Map<string, (draft: Draft) => void>();
  const note = (collection: DerivedCollection, id: string, change: (draft: Draft) => void) => {
    // Of several changes of one object the last one counts.
    const key = keyOf(collection, id);
    wanted.delete(key);
    wanted.set(key, change);
  };
  return {
    set<C extends DerivedCollection>(collection: C, view: Views[C]): void {
      note(collection, view.id, (draft) => show(shelves, draft, collection, view));
    },
    delete(collection: DerivedCollection, id: string): void {
      note(collection, id, (draft) => {
        const entry = shelves[collection].get(id);
        if (entry !== undefined) draft.remove(entry);
      });
    },
    commit(): void {
      const changes = wanted;
      wanted = new Map();
      if (changes.size === 0) return;
      const draft = new Draft(shelves);
      for (const change of changes.values()) change(draft);
      commit(draft);
    },
  };
}

/** An object that is gone, or not there yet, has nothing derived: the next round will find it. */
function show<C extends DerivedCollection>(
  shelves: Shelves,
  draft: Draft,
  collection: C,
  view: Views[C],
): void {
  const object = shelves[view.object.collection].get(view.object.id);
  if (object === undefined || !object.shown || object.pool !== view.pool) return;
  const shelf: Map<string, Entry<C>> = shelves[collection];
  const held = shelf.get(view.id);
  // What a derived object is about does not change: one that is about another takes its place.
  if (
    held !== undefined && (held.pool !== view.pool || aboutOf(held) !== keyOf(object.collection, object.id))
  ) {
    draft.remove(held);
  } else if (held !== undefined) return draft.show(held, view);
  const entry = new Entry(collection, view.id, view.id, view.pool, "");
  draft.add(entry);
  draft.show(entry, view);
}
