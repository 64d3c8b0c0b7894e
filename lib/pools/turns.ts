// Two ways for several works on one pool to get along: one after the other, and all until the first ends.

/** Lets works through one at a time, first come, first served. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Does the work when all that came before it is over, however that went. Gives and throws what the work does. */
  run<T>(work: () => T | Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    const over = () => {};
    this.#last = done.then(over, over);
    return done;
  }
}

/**
 * Runs works side by side until one of them ends or fails, then aborts the others and waits for them. Throws what the first
 * one threw; what the others throw follows from the abort.
 */
export async function untilFirst(
  signal: AbortSignal,
  works: readonly ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const all = new AbortController();
  const stop = () => all.abort(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  let first: { readonly failure?: unknown } | undefined;
  const follow = async (work: (signal: AbortSignal) => Promise<void>) => {
    try {
      await work(all.signal);
      first ??= {};
    } catch (failure) {
      first ??= { failure };
    }
    all.abort();
  };
  try {
    await Promise.all(works.map(follow));
  } finally {
    signal.removeEventListener("abort", stop);
  }
  if (first !== undefined && "failure" in first) throw first.failure;
}
