// How long to wait before the next attempt.

/**
 * Delays that double up to a cap, each shortened by up to a quarter at random so that many pools lost at once do not
 * come back in step. The first delay is 0: most losses are a restart of the connection, not of the host.
 */
export class Backoff {
  private failures = 0;

  /**
   * @param first second delay, in ms
   * @param cap longest delay, in ms: short enough that a host that is back is found soon, for one connection is cheap
   */
  constructor(
    private readonly first = 500,
    private readonly cap = 15_000,
    private readonly random: () => number = Math.random,
  ) {}

  /** Milliseconds to wait now. */
  next(): number {
    const step = this.failures++;
    if (step === 0) return 0;
    const full = Math.min(this.cap, this.first * 2 ** Math.min(step - 1, 30));
    return Math.round(full * (1 - this.random() / 4));
  }

  /** Begins again at 0. */
  reset(): void {
    this.failures = 0;
  }
}
