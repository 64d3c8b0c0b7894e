// XXH64 (seed 0), as the checksums inside an XVA are made: a megabyte in about two milliseconds, without 64-bit integers.

const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;
const MASK = 0xffffffffffffffffn;

/** Bytes the four lanes take at a time. */
const STRIPE = 32;

/** The lanes after some whole stripes: eight 32-bit halves, low half first. */
export class Lanes {
  readonly #halves = new Int32Array(8);
  #length = 0;

  constructor() {
    [(P1 + P2) & MASK, P2, 0n, -P1 & MASK].forEach((lane, at) => {
      this.#halves[2 * at] = Number(lane & 0xffffffffn) | 0;
      this.#halves[2 * at + 1] = Number(lane >> 32n) | 0;
    });
  }

  /** The same lanes, to go on with something else. */
  copy(): Lanes {
    const copy = new Lanes();
    copy.#halves.set(this.#halves);
    copy.#length = this.#length;
    return copy;
  }

  /** Takes whole stripes: the length must be a multiple of 32. */
  take(bytes: Uint8Array): void {
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const halves = this.#halves;
    for (let lane = 0; lane < 4; lane++) {
      let low = halves[2 * lane] ?? 0;
      let high = halves[2 * lane + 1] ?? 0;
      for (let at = 8 * lane; at < bytes.length; at += STRIPE) {
        // input * P2
        const [a, b] = [words.getInt32(at, true), words.getInt32(at + 4, true)];
        let [x, y] = [a & 0xffff, a >>> 16];
        let carry = y * 0xeb4f + ((x * 0xeb4f) >>> 16);
        let middle = (carry & 0xffff) + x * 0x27d4;
        let top = y * 0x27d4 + (carry >>> 16) + (middle >>> 16);
        const productLow = Math.imul(a, 0x27d4eb4f);
        const productHigh = (top + Math.imul(b, 0x27d4eb4f) + Math.imul(a, 0xc2b2ae3d)) | 0;
        // lane + that, turned left by 31
        const sum = (low >>> 0) + (productLow >>> 0);
        const sumHigh = (high + productHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
        const sumLow = sum | 0;
        const turnedHigh = (sumHigh << 31) | (sumLow >>> 1);
        const turnedLow = (sumLow << 31) | (sumHigh >>> 1);
        // times P1
        [x, y] = [turnedLow & 0xffff, turnedLow >>> 16];
        carry = y * 0xca87 + ((x * 0xca87) >>> 16);
        middle = (carry & 0xffff) + x * 0x85eb;
        top = y * 0x85eb + (carry >>> 16) + (middle >>> 16);
        low = Math.imul(turnedLow, 0x85ebca87);
        high = (top + Math.imul(turnedHigh, 0x85ebca87) + Math.imul(turnedLow, 0x9e3779b1)) | 0;
      }
      halves[2 * lane] = low;
      halves[2 * lane + 1] = high;
    }
    this.#length += bytes.length;
  }

  /** The hash of what was taken and a rest of less than 32 bytes, as 16 capital hexadecimal digits. */
  finish(rest: Uint8Array = new Uint8Array(0)): string {
    const lanes = [0, 1, 2, 3].map((lane) => this.#lane(lane));
    const [v1 = 0n, v2 = 0n, v3 = 0n, v4 = 0n] = lanes;
    let hash = P5;
    if (this.#length > 0) {
      hash = (turn(v1, 1n) + turn(v2, 7n) + turn(v3, 12n) + turn(v4, 18n)) & MASK;
      for (const lane of lanes) hash = ((hash ^ round(0n, lane)) * P1 + P4) & MASK;
    }
    hash = (hash + BigInt(this.#length + rest.length)) & MASK;
    const words = new DataView(rest.buffer, rest.byteOffset, rest.byteLength);
    let at = 0;
    for (; at + 8 <= rest.length; at += 8) {
      hash = (turn(hash ^ round(0n, words.getBigUint64(at, true)), 27n) * P1 + P4) & MASK;
    }
    for (; at + 4 <= rest.length; at += 4) {
      hash = (turn(hash ^ ((BigInt(words.getUint32(at, true)) * P1) & MASK), 23n) * P2 + P3) & MASK;
    }
    for (; at < rest.length; at++) {
      hash = (turn(hash ^ ((BigInt(rest[at] ?? 0) * P5) & MASK), 11n) * P1) & MASK;
    }
    hash = ((hash ^ (hash >> 33n)) * P2) & MASK;
    hash = ((hash ^ (hash >> 29n)) * P3) & MASK;
    return (hash ^ (hash >> 32n)).toString(16).toUpperCase().padStart(16, "0");
  }

  #lane(lane: number): bigint {
    const [low = 0, high = 0] = this.#halves.subarray(2 * lane, 2 * lane + 2);
    return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  }
}

/** The XXH64 of some bytes as 16 capital hexadecimal digits. */
export function xxh64(bytes: Uint8Array): string {
  const lanes = new Lanes();
  const whole = bytes.length - bytes.length % STRIPE;
  lanes.take(bytes.subarray(0, whole));
  return lanes.finish(bytes.subarray(whole));
}

function round(lane: bigint, input: bigint): bigint {
  return (turn((lane + input * P2) & MASK, 31n) * P1) & MASK;
}

function turn(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & MASK;
}
