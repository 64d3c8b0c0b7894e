// A clock that runs ahead while nothing happens, so that minutes of waiting take milliseconds and load on the machine takes none.
import { Socket } from "node:net";
import { setImmediate } from "node:timers";

interface Timer {
  readonly id: number;
  readonly due: number;
  readonly callback: () => void;
  /** Milliseconds between calls; undefined: once. */
  readonly every: number | undefined;
  readonly origin: string;
}

/** How much faster than the machine's the clock goes while timers come and go and sockets get bytes. */
const SPEED = 40;
/** The same while a TLS connection is new: its first answer waits 40 ms for an acknowledgement (Nagle). */
const SLOW = 5;
const HANDSHAKE_MS = 60;
/** Milliseconds of a step at most, so that a machine that is busy with other things counts for little. */
const STEP = 20;
/** Genuine milliseconds without any of that after which steps grow, and how far: nothing but time will make things go on. */
const PATIENCE_MS = 1.5;
const LONGEST_STEP = 2_500;
/** Milliseconds between two looks at what is waited for. Each of them is a timer: more of them would keep the steps short. */
const LOOK = 100;
/** Ids of these timers are told from genuine ones by their size. */
const FIRST_ID = 1e9;

const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  dateNow: Date.now,
  performanceNow: performance.now.bind(performance),
  emit: Socket.prototype.emit,
};

/**
 * Takes the place of setTimeout, setInterval, Date.now and performance.now until it is disposed of. A step is taken after a
 * turn of the event loop, never by the clock of the machine: whatever is under way gets its turns first.
 */
export class FastTime implements AsyncDisposable {
  readonly #timers = new Map<number, Timer>();
  readonly #start = real.dateNow();
  #now = 0;
  #nextId = FIRST_ID;
  /** Steps since something happened, and when that was. */
  #quiet = 0;
  #since = 0;
  #patientUntil = 0;
  /** Whether connections are made over TLS. */
  handshakes = false;
  #running = true;
  readonly #run: Promise<void>;

  /** @param random what a piece of work seems to take, so that what watches the time gives way at any point */
  static async start(random: () => number): Promise<FastTime> {
    return new FastTime(random, await Sockets.open());
  }

  private constructor(private readonly random: () => number, private readonly sockets: Sockets) {
    const set = (callback: () => void, ms: number | undefined, every: boolean) => {
      const delay = Math.max(Number(ms) || 0, every ? 1 : 0);
      const id = this.#nextId++;
      const origin = new Error().stack?.split("\n").slice(3, 6).map((line) => line.trim()).join(" < ") ?? "";
      this.#timers.set(id, {
        id,
        due: this.#now + delay,
        callback,
        every: every ? delay : undefined,
        origin,
      });
      this.#quiet = 0;
      return id;
    };
    const clear = (id: unknown) => {
      if (typeof id !== "number" || id < FIRST_ID) return real.clearTimeout(Number(id));
      if (this.#timers.delete(id)) this.#quiet = 0;
    };
    const bound = (callback: unknown, args: unknown[]) => () => {
      if (typeof callback === "function") callback(...args);
    };
    Object.assign(globalThis, {
      setTimeout: (callback: unknown, ms?: number, ...args: unknown[]) =>
        set(bound(callback, args), ms, false),
      setInterval: (callback: unknown, ms?: number, ...args: unknown[]) =>
        set(bound(callback, args), ms, true),
      clearTimeout: clear,
      clearInterval: clear,
    });
    Date.now = () => Math.floor(this.#start + this.#now);
    const busy = (event: string | symbol) => {
      this.#quiet = 0;
      if (event !== "connect" || !this.handshakes) return;
      this.#patientUntil = Math.max(this.#patientUntil, real.performanceNow() + HANDSHAKE_MS);
    };
    const { emit } = real;
    Object.assign(Socket.prototype, {
      emit(this: Socket, ...args: Parameters<typeof emit>): boolean {
        busy(args[0]);
        return Reflect.apply(emit, this, args);
      },
    });
    let work = 0;
    performance.now = () => this.#now + (work += this.random());
    this.#run = this.#steps();
  }

  /** Milliseconds since the beginning. */
  get now(): number {
    return this.#now;
  }

  /** Where the timers that are waiting were set. */
  get waiting(): string[] {
    return [...this.#timers.values()].map(({ origin, due }) =>
      `${Math.round(due - this.#now)} ms: ${origin}`
    );
  }

  /** Waits. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }

  /** Looks again and again until the test holds; false when it does not within `ms`. */
  async until(test: () => boolean | Promise<boolean>, ms: number): Promise<boolean> {
    for (const end = this.#now + ms; !await test();) {
      if (this.#now >= end) return false;
      await this.sleep(LOOK);
    }
    return true;
  }

  /** Leaps over nothing until the work is done: for what must go well however busy the machine is. */
  async patiently<T>(work: () => Promise<T>): Promise<T> {
    this.#patientUntil = Infinity;
    try {
      return await work();
    } finally {
      this.#patientUntil = 0;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#running = false;
    await this.#run;
    this.sockets.close();
    const { setTimeout, clearTimeout, setInterval, clearInterval } = real;
    Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval });
    Socket.prototype.emit = real.emit;
    Date.now = real.dateNow;
    performance.now = real.performanceNow;
  }

  async #steps(): Promise<void> {
    while (this.#running) {
      const next = this.#earliest();
      if (next !== undefined && next.due <= this.#now) {
        this.#fire(next);
        await turn();
        continue;
      }
      const before = real.performanceNow();
      if (this.#quiet === 0) this.#since = before;
      const shaking = before < this.#patientUntil;
      let step: number;
      if (shaking || before - this.#since < PATIENCE_MS) {
        this.#quiet = 1;
        await this.sockets.turn();
        step = Math.min(STEP, (real.performanceNow() - before) * (shaking ? SLOW : SPEED));
      } else {
        await new Promise<void>((resolve) => real.setTimeout(resolve, 1));
        step = Math.min(LONGEST_STEP, STEP * 2 ** this.#quiet++);
      }
      const due = this.#earliest()?.due ?? Infinity;
      this.#now = Math.min(this.#now + step, Math.max(this.#now, due));
    }
  }

  #earliest(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) {
      if (first === undefined || timer.due < first.due) first = timer;
    }
    return first;
  }

  #fire({ id, due, callback, every, origin }: Timer): void {
    if (every === undefined) this.#timers.delete(id);
    else this.#timers.set(id, { id, due: due + every, callback, every, origin });
    callback();
  }
}

/** Lets everything run that is ready, sockets included. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => resolve()));
}

/** A turn of the event loop in which sockets get what has arrived for them: a byte goes once around through the system. */
class Sockets {
  private constructor(private readonly from: Deno.TcpConn, private readonly to: Deno.TcpConn) {}

  static async open(): Promise<Sockets> {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const [from, to] = await Promise.all([
      Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port }),
      listener.accept(),
    ]);
    listener.close();
    from.setNoDelay(true);
    return new Sockets(from, to);
  }

  async turn(): Promise<void> {
    const read = this.to.read(new Uint8Array(1));
    await this.from.write(new Uint8Array(1));
    await read;
  }

  close(): void {
    this.from.close();
    this.to.close();
  }
}
