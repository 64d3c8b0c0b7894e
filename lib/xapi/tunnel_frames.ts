// The client's side of a WebSocket as xapi's own proxy for consoles speaks it (wsproxy): data in binary frames, below 64 KiB each.
import { ConnectionError } from "./errors.ts";
import type { Wire } from "./wire.ts";

/** Bytes of data in one frame: wsproxy cannot read lengths of eight bytes. */
const MOST = 32 * 1024;
/** A frame of a genuine proxy holds 16 KiB or less. */
const LONGEST = 1 << 20;
const CLOSE = 8;
const PING = 9;

/** Masked frames with these bytes. @param base64 as the proxy of XenServer 6 wants them */
export function frame(bytes: Uint8Array, base64: boolean): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += MOST) {
    const piece = bytes.subarray(at, at + MOST);
    const data = base64 ? new TextEncoder().encode(new Uint8Array(piece).toBase64()) : piece;
    const head = data.length < 126
      ? [0x82, 0x80 | data.length]
      : [0x82, 0x80 | 126, data.length >> 8, data.length & 255];
    const mask = crypto.getRandomValues(new Uint8Array(4));
    const whole = new Uint8Array(head.length + 4 + data.length);
    whole.set(head);
    whole.set(mask, head.length);
    whole.set(masked(data, mask), head.length + 4);
    frames.push(whole);
  }
  return frames;
}

/** Reads the data out of frames. */
export class Frames {
  #bytes = new Uint8Array();

  constructor(private readonly wire: Pick<Wire, "read">, private readonly base64: boolean) {}

  /** The next frame's data; null at the end. Throws ConnectionError where it is none. */
  async read(): Promise<Uint8Array | null> {
    for (;;) {
      const head = await this.#take(2);
      if (head === null) return null;
      const [first = 0, second = 0] = head;
      let length = second & 127;
      if (length === 126) length = numberIn(await this.#take(2));
      else if (length === 127) length = numberIn(await this.#take(8));
      if (length > LONGEST) {
        throw new ConnectionError("bad-answer", "The host sent a malformed WebSocket frame");
      }
      const mask = (second & 128) === 0 ? null : await this.#take(4);
      const data = await this.#take(length);
      if (data === null || (first & 15) === CLOSE) return null;
      if ((first & 15) >= PING || data.length === 0) continue;
      const plain = mask === null ? data : masked(data, mask);
      return this.base64 ? decoded(plain) : plain;
    }
  }

  /** Exactly so many bytes; null where they end before. */
  async #take(count: number): Promise<Uint8Array | null> {
    while (this.#bytes.length < count) {
      const more = await this.wire.read();
      if (more === null) return null;
      const all = new Uint8Array(this.#bytes.length + more.length);
      all.set(this.#bytes);
      all.set(more, this.#bytes.length);
      this.#bytes = all;
    }
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }
}

function numberIn(bytes: Uint8Array | null): number {
  let number = 0;
  for (const byte of bytes ?? []) number = number * 256 + byte;
  return number;
}

function masked(data: Uint8Array, mask: Uint8Array): Uint8Array {
  return data.map((byte, at) => byte ^ (mask[at & 3] ?? 0));
}

function decoded(text: Uint8Array): Uint8Array {
  try {
    return Uint8Array.fromBase64(new TextDecoder().decode(text));
  } catch (cause) {
    throw new ConnectionError("bad-answer", "The host sent a malformed WebSocket frame", { cause });
  }
}
