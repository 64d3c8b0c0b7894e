// The order of a live list: follows the objects, but holds still while the pointer rests on it.
import { signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";

/**
 * Keeps a list of ids. While held, nothing that is shown moves: what left the list stays where it was, what came is put at
 * the end. Letting go brings the true order.
 */
export class HeldOrder {
  readonly #shown = signal<readonly string[]>([]);
  #wanted: readonly string[] = [];
  #held = false;

  constructor(ids: readonly string[]) {
    this.#shown.value = this.#wanted = ids;
  }

  get ids(): ReadonlySignal<readonly string[]> {
    return this.#shown;
  }

  /** The list came out anew. @param force the user asked for it (sorted, filtered): held or not, show it */
  offer(ids: readonly string[], force: boolean): void {
    this.#wanted = ids;
    if (!this.#held || force) this.#show(ids);
    else {
      const known = new Set(this.#shown.peek());
      const fresh = ids.filter((id) => !known.has(id));
      if (fresh.length > 0) this.#show([...this.#shown.peek(), ...fresh]);
    }
  }

  hold(held: boolean): void {
    this.#held = held;
    if (!held) this.#show(this.#wanted);
  }

  #show(ids: readonly string[]): void {
    const old = this.#shown.peek();
    if (old.length !== ids.length || old.some((id, index) => id !== ids[index])) this.#shown.value = ids;
  }
}
