// A bounded stretch of the latest items, each of some revision.

/** A queue that drops its oldest items, with the revision below which it is incomplete. */
export class Window<T extends { readonly revision: number }> {
  #items: T[] = [];
  #head = 0;
  /** Readers at this revision or later find everything here. */
  floor = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    const item = this.#items[this.#head];
    if (item === undefined) return undefined;
    this.floor = item.revision;
    this.#head++;
    // Cutting off the dropped half at a time keeps dropping O(1) on average; until then at most as many stay referenced.
    if (this.#head > 64 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** Drops everything up to a revision. */
  clear(revision: number): void {
    this.#items = [];
    this.#head = 0;
    this.floor = revision;
  }

  /** Items after a revision, oldest first. */
  *after(revision: number): IterableIterator<T> {
    let low = this.#head, high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const item = this.#items[middle];
      if (item !== undefined && item.revision <= revision) low = middle + 1;
      else high = middle;
    }
    for (; low < this.#items.length; low++) {
      const item = this.#items[low];
      if (item !== undefined) yield item;
    }
  }
}
