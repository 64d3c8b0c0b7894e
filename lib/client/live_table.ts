// One collection of the browser's copy: objects by id, a signal for each that is shown, one version for lists.
import { signal } from "@preact/signals";
import type { ReadonlySignal, Signal } from "@preact/signals";
import { apply as applyPatch, type JsonObject } from "@/lib/view/merge_patch.ts";
import { unpacked } from "@/lib/view/page.ts";
import { fromTable } from "@/lib/view/page_data.ts";
import type { PageTable } from "@/lib/view/types.ts";

/** Objects of one collection. Reading never changes it; only its Live writes. */
export class LiveTable<R extends { readonly id: string }> {
  readonly #objects = new Map<string, R>();
  // Made when somebody asks: of 10,000 rows a screen shows 40.
  readonly #signals = new Map<string, Signal<R | undefined>>();
  readonly #version = signal(0);

  constructor(table: PageTable) {
    for (const row of fromTable(unpacked(table))) this.#put(row.id, row);
  }

  get size(): number {
    return this.#objects.size;
  }

  /** Grows with every change of any object: reading its value follows them all. */
  get version(): ReadonlySignal<number> {
    return this.#version;
  }

  /** The object as it is now, without following it. */
  peek(id: string): R | undefined {
    return this.#objects.get(id);
  }

  /** The object now and later; undefined while there is none. */
  follow(id: string): ReadonlySignal<R | undefined> {
    let found = this.#signals.get(id);
    if (found === undefined) {
      found = signal(this.#objects.get(id));
      this.#signals.set(id, found);
    }
    return found;
  }

  /** All objects now, in no order, without following them. */
  list(): R[] {
    return [...this.#objects.values()];
  }

  /** All objects now, in no order; follows `version`. */
  all(): R[] {
    this.#version.value;
    return this.list();
  }

  /** A merge patch for one object, or its end. For Live. */
  apply(id: string, patch: JsonObject | null): void {
    if (patch === null) {
      this.#objects.delete(id);
      const known = this.#signals.get(id);
      if (known) known.value = undefined;
    } else {
      this.#put(id, applyPatch(this.#objects.get(id) ?? { id }, patch));
    }
  }

  /** Replaces everything. For Live. */
  reset(objects: ReadonlyMap<string, JsonObject>): void {
    for (const id of [...this.#objects.keys()]) if (!objects.has(id)) this.apply(id, null);
    for (const [id, object] of objects) this.#put(id, { ...object, id });
  }

  /** Tells the lists. For Live. */
  touch(): void {
    this.#version.value++;
  }

  #put(id: string, row: unknown): void {
    // The server projected exactly the fields of the page's table, with the types of the view.
    const object = row as R;
    this.#objects.set(id, object);
    const known = this.#signals.get(id);
    if (known) known.value = object;
  }
}
