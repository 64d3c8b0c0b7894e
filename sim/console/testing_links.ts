// Links for tests: within the process, over a connection, over a browser's WebSocket.
import { Ended, type Link } from "./rfb/bytes.ts";

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
  readonly #queue: Uint8Array[] = [];
  #closed = false;
  #wake = () => {};

  async read(): Promise<Uint8Array | undefined> {
    for (;;) {
      const next = this.#queue.shift();
      if (next !== undefined) return next;
      if (this.#closed) return undefined;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    const { other } = this;
    if (other === undefined || other.#closed) throw new Ended("Nobody is there");
    other.#queue.push(bytes.slice());
    other.#wake();
    while (other.stalled) await new Promise<void>((resolve) => other.resume = resolve);
  }

  resume: () => void = () => {};

  close(): void {
    for (const end of [this, this.other]) {
      if (end === undefined) continue;
      end.#closed = true;
      end.#wake();
    }
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

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await this.connection.write(bytes.subarray(at));
  }
}

/** A browser's WebSocket as a link. */
export class BrowserLink implements Link {
  readonly #queue: Uint8Array[] = [];
  readonly #opened = Promise.withResolvers<void>();
  #closed = false;
  #wake = () => {};

  constructor(readonly socket: WebSocket) {
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.#opened.resolve();
    socket.onmessage = ({ data }) => {
      this.#queue.push(new Uint8Array(data));
      this.#wake();
    };
    socket.onerror = () => {};
    socket.onclose = () => {
      this.#closed = true;
      this.#opened.resolve();
      this.#wake();
    };
  }

  async read(): Promise<Uint8Array | undefined> {
    for (;;) {
      const next = this.#queue.shift();
      if (next !== undefined) return next;
      if (this.#closed) return undefined;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#opened.promise;
    this.socket.send(new Uint8Array(bytes));
  }

  /** Closes and waits until it is. */
  async close(): Promise<void> {
    this.socket.close();
    while (!this.#closed) await new Promise<void>((resolve) => this.#wake = resolve);
  }
}
