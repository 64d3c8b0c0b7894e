// What pools tell of themselves, kept a moment later: changes come in bursts.

/** ms from the first change to the write. */
const DELAY = 1_000;

export class Saves {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** @param write writes what is known of a pool then */
  constructor(private readonly write: (id: string) => void, private readonly delay = DELAY) {}

  /** Writes soon; does nothing where that is to happen anyway. */
  soon(id: string): void {
    if (this.timers.has(id)) return;
    this.timers.set(id, setTimeout(() => this.now(id), this.delay));
  }

  /** It has been written, or is gone. */
  cancel(id: string): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  /** Writes at once whatever waits. */
  flush(): void {
    for (const id of [...this.timers.keys()]) this.now(id);
  }

  private now(id: string): void {
    this.cancel(id);
    this.write(id);
  }
}
