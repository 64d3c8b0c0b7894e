// Bytes of the wire, exactly as many as asked for, and messages put together piece by piece.

/** A connection's two directions; a `read` that gives undefined is its end. */
export interface Link {
  read(): Promise<Uint8Array | undefined>;
  write(bytes: Uint8Array): Promise<void>;
}

/** The other side left. */
export class Ended extends Error {
  override readonly name = "Ended";
}

/** Reads numbers and bytes, however they were cut on the way. Every method throws Ended when the connection ends. */
export class ByteInput {
  #buffer = new Uint8Array(0);

  constructor(readonly link: Pick<Link, "read">) {}

  async take(count: number): Promise<Uint8Array> {
    while (this.#buffer.length < count) {
      const more = await this.link.read();
      if (more === undefined) throw new Ended("The connection ended");
      this.#buffer = this.#buffer.length === 0 ? new Uint8Array(more) : concat([this.#buffer, more]);
    }
    const taken = this.#buffer.slice(0, count);
    this.#buffer = this.#buffer.subarray(count);
    return taken;
  }

  async view(count: number): Promise<DataView> {
    const { buffer } = await this.take(count);
    return new DataView(buffer);
  }

  async u8(): Promise<number> {
    return (await this.view(1)).getUint8(0);
  }
}

/** Puts a message together. Numbers are big-endian unless told. */
export class ByteOutput {
  #buffer = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  u8(value: number): this {
    this.#room(1)[this.#length++] = value;
    return this;
  }

  u16(value: number): this {
    return this.u8(value >> 8 & 255).u8(value & 255);
  }

  u32(value: number): this {
    return this.u16(value >>> 16).u16(value & 0xffff);
  }

  bytes(bytes: Uint8Array): this {
    this.#room(bytes.length).set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** Text as Latin-1, which is what RFB's texts are; what it does not have becomes a question mark. */
  text(text: string): this {
    return this.bytes(latin1(text));
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.#length);
  }

  #room(count: number): Uint8Array {
    const needed = this.#length + count;
    if (needed > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    return this.#buffer;
  }
}

/** Text as Latin-1. */
export function latin1(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (char) => {
    const code = char.codePointAt(0) ?? 63;
    return code < 256 ? code : 63;
  });
}

/** One array of several. */
export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
