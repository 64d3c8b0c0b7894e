// What a viewer may send that only watches (RFC 6143, and the extensions that noVNC speaks): all that asks for pictures, nothing
// that types, points, pastes or resizes. Decided here, since a browser can be made to send anything.

/** Longest message that is let through whole: the list of encodings of any viewer is a few hundred bytes. */
const LONGEST = 4096;
/** Version, chosen security, ClientInit. */
const HANDSHAKE = [12, 1, 1] as const;

/** Bytes of a message of fixed length, by type. */
const LENGTHS: Readonly<Record<number, number>> = {
  0: 20, // SetPixelFormat
  3: 10, // FramebufferUpdateRequest
  4: 8, // KeyEvent
  5: 6, // PointerEvent
  150: 10, // EnableContinuousUpdates
  250: 4, // xvp
};
const PASSED = new Set([0, 2, 3, 150, 248]);

/** A viewer sent what is no message: its connection is of no use any more. */
export class MalformedMessage extends Error {
  override readonly name = "MalformedMessage";
}

/** Takes a viewer's bytes as they come and gives those that may go on. */
export class WatchFilter {
  #waiting = new Uint8Array();
  #step = 0;
  /** Bytes of a message left out that are still to come. */
  #skip = 0;

  /** Throws MalformedMessage. */
  pass(bytes: Uint8Array): Uint8Array {
    const skipped = Math.min(this.#skip, bytes.length);
    this.#skip -= skipped;
    this.#waiting = joined([this.#waiting, bytes.subarray(skipped)]);
    const passed: Uint8Array[] = [];
    for (;;) {
      const handshake = HANDSHAKE[this.#step];
      if (handshake !== undefined) {
        if (this.#waiting.length < handshake) break;
        passed.push(this.#take(handshake));
        // Shared: whoever only watches ends nobody else's session.
        const last = passed.at(-1);
        if (this.#step === 2 && last !== undefined) passed[passed.length - 1] = Uint8Array.of(1);
        this.#step++;
        continue;
      }
      const length = this.#length();
      if (length === null) break;
      const [type = 0] = this.#waiting;
      if (!PASSED.has(type)) {
        this.#skip = Math.max(0, length - this.#waiting.length);
        this.#take(Math.min(length, this.#waiting.length));
        if (this.#skip > 0) break;
        continue;
      }
      if (length > LONGEST) throw new MalformedMessage("The viewer sent a message that is too long");
      if (this.#waiting.length < length) break;
      passed.push(this.#take(length));
    }
    return joined(passed);
  }

  #take(count: number): Uint8Array<ArrayBuffer> {
    const taken = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    return taken;
  }

  /** Of the message that is waiting; null while its head is not there. */
  #length(): number | null {
    const bytes = this.#waiting;
    const type = bytes[0];
    if (type === undefined) return null;
    const fixed = LENGTHS[type];
    if (fixed !== undefined) return fixed;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    switch (type) {
      case 2: // SetEncodings
        return bytes.length < 4 ? null : 4 + 4 * view.getUint16(2);
      case 6: // ClientCutText; below zero: the extended form, of so many bytes
        return bytes.length < 8 ? null : 8 + Math.abs(view.getInt32(4));
      case 248: // ClientFence
        return bytes.length < 9 ? null : 9 + view.getUint8(8);
      case 251: // SetDesktopSize
        return bytes.length < 8 ? null : 8 + 16 * view.getUint8(6);
      case 255: // QEMU: a key with its scan code, or sound
        if (bytes.length < 4) return null;
        if (view.getUint8(1) === 0) return 12;
        return view.getUint8(1) === 1 ? (view.getUint16(2) === 2 ? 10 : 4) : unknown(type);
      default:
        return unknown(type);
    }
  }
}

function unknown(type: number): never {
  throw new MalformedMessage(`The viewer sent a message of the unknown type ${type}`);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
