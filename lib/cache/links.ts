// Which objects name an id in a field, for relations and names in filters. An index is made when it is first asked for.
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import { idIn } from "@/lib/view/relations.ts";
import type { Collection } from "@/lib/view/types.ts";
import type { Entry } from "./entry.ts";
import { Readers } from "./readers.ts";

interface Index {
  readonly field: string;
  readonly readers: Readers;
}

/**
 * Guarantees: an index that was asked for once follows every change; one that nobody asks for costs nothing. There are at most
 * as many as linking fields.
 */
export class Links {
  readonly #of = new Map<Collection, Index[]>();
  /** New objects whose views are not made yet; they are looked at when somebody asks. */
  readonly #waiting = new Set<Entry>();

  constructor(private readonly entries: (collection: Collection) => Iterable<Entry>) {}

  /** Objects that name an id in a field, as they are now. */
  naming(collection: Collection, field: string, id: string): Iterable<Entry> {
    const { readers } = this.#index(collection, field);
    const found = new Set<Entry>();
    readers.collect(id, found);
    return found;
  }

  /** To be told before an object changes or goes: `before` is what it was. */
  left(entry: Entry, before: JsonObject | undefined): void {
    this.#waiting.delete(entry);
    for (const { field, readers } of this.#of.get(entry.collection) ?? []) {
      const id = idIn(before?.[field]);
      if (id !== undefined) readers.delete(id, entry);
    }
  }

  /** To be told when an object has come or changed. */
  came(entry: Entry): void {
    if (!this.#of.has(entry.collection)) return;
    if (entry.made === undefined) this.#waiting.add(entry);
    else for (const index of this.#of.get(entry.collection) ?? []) add(index, entry);
  }

  #index(collection: Collection, field: string): Index {
    for (const entry of this.#waiting) {
      for (const index of this.#of.get(entry.collection) ?? []) add(index, entry);
    }
    this.#waiting.clear();
    let indexes = this.#of.get(collection);
    if (indexes === undefined) this.#of.set(collection, indexes = []);
    let index = indexes.find((held) => held.field === field);
    if (index === undefined) {
      indexes.push(index = { field, readers: new Readers() });
      for (const entry of this.entries(collection)) add(index, entry);
    }
    return index;
  }
}

function add({ field, readers }: Index, entry: Entry): void {
  const id = idIn(valueOf(entry, field));
  if (id !== undefined) readers.add(id, entry);
}

function valueOf(entry: Entry, field: string): JsonObject[string] | undefined {
  const view: object | undefined = entry.view;
  return view === undefined ? undefined : (view as JsonObject)[field];
}
