// How far a transfer has come, told as seldom as xapi tells it.
import type { Work } from "./call.ts";

/** Milliseconds between two tellings (stream_vdi.ml); the first comes at once. */
const EVERY = 10_000;

/** Counts blocks and moves the task's progress. */
export class Progress {
  readonly #told: number;
  #made = 0;
  #last = -Infinity;

  constructor(readonly work: Work, readonly total: number) {
    this.#told = EVERY * work.tasks.scale;
  }

  made(blocks: number): void {
    this.#made += blocks;
    const now = performance.now();
    if (now - this.#last < this.#told) return;
    this.#last = now;
    this.work.task.progress(this.#made / this.total);
  }
}
