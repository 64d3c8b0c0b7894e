// What the journal's window tells since some revision: every object that changed, as it was at each revision since.
import { isObject, type JsonObject } from "@/lib/view/merge_patch.ts";
import { idIn } from "@/lib/view/relations.ts";
import type { Collection } from "@/lib/view/types.ts";
import type { Change } from "./journal.ts";

/** Gives an object as it is now. */
export type Lookup = (collection: Collection, id: string) => JsonObject | undefined;

const NONE: readonly Change[] = [];

/** One id of one collection since some revision, whichever objects stood under it. */
export class Item {
  #changes: Change[] | undefined;
  /** Revisions at which it changed, and what it was before each. Made when somebody asks. */
  #moments: number[] | undefined;
  readonly #states: (JsonObject | undefined)[] = [];
  #fields: Set<string> | undefined;
  readonly #keys = new Map<string, ReadonlySet<string>>();

  constructor(
    readonly collection: Collection,
    readonly id: string,
    /** As it is now; made when somebody asks. */
    private readonly lookup: Lookup,
  ) {}

  get now(): JsonObject | undefined {
    return this.lookup(this.collection, this.id);
  }

  get changes(): readonly Change[] {
    return this.#changes ?? NONE;
  }

  push(change: Change): void {
    (this.#changes ??= []).push(change);
  }

  /** As it was at a revision; undefined when it was not there. */
  at(revision: number): JsonObject | undefined {
    const moments = this.#moments ??= this.#unroll();
    let low = 0, high = moments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((moments[middle] ?? 0) <= revision) low = middle + 1;
      else high = middle;
    }
    return low < moments.length ? this.#states[low] : this.now;
  }

  /** From now back to the beginning. */
  #unroll(): number[] {
    const moments: number[] = [];
    let state = this.now;
    for (const { revision, what, before } of this.changes.toReversed()) {
      if (what !== "changed") state = before;
      else if (state !== undefined && before !== undefined) state = { ...state, ...before };
      // Of several changes at one revision nobody saw what was in between.
      if (moments.at(-1) === revision) this.#states.pop();
      else moments.push(revision);
      this.#states.push(state);
    }
    this.#states.reverse();
    return moments.reverse();
  }

  /** The revisions at which any of these fields changed, or the object came or went. */
  moments(fields: true | ReadonlySet<string>): number[] {
    return this.changes.flatMap((change) => touching(change, fields) ? change.revision : []);
  }

  /** The keys of a map that changed, whatever they are now; none where nothing of that field did. */
  keys(field: string): ReadonlySet<string> {
    let keys = this.#keys.get(field);
    if (keys === undefined) this.#keys.set(field, keys = this.#keysOf(field));
    return keys;
  }

  #keysOf(field: string): ReadonlySet<string> {
    const keys = new Set<string>();
    let later = this.now?.[field];
    for (const { what, before } of this.changes.toReversed()) {
      if (what === "changed" && before !== undefined && !Object.hasOwn(before, field)) continue;
      const earlier = before?.[field];
      for (const [a, b] of [[earlier, later], [later, earlier]]) {
        if (!isObject(a)) continue;
        for (const key in a) if (!isObject(b) || b[key] !== a[key]) keys.add(key);
      }
      later = earlier;
    }
    return keys;
  }

  /** The fields that changed, whatever they are now. */
  get fields(): ReadonlySet<string> {
    if (this.#fields === undefined) {
      this.#fields = new Set<string>();
      for (const { before } of this.changes) for (const field in before) this.#fields.add(field);
    }
    return this.#fields;
  }
}

function touching({ what, before }: Change, fields: true | ReadonlySet<string>): boolean {
  if (what !== "changed" || fields === true) return true;
  for (const field in before) if (fields.has(field)) return true;
  return false;
}

const NO_ITEMS: ReadonlyMap<string, Item> = new Map<string, Item>();

/** Valid until the next revision step. Costs in proportion to the changes. */
export class History {
  /** Number of changes. */
  readonly size: number;
  readonly #items = new Map<Collection, Map<string, Item>>();
  /** Objects that did not change, but were asked for. */
  readonly #others = new Map<string, Item>();
  readonly #held = new Map<string, Map<string, Set<Item>>>();

  constructor(
    /** Readers stand here. */
    readonly since: number,
    changes: Iterable<Change>,
    private readonly lookup: Lookup,
  ) {
    let size = 0;
    for (const change of changes) {
      size++;
      const { collection, id } = change.entry;
      let items = this.#items.get(collection);
      if (items === undefined) this.#items.set(collection, items = new Map<string, Item>());
      let item = items.get(id);
      if (item === undefined) items.set(id, item = new Item(collection, id, lookup));
      item.push(change);
    }
    this.size = size;
  }

  /** Collections of which anything changed. */
  get collections(): Iterable<Collection> {
    return this.#items.keys();
  }

  /** What changed, by id. */
  items(collection: Collection): ReadonlyMap<string, Item> {
    return this.#items.get(collection) ?? NO_ITEMS;
  }

  /** An object, whether it changed or not. */
  item(collection: Collection, id: string): Item {
    const changed = this.items(collection).get(id);
    if (changed !== undefined) return changed;
    const key = `${collection} ${id}`;
    let other = this.#others.get(key);
    if (other === undefined) this.#others.set(key, other = new Item(collection, id, this.lookup));
    return other;
  }

  /** Objects that named an id in a field at some revision since, and do not any more or did not all the time. */
  named(collection: Collection, field: string, id: string): Iterable<Item> {
    const key = `${collection}.${field}`;
    let held = this.#held.get(key);
    if (held === undefined) {
      this.#held.set(key, held = new Map<string, Set<Item>>());
      for (const item of this.items(collection).values()) {
        for (const { before } of item.changes) {
          const value = idIn(before?.[field]);
          if (value === undefined) continue;
          const items = held.get(value);
          if (items === undefined) held.set(value, new Set([item]));
          else items.add(item);
        }
      }
    }
    return held.get(id) ?? [];
  }
}
