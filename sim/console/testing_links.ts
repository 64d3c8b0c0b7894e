// Links for tests: within the process, over a connection, over a browser's WebSocket.
import { writeAll } from "../wire/connection.ts";
import { Ended, type Link } from "./rfb/bytes.ts";

/** What came in and nobody has read yet. */
class Inbox {
  readonly #queue: Uint8Array[] = [];
  #closed = false;
  #wake = () => {};

  /** Whether nothing comes any more. */
  get closed(): boolean {
    return this.#closed;
  }

  put(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** The oldest, as soon as there is one; undefined at the end. */
  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const next = this.#queue.shift();
      if (next !== undefined || this.#closed) return next;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }
}

/** Two ends of a link within the process. */
export function linkPair(): readonly [LinkEnd, LinkEnd] {
  const [a, b] = [new LinkEnd(), new LinkEnd()];
  a.other = b;
  b.other = a;
  return [a, b];
}

export class LinkEnd implements Link {
  other: LinkEnd | undefined;
  /** While true, what is written to this end is not taken: the writer waits. */
  stalled = false;
  readonly #inbox = new Inbox();

  read(): Promise<Uint8Array | undefined> {
    return this.#inbox.next();
  }

  async write(bytes: Uint8Array): Promise<void> {
    const { other } = this;
    if (other === undefined || other.#inbox.closed) throw new Ended("Nobody is there");
    other.#inbox.put(bytes.slice());
    while (other.stalled) await new Promise<void>((resolve) => other.resume = resolve);
  }

  resume: () => void = () => {};

  close(): void {
    this.#inbox.close();
    if (this.other !== undefined) this.other.#inbox.close();
  }
}

/** A connection of the machine's network as a link. */
export class ConnectionLink implements Link {
  constructor(readonly connection: Deno.Conn) {}

  async read(): Promise<Uint8Array | undefined> {
    const buffer = new Uint8Array(64 * 1024);
    const count = await this.connection.read(buffer);
    return count === null ? undefined : buffer.subarray(0, count);
  }

  write(bytes: Uint8Array): Promise<void> {
    return writeAll(this.connection, bytes);
  }
}

/** A browser's WebSocket as a link. */
export class BrowserLink implements Link {
  readonly #inbox = new Inbox();
  readonly #opened = Promise.withResolvers<void>();
  readonly #closed = Promise.withResolvers<void>();

  constructor(readonly socket: WebSocket) {
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.#opened.resolve();
    socket.onmessage = ({ data }) => this.#inbox.put(new Uint8Array(data));
    socket.onerror = () => {};
    socket.onclose = () => {
      this.#inbox.close();
      this.#opened.resolve();
      this.#closed.resolve();
    };
  }

  read(): Promise<Uint8Array | undefined> {
    return this.#inbox.next();
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#opened.promise;
    this.socket.send(new Uint8Array(bytes));
  }

  /** Closes and waits until it is. */
  async close(): Promise<void> {
    this.socket.close();
    await this.#closed.promise;
  }
}
