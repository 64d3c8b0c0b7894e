// The body of an answer, made piece by piece: a large one never exists as one string, nor twice as bytes.

/** Bytes of a body, in order. */
export type Body = readonly Uint8Array<ArrayBuffer>[];

/** Bytes of the first piece at least and of the largest one. */
const FIRST = 1024;
const LARGEST = 256 * 1024;

const encoder = new TextEncoder();

/** Takes text and bytes and gives them as pieces; each is twice as large as the one before, up to 256 KiB. */
export class BodyWriter {
  readonly #full: Uint8Array<ArrayBuffer>[] = [];
  #piece = new Uint8Array(0);
  #used = 0;

  text(text: string): void {
    // The largest character takes four bytes: with that much room something is always written.
    for (let rest = text; rest !== "";) {
      if (this.#piece.length - this.#used < 4) this.#next(rest.length);
      const { read, written } = encoder.encodeInto(rest, this.#piece.subarray(this.#used));
      this.#used += written;
      rest = read === rest.length ? "" : rest.slice(read);
    }
  }

  bytes(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      if (this.#used === this.#piece.length) this.#next(bytes.length - at);
      const part = bytes.subarray(at, at + this.#piece.length - this.#used);
      this.#piece.set(part, this.#used);
      this.#used += part.length;
      at += part.length;
    }
  }

  /** All that was written. Nothing may be written afterwards. */
  done(): Body {
    return [...this.#full, this.#piece.subarray(0, this.#used)];
  }

  #next(wanted: number): void {
    if (this.#used > 0) this.#full.push(this.#piece.subarray(0, this.#used));
    const size = Math.max(FIRST, wanted, 2 * this.#piece.length);
    this.#piece = new Uint8Array(Math.min(size, LARGEST));
    this.#used = 0;
  }
}

/** A text as a body. */
export function textBody(text: string): Body {
  return [encoder.encode(text)];
}

/** A body in one piece. */
export function joined(body: Body): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(body.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const bytes of body) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}
