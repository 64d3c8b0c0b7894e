// The server's side of a WebSocket as xapi's proxy speaks it: frames in, frames out, nothing clever.
import { ByteInput, concat, Ended, type Link } from "./rfb/bytes.ts";

/** What a server adds to a client's key before hashing it (RFC 6455, 1.3). */
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** Bytes of data in one frame at most. */
const FRAME_MAX = 16 * 1024;

/** Bytes of one message in several frames at most. */
const MESSAGE_MAX = 1 << 20;

const CLOSE = 8;

/** Sec-WebSocket-Accept for a client's key. */
export async function acceptKey(key: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(key + GUID));
  return new Uint8Array(digest).toBase64();
}

/**
 * The data of a WebSocket as a link. It is xapi's proxy in its peculiarities too (ocaml/wsproxy/src/websockets.ml): every frame
 * that does not close is data, so pings are never answered; a close ends the connection without a word; frames may be
 * unmasked; a frame of 64 KiB or more cannot be read.
 */
export class WebSocketLink implements Link {
  readonly #input: ByteInput;

  /** `early`: the proxy of XenServer 6, whose data is Base64, and which masks what it sends (xapi-project/wsproxy). */
  constructor(readonly wire: Link, readonly early = false) {
    this.#input = new ByteInput(wire);
  }

  async read(): Promise<Uint8Array | undefined> {
    try {
      const parts: Uint8Array[] = [];
      for (let total = 0;;) {
        const head = await this.#input.view(2);
        const [first, second] = [head.getUint8(0), head.getUint8(1)];
        const length = await this.#length(second & 127);
        const mask = (second & 128) !== 0 ? await this.#input.take(4) : undefined;
        const data = unmask(await this.#input.take(length), mask);
        if ((first & 15) === CLOSE) return undefined;
        total += length;
        if (total > MESSAGE_MAX) return undefined;
        parts.push(data);
        if ((first & 128) === 0) continue;
        if (total > 0) return this.early ? decoded(concat(parts)) : concat(parts);
        // An empty message says nothing; undefined would be the end.
        parts.length = 0;
      }
    } catch (error) {
      if (error instanceof Ended) return undefined;
      throw error;
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += FRAME_MAX) {
      const piece = bytes.subarray(at, at + FRAME_MAX);
      const data = this.early ? new TextEncoder().encode(piece.toBase64()) : piece;
      const masked = this.early ? 128 : 0;
      const head = data.length < 126
        ? [0x82, masked | data.length]
        : [0x82, masked | 126, data.length >> 8, data.length & 255];
      const mask = this.early ? crypto.getRandomValues(new Uint8Array(4)) : undefined;
      await this.wire.write(concat([Uint8Array.from(head), ...(mask ? [mask] : []), unmask(data, mask)]));
    }
  }

  async #length(short: number): Promise<number> {
    if (short < 126) return short;
    if (short === 126) return (await this.#input.view(2)).getUint16(0);
    // The proxy reads four of the eight bytes and loses its step.
    throw new Ended("A frame of 64 KiB or more");
  }
}

/** The bytes of Base64; what is none is not data. */
function decoded(text: Uint8Array): Uint8Array | undefined {
  try {
    return Uint8Array.fromBase64(new TextDecoder().decode(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function unmask(data: Uint8Array, mask: Uint8Array | undefined): Uint8Array {
  if (mask === undefined) return data;
  for (let at = 0; at < data.length; at++) data[at] = (data[at] ?? 0) ^ (mask[at & 3] ?? 0);
  return data;
}
