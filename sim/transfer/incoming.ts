// A request's body as it comes: so many bytes as are wanted, never more in memory than a piece, decompressed if need be.
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import zlib from "node:zlib";
import type { Wire } from "../wire/http_server.ts";

/** The body ended before it should. */
export class PrematureEnd extends Error {
  override readonly name = "PrematureEnd";
}

/** Bytes that are read in order. */
export class Incoming {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** The body of a request on a wire: `length` bytes, or all that comes. It ends when the signal is aborted. */
  static body(wire: Wire, length: number | undefined, signal: AbortSignal): Incoming {
    return new Incoming(body(wire, length, signal));
  }

  /** Exactly so many bytes. Throws PrematureEnd. */
  async exactly(length: number): Promise<Uint8Array> {
    if (this.#rest.length >= length) return this.#take(length);
    const whole = new Uint8Array(length);
    for (let at = 0; at < length;) {
      if (this.#rest.length === 0 && !(await this.#more())) throw new PrematureEnd();
      const part = this.#take(Math.min(this.#rest.length, length - at));
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  /** Up to so many bytes; fewer only at the end. */
  async upTo(length: number): Promise<Uint8Array> {
    const whole = new Uint8Array(length);
    let at = 0;
    while (at < length && (this.#rest.length > 0 || await this.#more())) {
      const part = this.#take(Math.min(this.#rest.length, length - at));
      whole.set(part, at);
      at += part.length;
    }
    return whole.subarray(0, at);
  }

  /** Passes over so many bytes. Throws PrematureEnd. */
  async skip(length: number): Promise<void> {
    for (let left = length; left > 0;) {
      if (this.#rest.length === 0 && !(await this.#more())) throw new PrematureEnd();
      left -= this.#take(Math.min(this.#rest.length, left)).length;
    }
  }

  /** The same bytes decompressed, when they begin as gzip's or zstd's do. */
  async decompressed(): Promise<Incoming> {
    const start = await this.upTo(4);
    this.#rest = this.#rest.length === 0 ? start : Buffer.concat([start, this.#rest]);
    const [a, b, c, d] = start;
    const unpacked = a === 0x1f && b === 0x8b
      ? zlib.createGunzip()
      : a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd
      ? zlib.createZstdDecompress()
      : undefined;
    if (unpacked === undefined) return this;
    const source = Readable.from(this.#all());
    source.on("error", (error) => unpacked.destroy(error));
    source.pipe(unpacked);
    return new Incoming(unpacked);
  }

  async *#all(): AsyncGenerator<Uint8Array> {
    while (this.#rest.length > 0 || await this.#more()) yield this.#take(this.#rest.length);
  }

  #take(length: number): Uint8Array {
    const part = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return part;
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#pieces.next();
    if (done === true) return false;
    this.#rest = value;
    return this.#rest.length > 0 || await this.#more();
  }
}

async function* body(
  wire: Wire,
  length: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let left = length ?? Infinity;
  while (left > 0) {
    const piece = await unlessAborted(wire.read(), signal);
    if (piece === undefined) return;
    yield piece.subarray(0, left);
    left -= piece.length;
  }
}

/** Waits for work, or throws the signal's reason when it is aborted first. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
