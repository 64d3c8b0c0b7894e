// What is followed by open streams at this moment: for whoever makes what is followed, and makes it only while somebody looks.
import type { Subscription } from "@/lib/view/types.ts";

/** Counts the subscriptions of all readers. */
export class Interest {
  readonly #counts = new Map<string, { readonly subscription: Subscription; count: number }>();
  readonly #listeners = new Set<() => void>();

  /** What somebody follows; what means the same comes once. */
  get current(): Subscription[] {
    return [...this.#counts.values()].map(({ subscription }) => subscription);
  }

  /** Calls back when something is followed that was not, or no longer is. Gives the function that ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  add(subscription: Subscription): void {
    const held = this.#counts.get(subscription.key);
    if (held !== undefined) held.count++;
    else this.#counts.set(subscription.key, { subscription, count: 1 });
    if (held === undefined) this.#tell();
  }

  remove({ key }: Subscription): void {
    const held = this.#counts.get(key);
    if (held === undefined || --held.count > 0) return;
    this.#counts.delete(key);
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
