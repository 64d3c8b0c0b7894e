// Reads the body of one stream at a pace that the test decides, unpacked if it is gzip-coded.
import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import { constants, gunzipSync } from "node:zlib";

/** Takes bytes of a gzip stream piece by piece; gives what can be read of it by then. */
class Unpacker {
  #packed = new Uint8Array();
  #given = 0;

  take(bytes: Uint8Array): Uint8Array {
    const packed = new Uint8Array(this.#packed.length + bytes.length);
    packed.set(this.#packed);
    packed.set(bytes, this.#packed.length);
    this.#packed = packed;
    const all = gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
    const fresh = all.subarray(this.#given);
    this.#given = all.length;
    return fresh;
  }

  /** Throws unless what was taken is a whole gzip file, with its check sum. */
  end(): void {
    gunzipSync(this.#packed);
  }
}

/** A body of which a piece is read only when the test says so. */
export class Reader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #unpacker: Unpacker | undefined;
  readonly #decoder = new TextDecoder();
  #reading: Promise<void> | undefined;
  #busy = false;
  #allowed = 0;
  #ended = false;
  #error: unknown;

  constructor(readonly response: Response, private readonly take: (text: string) => void) {
    assert.equal(response.status, 200);
    assert.ok(response.body);
    this.#reader = response.body.getReader();
    const encoding = response.headers.get("content-encoding");
    assert.ok(encoding === null || encoding === "gzip");
    this.#unpacker = encoding === "gzip" ? new Unpacker() : undefined;
  }

  get packed(): boolean {
    return this.#unpacker !== undefined;
  }

  /** The server ended it. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Allows that many more pieces to be read, as soon as they are there. */
  allow(pieces: number): void {
    this.#allowed += pieces;
    if (!this.#busy) this.#reading = this.#read().catch((error: unknown) => void (this.#error ??= error));
  }

  /** Reads no more, but for what it has asked for already. */
  stop(): void {
    this.#allowed = 0;
  }

  /** Throws what went wrong with what was read. */
  throw(): void {
    if (this.#error !== undefined) throw this.#error;
  }

  /** The client goes away. */
  async leave(): Promise<void> {
    this.#ended = true;
    await this.#reader.cancel();
    await this.#reading;
    this.throw();
  }

  async #read(): Promise<void> {
    this.#busy = true;
    try {
      while (this.#allowed > 0 && !this.#ended) this.#take(await this.#reader.read());
    } finally {
      this.#busy = false;
    }
  }

  #take({ value, done }: ReadableStreamReadResult<Uint8Array>): void {
    if (done) {
      if (!this.#ended) this.#unpacker?.end();
      this.#ended = true;
      return;
    }
    this.#allowed--;
    this.take(this.#decoder.decode(this.#unpacker?.take(value) ?? value, { stream: true }));
  }
}

/** One turn of the event loop; a timer would take longer than most runs of a law. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
