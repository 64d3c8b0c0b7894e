// Bytes between a host's console and a browser's WebSocket, both ways, with bounded memory: what a browser does not take is not taken
// from the host either, and one that takes nothing for long is cut off.
import type { Wire } from "@/lib/xapi/mod.ts";

/** How a console ends, as its WebSocket's close code (docs/security.md): what the browser does next depends on it. */
export const ENDED = {
  /** The host ended it: the VM stopped, started again or moved. Worth another try. */
  host: 4000,
  /** The right to it, or the session, is gone. */
  right: 4001,
  /** The browser took nothing for too long, or sent far more than the host takes. */
  stalled: 4002,
  /** The browser sent what is no message. */
  malformed: 4003,
  /** Atoll stops. */
  closing: 4004,
} as const;
export type Ending = keyof typeof ENDED;

export interface PumpOptions {
  /** What of the browser's bytes goes on; all unless told. May throw. */
  readonly filter?: ((bytes: Uint8Array) => Uint8Array) | undefined;
  /** Bytes that may wait for the browser before no more are taken from the host. */
  readonly ahead?: number | undefined;
  /** Bytes that may wait for the host before the browser is cut off: it cannot be made to wait. */
  readonly behind?: number | undefined;
  /** ms in which a browser with bytes waiting must take some. */
  readonly stall?: number | undefined;
}

type Socket = Pick<
  WebSocket,
  "send" | "close" | "bufferedAmount" | "readyState" | "onmessage" | "onclose" | "onerror" | "binaryType"
>;

/** ms between two looks at what waits for a browser: Deno's WebSockets have no event for it. */
const LOOK = 4;

/** Carries bytes from the moment it is made, until one side ends it or `end` is called. */
export class Pump {
  /** Resolves once with how it ended; null: the browser left. */
  readonly done: Promise<Ending | null>;
  readonly #done = Promise.withResolvers<Ending | null>();
  #wire: Wire | null = null;
  #over = false;
  #upstream: Uint8Array[] = [];
  #waiting = 0;
  #writing = false;

  /** Listens at once: a browser's first bytes may come before the host's console is open. */
  constructor(private readonly socket: Socket, private readonly options: PumpOptions = {}) {
    this.done = this.#done.promise;
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = () => this.#finish(null);
    socket.onerror = () => this.#finish(null);
  }

  /** Begins to carry. */
  carry(wire: Wire): void {
    this.#wire = wire;
    if (this.#over) return wire.close();
    void this.#down(wire);
    void this.#up(wire);
  }

  /** Ends it both ways. */
  end(ending: Ending): void {
    if (this.#over) return;
    this.#finish(ending);
    if (this.socket.readyState === WebSocket.OPEN) this.socket.close(ENDED[ending]);
  }

  #finish(ending: Ending | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#upstream = [];
    this.#wire?.close();
    this.#done.resolve(ending);
  }

  #receive(data: unknown): void {
    if (this.#over) return;
    try {
      const bytes = data instanceof ArrayBuffer
        ? new Uint8Array(data)
        : new TextEncoder().encode(String(data));
      const passed = this.options.filter?.(bytes) ?? bytes;
      if (passed.length === 0) return;
      this.#upstream.push(passed);
      this.#waiting += passed.length;
    } catch {
      return this.end("malformed");
    }
    if (this.#waiting > (this.options.behind ?? 1 << 20)) return this.end("stalled");
    if (this.#wire !== null) void this.#up(this.#wire);
  }

  async #up(wire: Wire): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    try {
      for (let next = this.#upstream.shift(); next !== undefined; next = this.#upstream.shift()) {
        await wire.write(next);
        this.#waiting -= next.length;
      }
    } catch {
      // The host's end of it is what the other direction tells, too.
      this.end("host");
    } finally {
      this.#writing = false;
    }
  }

  async #down(wire: Wire): Promise<void> {
    try {
      for (let bytes = await wire.read(); bytes !== null && !this.#over; bytes = await wire.read()) {
        this.socket.send(new Uint8Array(bytes));
        if (!await this.#room()) return this.end("stalled");
      }
      this.end("host");
    } catch {
      this.end("host");
    }
  }

  /** Waits until the browser has taken enough; false where it took nothing for too long. */
  async #room(): Promise<boolean> {
    const { ahead = 1 << 20, stall = 30_000 } = this.options;
    let least = this.socket.bufferedAmount;
    let since = performance.now();
    while (!this.#over && this.socket.bufferedAmount > ahead) {
      await new Promise((resolve) => setTimeout(resolve, LOOK));
      const now = this.socket.bufferedAmount;
      if (now < least) {
        least = now;
        since = performance.now();
      } else if (performance.now() - since > stall) return false;
    }
    return true;
  }
}
