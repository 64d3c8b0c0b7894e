// Who wants to be told of what a repository has written, so that what is held in memory cannot fall behind it.

/** Callbacks that are told of every change, in the turn in which it is known to be written. */
export class Listeners<A extends readonly unknown[]> {
  readonly #listeners = new Set<(...change: A) => void>();

  /** Gives the function that ends it. */
  add(listener: (...change: A) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(...change: A): void {
    for (const listener of [...this.#listeners]) listener(...change);
  }
}
