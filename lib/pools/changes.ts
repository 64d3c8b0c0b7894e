// Waiting for something to change, without asking again and again.

/** Lets many wait for one thing's changes. */
export class Changes {
  /** Resolved at each change; made anew each time. */
  private next = Promise.withResolvers<void>();

  /** Tells everybody who waits. */
  announce(): void {
    this.next.resolve();
    this.next = Promise.withResolvers();
  }

  /** Waits until the test holds, looking after every change; false when it does not within `ms`, or `over` holds before. */
  async until(test: () => boolean, ms: number, over: () => boolean): Promise<boolean> {
    const late = Promise.withResolvers<void>();
    let tooLate = false;
    const timer = setTimeout(() => {
      tooLate = true;
      late.resolve();
    }, ms);
    try {
      while (!test()) {
        if (tooLate || over()) return false;
        await Promise.race([this.next.promise, late.promise]);
      }
      return true;
    } finally {
      clearTimeout(timer);
    }
  }
}
