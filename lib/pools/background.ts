// Works that go on while nobody waits for them.

/** Keeps such works together, so that whoever ends can wait for them in the end. */
export class Background {
  private readonly works = new Set<Promise<void>>();

  /** @param failed is told what a work throws */
  constructor(private readonly failed: (error: unknown) => void) {}

  /** Takes in a work. */
  add(work: Promise<unknown>): void {
    const done = work.then(() => {}, this.failed).then(() => void this.works.delete(done));
    this.works.add(done);
  }

  /** Waits until all of them are over, those included that are added meanwhile. */
  async settled(): Promise<void> {
    while (this.works.size > 0) await Promise.all(this.works);
  }
}
