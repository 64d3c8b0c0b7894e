// Long work in short turns, so that a simulator answers others meanwhile.

/** Milliseconds of one turn. */
const TURN = 8;

/** Lets others go first when a turn is over. */
export class Turns {
  #since = performance.now();

  async rest(): Promise<void> {
    if (performance.now() - this.#since < TURN) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#since = performance.now();
  }
}
