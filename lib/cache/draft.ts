// One revision step in the making: what it shows and takes down, unseen by readers until the cache commits it.
import type { Ref } from "@/lib/xapi/schema.ts";
import { diff, type JsonObject } from "@/lib/view/merge_patch.ts";
import type { Collection, Views } from "@/lib/view/types.ts";
import type { Entry, Promised } from "./entry.ts";
import type { Step } from "./pool_state.ts";
import { COLLECTIONS_OF } from "./projections/mod.ts";
import type { ViewedClass } from "./projections/types.ts";

/** Where the entries stand, by collection and id: also those without a view yet, so that their ids are taken. */
export type Shelves = { readonly [C in Collection]: Map<string, Entry<C>> };

export function newShelves(): Shelves {
  return {
    pool: new Map(),
    host: new Map(),
    vm: new Map(),
    template: new Map(),
    snapshot: new Map(),
    sr: new Map(),
    vdi: new Map(),
    vbd: new Map(),
    vif: new Map(),
    network: new Map(),
    task: new Map(),
    pif: new Map(),
    pbd: new Map(),
    alert: new Map(),
    certificate: new Map(),
    update: new Map(),
    pgpu: new Map(),
    pci: new Map(),
    load: new Map(),
    finding: new Map(),
  };
}

/** A view to be shown: a new one, or one that differs by `mark` from the one its entry has. */
export interface Shown {
  readonly entry: Entry;
  readonly view: NonNullable<Entry["view"]> | Promised;
  readonly mark: JsonObject | "added";
}

export class Draft implements Step {
  readonly gone = new Set<Entry>();
  readonly shown: Shown[] = [];
  readonly moved = new Map<Entry, Ref>();
  /** Of those shown, which nobody has seen before. */
  added = 0;
  /** Whether views remain to be made after it. */
  promised = false;

  constructor(private readonly shelves: Shelves) {}

  taken(className: ViewedClass, id: string): boolean {
    for (const collection of COLLECTIONS_OF[className]) {
      const entry = this.shelves[collection].get(id);
      if (entry !== undefined && !this.gone.has(entry)) return true;
    }
    return false;
  }

  add<C extends Collection>(entry: Entry<C>): void {
    this.shelves[entry.collection].set(entry.id, entry);
  }

  remove(entry: Entry): void {
    this.gone.add(entry);
  }

  move(entry: Entry, ref: Ref): void {
    this.moved.set(entry, ref);
  }

  show<C extends Collection>(entry: Entry<C>, view: Views[C]): void {
    const before = entry.view;
    if (before === undefined) return this.#showNew(entry, view);
    const mark = diff(before, view);
    if (mark !== undefined) this.shown.push({ entry, view, mark });
  }

  promise(entry: Entry, promised: Promised): void {
    this.promised = true;
    this.#showNew(entry, promised);
  }

  #showNew(entry: Entry, view: Shown["view"]): void {
    this.shown.push({ entry, view, mark: "added" });
    this.added++;
  }
}
