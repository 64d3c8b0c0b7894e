// Time that jumps: the timers of this process fire in their order, each at the moment it is due, and nothing waits in between.
// So an hour of a pool takes as long as the work it makes, and everything that gathers or delays does what it does in an hour.
import { setImmediate } from "node:timers";

interface Timer {
  readonly id: number;
  readonly run: () => void;
  due: number;
  /** Milliseconds between two runs; undefined for a timer that fires once. */
  readonly every: number | undefined;
}

/** Replaces the timers and clocks of this process until it is disposed of. What waits for anything else, such as a socket, is not waited for. */
export class VirtualTime {
  readonly #timers = new Map<number, Timer>();
  readonly #real = { setTimeout, clearTimeout, setInterval, clearInterval };
  readonly #clocks = { date: Date.now, performance: performance.now.bind(performance) };
  readonly #start = Date.now();
  #now = 0;
  #next = 1;

  constructor() {
    const clear = (id?: number) => void this.#timers.delete(id ?? 0);
    Object.assign(globalThis, {
      setTimeout: (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) =>
        this.#add(() => run(...args), ms, false),
      setInterval: (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) =>
        this.#add(() => run(...args), ms, true),
      clearTimeout: clear,
      clearInterval: clear,
    });
    Date.now = () => Math.floor(this.#start + this.#now);
    performance.now = () => this.#now;
  }

  /** Milliseconds since the beginning. */
  get now(): number {
    return this.#now;
  }

  /** Lets so many milliseconds pass, with all that is due in them. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let timer = this.#first(); timer !== undefined && timer.due <= end; timer = this.#first()) {
      this.#now = Math.max(this.#now, timer.due);
      if (timer.every === undefined) this.#timers.delete(timer.id);
      else timer.due = this.#now + timer.every;
      timer.run();
      await settle();
    }
    this.#now = end;
  }

  /** Lets time pass until a promise is settled, and gives what it gives. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let waiting = true;
    void Promise.allSettled([promise]).then(() => waiting = false);
    for (await settle(); waiting; await settle()) {
      const timer = this.#first();
      await this.pass(timer === undefined ? 0 : Math.max(0, timer.due - this.#now));
    }
    return await promise;
  }

  [Symbol.dispose](): void {
    Object.assign(globalThis, this.#real);
    Date.now = this.#clocks.date;
    performance.now = this.#clocks.performance;
  }

  #add(run: () => void, ms = 0, repeats: boolean): number {
    // As in every runtime, a repeated timer takes at least a millisecond.
    const wait = Math.max(repeats ? 1 : 0, ms);
    const timer = { id: this.#next++, run, due: this.#now + wait, every: repeats ? wait : undefined };
    this.#timers.set(timer.id, timer);
    return timer.id;
  }

  /** There are a few dozen timers at most. Of two that are due at once the older comes first. */
  #first(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) {
      if (first === undefined || timer.due < first.due) first = timer;
    }
    return first;
  }
}

/** Turns of the event loop that work goes on by itself for at most, one thing handing over to the next. */
const TURNS = 6;

/** Fulfilled when all that could go on without a timer has gone on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    await new Promise<void>((resolve) => setImmediate(() => resolve()));
  }
}
