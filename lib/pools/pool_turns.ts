// Changes to pools: of each pool one at a time, of different pools side by side.
export class PoolTurns {
  /** The end of the last change asked for, by pool; never rejects. */
  private readonly ends = new Map<string, Promise<void>>();

  /** Makes a change to a pool once those asked for before are over. */
  run<T>(id: string, change: () => Promise<T>): Promise<T> {
    const made = (this.ends.get(id) ?? Promise.resolve()).then(change);
    const over = made.then(() => {}, () => {}).finally(() => {
      if (this.ends.get(id) === over) this.ends.delete(id);
    });
    this.ends.set(id, over);
    return made;
  }

  /** Waits for the changes asked for so far. */
  async settled(): Promise<void> {
    await Promise.all(this.ends.values());
  }
}
