// Keeps long work from holding up everything else the process does.
import { setImmediate } from "node:timers";

const TURN_MS = 10;

/**
 * Long work in turns: ask `due` now and then, and `await rest()` when it says so. A turn lasts about 10 ms, so that a page
 * waits for one turn and not for a whole first event.from (5,000 objects).
 */
export class Pacer {
  #since = performance.now();

  get due(): boolean {
    return performance.now() - this.#since > TURN_MS;
  }

  /** Lets everything that waits run first. */
  async rest(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(() => resolve()));
    this.#since = performance.now();
  }
}
