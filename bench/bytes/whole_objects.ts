// Xen Orchestra's way of telling browsers, as far as bytes go: whatever changes, everybody is sent the whole object. Its xen-api waits
// 200 ms, asks event.from for everything, and passes on each object of the answer, in the record's own form; a client hears of them
// as JSON-RPC notifications "all", of type "enter" (new or changed) and "exit" (gone), in WebSocket messages.
import { constants, createDeflateRaw } from "node:zlib";

/** What xen-api waits (ms) before it asks for more. */
export const LOOP_DELAY = 200;

/** An event as it comes off the wire. */
export interface WireEvent {
  readonly class: string;
  readonly ref: string;
  readonly operation: string;
  readonly snapshot?: object;
}

/** What a WebSocket puts before a message of up to 64 KB. */
const HEADER = 4;

/** Counts what one client would be sent. */
export class WholeObjects {
  /** Bytes of all messages. */
  bytes = 0;
  /**
   * The same as browsers get it, by permessage-deflate with all that was sent before in its window. (Xen Orchestra's settings name a
   * threshold of 512 KiB, which its WebSockets heed only where that window is given up.) Complete after done().
   */
  deflated = 0;
  messages = 0;
  /** Objects sent. */
  objects = 0;
  readonly #deflate = createDeflateRaw();
  #last: Promise<void> = Promise.resolve();

  constructor() {
    this.#deflate.on("data", (bytes: Uint8Array) => this.deflated += bytes.length);
  }

  /** The answer of one event.from. */
  take(events: Iterable<WireEvent>): void {
    const entered: [string, object][] = [], gone: [string, null][] = [];
    for (const { ref, operation, snapshot } of events) {
      if (operation === "del") gone.push([ref, null]);
      else if (snapshot !== undefined) entered.push([ref, snapshot]);
    }
    this.#send("enter", entered);
    this.#send("exit", gone);
  }

  #send(type: "enter" | "exit", items: readonly (readonly [string, object | null])[]): void {
    if (items.length === 0) return;
    const params = { type, items: Object.fromEntries(items) };
    const message = new TextEncoder().encode(JSON.stringify({ jsonrpc: "2.0", method: "all", params }));
    this.messages++;
    this.objects += items.length;
    this.bytes += HEADER + message.length;
    this.deflated += HEADER;
    this.#last = this.#last.then(() =>
      new Promise((resolve) => {
        this.#deflate.write(message);
        this.#deflate.flush(constants.Z_SYNC_FLUSH, resolve);
      })
    );
  }

  /** Fulfilled when all is deflated. */
  done(): Promise<void> {
    return this.#last;
  }
}

/** What xen-api would have been answered, had it been the one to ask while a recorded pool told of its events. */
export class Gathered {
  readonly #waiting = new Map<string, WireEvent>();
  /** When it asks next, in milliseconds. */
  #asks = 0;

  constructor(private readonly whole: WholeObjects) {}

  /** Events that the pool told of at some moment, in order of these. */
  take(at: number, events: Iterable<WireEvent>): void {
    if (at >= this.#asks) this.#answer(this.#asks);
    for (const event of events) {
      const key = `${event.class} ${event.ref}`;
      const fresh = this.#waiting.get(key)?.operation === "add";
      this.#waiting.delete(key);
      if (!fresh) this.#waiting.set(key, event);
      else if (event.operation !== "del") this.#waiting.set(key, { ...event, operation: "add" });
    }
    if (at >= this.#asks) this.#answer(at);
  }

  /** The end: what waits is the last answer. */
  end(): void {
    this.#answer(this.#asks);
  }

  #answer(at: number): void {
    if (this.#waiting.size === 0) return;
    this.whole.take(this.#waiting.values());
    this.#waiting.clear();
    this.#asks = at + LOOP_DELAY;
  }
}
