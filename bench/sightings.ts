// What is told of markers, by whoever tells it first; may be asked for before it is there.

export class Sightings<T> {
  readonly #seen = new Map<string, PromiseWithResolvers<T>>();

  /** What was told of a marker, or will be. */
  of(marker: string): Promise<T> {
    return this.#entry(marker).promise;
  }

  tell(marker: string, what: T): void {
    this.#entry(marker).resolve(what);
  }

  #entry(marker: string): PromiseWithResolvers<T> {
    let entry = this.#seen.get(marker);
    if (entry === undefined) this.#seen.set(marker, entry = Promise.withResolvers<T>());
    return entry;
  }
}
