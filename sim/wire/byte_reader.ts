// Reading a connection piece by piece: heads, bodies, or whatever comes.

/** Bytes of a head at most. */
const HEAD_MAX = 64 * 1024;

/** Reads a connection; knows when it ends even while nobody waits for bytes. */
export class ByteReader {
  onEnd: () => void = () => {};
  #buffer = new Uint8Array(0);
  #pending: Promise<boolean> | undefined;

  constructor(readonly connection: Deno.Conn) {}

  /** The next head without its empty line; undefined at the end of the connection. */
  async head(): Promise<string | undefined> {
    for (;;) {
      const end = find(this.#buffer);
      if (end >= 0) {
        const head = new TextDecoder("latin1").decode(this.#buffer.subarray(0, end));
        this.#buffer = this.#buffer.slice(end + 4);
        return head;
      }
      if (this.#buffer.length > HEAD_MAX || !(await this.#more())) return undefined;
    }
  }

  async body(length: number): Promise<Uint8Array | undefined> {
    while (this.#buffer.length < length) if (!(await this.#more())) return undefined;
    const body = this.#buffer.slice(0, length);
    this.#buffer = this.#buffer.slice(length);
    return body;
  }

  /** The next bytes, whatever they are; undefined at the end of the connection. */
  async some(): Promise<Uint8Array | undefined> {
    if (this.#buffer.length === 0 && !(await this.#more())) return undefined;
    const bytes = this.#buffer;
    this.#buffer = new Uint8Array(0);
    return bytes;
  }

  /** Starts reading ahead, so that the end of the connection is noticed. */
  ahead(): void {
    // A connection that fails has ended; whoever reads next gets the error.
    this.#more().catch(() => this.onEnd());
  }

  #more(): Promise<boolean> {
    this.#pending ??= this.#read().finally(() => this.#pending = undefined);
    return this.#pending;
  }

  async #read(): Promise<boolean> {
    const chunk = new Uint8Array(64 * 1024);
    const count = await this.connection.read(chunk);
    if (count === null) {
      this.onEnd();
      return false;
    }
    const whole = new Uint8Array(this.#buffer.length + count);
    whole.set(this.#buffer);
    whole.set(chunk.subarray(0, count), this.#buffer.length);
    this.#buffer = whole;
    return true;
  }
}

/** Where a head ends: the index of its empty line, -1 when it is not there yet. */
function find(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(13); at >= 0 && at + 3 < bytes.length; at = bytes.indexOf(13, at + 1)) {
    if (bytes[at + 1] === 10 && bytes[at + 2] === 13 && bytes[at + 3] === 10) return at;
  }
  return -1;
}
