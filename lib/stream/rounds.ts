// Rounds: when readers are told what has changed. However many they are, nothing else waits long for it.
import { cpuUsage } from "node:process";
import { Pacer } from "@/lib/xapi/pacer.ts";

/** What rounds may take of the processor, on average. */
const SHARE = 0.5;
/** So much more than that they may have taken before they rest (ms). */
const AHEAD = 25;
/** The longest rest (ms). */
const LONGEST_REST = 100;

/** Processor time of this process (ms). What other programs had of the machine meanwhile is no reason to wait longer. */
function processorTime(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}

/**
 * Goes to readers in turns of about 10 ms, first when all that happens in this turn of the loop is over. What comes up during
 * a round makes the next one. When rounds have taken more than their share of the processor they rest until they have not: a
 * thousand readers of a busy pool are told most changes at once and some together, and however many readers there are, there
 * is time for everything else.
 */
export class Rounds<T> {
  #all = false;
  readonly #some = new Set<T>();
  #running = false;
  #closed = false;
  /** Ends the rest that is being taken. */
  #wake = () => {};
  /** What rounds have taken beyond their share (ms), and when that was so. */
  #ahead = 0;
  #since = 0;

  constructor(
    private readonly everybody: ReadonlySet<T>,
    /** Tells one of them what there is. Must not throw. */
    private readonly visit: (one: T) => void,
    /** Fulfilled when visits are possible. */
    private readonly ready: () => Promise<void>,
    /** What a round's time is taken from (ms). */
    private readonly clock: () => number = processorTime,
  ) {}

  /** There is something for all. */
  all(): void {
    if (this.everybody.size === 0) return;
    this.#all = true;
    this.#start();
  }

  /** There is something for one. */
  one(one: T): void {
    this.#some.add(one);
    this.#start();
  }

  /** Nobody is visited any more, and nothing waits for a next round. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  #start(): void {
    if (this.#running || this.#closed) return;
    this.#running = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    while (!this.#closed && (this.#all || this.#some.size > 0)) {
      await this.ready();
      const began = this.clock();
      await this.#round();
      const rest = this.#restAfter(this.clock() - began);
      if (rest > 0 && !this.#closed) await this.#rest(rest);
    }
    this.#running = false;
  }

  async #rest(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
  }

  /** How long to rest after a round of so much processor time (ms). */
  #restAfter(took: number): number {
    const now = performance.now();
    this.#ahead = Math.max(0, this.#ahead - (now - this.#since) * SHARE) + took;
    this.#since = now;
    if (this.#ahead <= AHEAD) return 0;
    const rest = Math.min(this.#ahead / SHARE, LONGEST_REST);
    this.#ahead = 0;
    this.#since += rest;
    return rest;
  }

  async #round(): Promise<void> {
    const due = this.#all ? this.everybody : new Set(this.#some);
    this.#all = false;
    this.#some.clear();
    const pacer = new Pacer();
    for (const one of due) {
      if (pacer.due) {
        await pacer.rest();
        await this.ready();
      }
      if (this.#closed) return;
      // Who has gone meanwhile is in no set any more.
      if (this.everybody.has(one)) this.visit(one);
    }
    // What was handed out reaches the sockets between the next two turns of the loop: the round lasts until then.
    await pacer.rest();
    await pacer.rest();
  }
}
