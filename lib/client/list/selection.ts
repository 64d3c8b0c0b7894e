// Which rows of a list are selected, and which one the keyboard stands on.
import type { Signal } from "@preact/signals";

/** A selection of ids. Ranges go over the order that the caller shows. */
export class Selection {
  #anchor: string | null = null;

  /** @param ids what is selected @param current where the keyboard stands */
  constructor(
    private readonly ids: Signal<ReadonlySet<string>>,
    private readonly current: Signal<string | null>,
  ) {}

  /** Selects or unselects a row; with `range` all rows between the last one and this get the new state. */
  toggle(id: string, order: readonly string[], range: boolean): void {
    const next = new Set(this.ids.peek());
    const on = !next.has(id);
    const from = range && this.#anchor !== null ? order.indexOf(this.#anchor) : -1;
    const to = order.indexOf(id);
    const rows = from < 0 || to < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
    for (const row of rows) on ? next.add(row) : next.delete(row);
    this.ids.value = next;
    this.#anchor = this.current.value = id;
  }

  /** Selects exactly these. */
  set(ids: Iterable<string>): void {
    this.ids.value = new Set(ids);
    this.#anchor = null;
  }

  /** Moves the keyboard's place by so many rows and gives its new index; -1 for an empty list. */
  move(by: number, order: readonly string[]): number {
    const old = this.current.peek();
    const at = old === null ? -1 : order.indexOf(old);
    const next = at < 0 ? (order.length ? 0 : -1) : Math.min(order.length - 1, Math.max(0, at + by));
    this.current.value = order[next] ?? null;
    return next;
  }
}
