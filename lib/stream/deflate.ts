// Deflate (RFC 1951) of a few bytes that follow others: what the other side was sent just before is repeated by reference. zlib keeps
// such a window for one stream only, or would have to be told it as a dictionary, which this runtime ignores; here the window
// is an argument, so that what is packed after the same bytes is packed once for all who were sent those.

/** The most bytes of a window and of what follows it: no reference reaches further than 32 KiB. */
export const MOST_WINDOW: number = 16 * 1024;
export const MOST_PLAIN: number = 16 * 1024;

const SHORTEST = 4, LONGEST = 258;
/** Places that are tried for a reference. */
const TRIES = 16;
const HASH_BITS = 13;
const END = 256;

const bytes = new Uint8Array(MOST_WINDOW + MOST_PLAIN);
/** The last place of each hash, and for each place the one before it with its hash. */
const head = new Int32Array(1 << HASH_BITS);
const before = new Int32Array(bytes.length);

/** Code and number of bits of each literal and length symbol, of the fixed code (3.2.6), first bit lowest. */
const CODES = new Uint16Array(288), BITS = new Uint8Array(288);
for (let symbol = 0; symbol < 288; symbol++) {
  const [code, bits] = symbol < 144
    ? [0x30 + symbol, 8]
    : symbol < 256
    ? [0x190 + symbol - 144, 9]
    : symbol < 280
    ? [symbol - 256, 7]
    : [0xc0 + symbol - 280, 8];
  CODES[symbol] = reversed(code, bits);
  BITS[symbol] = bits;
}

/** First length of each length symbol from 257 on, and its extra bits; the same of distances (3.2.5). */
const LENGTHS: number[] = [], LENGTH_EXTRA: number[] = [];
for (let symbol = 0, length = 3; symbol < 28; symbol++) {
  const extra = symbol < 8 ? 0 : (symbol >> 2) - 1;
  LENGTHS.push(length);
  LENGTH_EXTRA.push(extra);
  length += 1 << extra;
}
LENGTHS.push(LONGEST);
LENGTH_EXTRA.push(0);
const DISTANCES: number[] = [], DISTANCE_EXTRA: number[] = [];
for (let symbol = 0, distance = 1; symbol < 30; symbol++) {
  const extra = symbol < 4 ? 0 : (symbol >> 1) - 1;
  DISTANCES.push(distance);
  DISTANCE_EXTRA.push(extra);
  distance += 1 << extra;
}

/** Length symbol by length. */
const SYMBOL_OF = new Uint16Array(LONGEST + 1);
for (let length = 3, symbol = 0; length <= LONGEST; length++) {
  while ((LENGTHS[symbol + 1] ?? Infinity) <= length) symbol++;
  SYMBOL_OF[length] = symbol;
}

function reversed(code: number, bits: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit++) result |= ((code >> bit) & 1) << (bits - 1 - bit);
  return result;
}

/** Writes bits, lowest first. */
class Bits {
  readonly out: Uint8Array<ArrayBuffer>;
  length = 0;
  #held = 0;
  #count = 0;

  constructor(most: number) {
    this.out = new Uint8Array(most);
  }

  put(value: number, bits: number): void {
    this.#held |= value << this.#count;
    this.#count += bits;
    while (this.#count >= 8) {
      this.out[this.length++] = this.#held & 0xff;
      this.#held >>>= 8;
      this.#count -= 8;
    }
  }

  /** An empty stored block: what follows begins with a byte. */
  flush(): void {
    this.put(0, 3);
    if (this.#count > 0) this.put(0, 8 - this.#count);
    this.out.set([0, 0, 0xff, 0xff], this.length);
    this.length += 4;
  }
}

const hashAt = (at: number): number => {
  const four = (bytes[at] ?? 0) | (bytes[at + 1] ?? 0) << 8 | (bytes[at + 2] ?? 0) << 16 |
    (bytes[at + 3] ?? 0) << 24;
  return Math.imul(four, 0x9e3779b1) >>> (32 - HASH_BITS);
};

function note(at: number): void {
  const hash = hashAt(at);
  before[at] = head[hash] ?? -1;
  head[hash] = at;
}

/**
 * One block that ends on a byte, for a stream whose last bytes are those of the window. Neither may be longer than MOST_…; the
 * result may be longer than what it stands for.
 */
export function deflateAfter(window: Uint8Array, plain: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = window.length, end = start + plain.length;
  bytes.set(window);
  bytes.set(plain, start);
  head.fill(-1);
  for (let at = 0; at < start; at++) note(at);
  const bits = new Bits(plain.length + (plain.length >> 2) + 16);
  bits.put(0b010, 3);
  for (let at = start; at < end;) {
    const [length, distance] = longest(at, end);
    if (length < SHORTEST) {
      const literal = bytes[at] ?? 0;
      bits.put(CODES[literal] ?? 0, BITS[literal] ?? 0);
      note(at++);
      continue;
    }
    const symbol = SYMBOL_OF[length] ?? 0;
    bits.put(CODES[END + 1 + symbol] ?? 0, BITS[END + 1 + symbol] ?? 0);
    bits.put(length - (LENGTHS[symbol] ?? 0), LENGTH_EXTRA[symbol] ?? 0);
    let far = 0;
    while ((DISTANCES[far + 1] ?? Infinity) <= distance) far++;
    bits.put(reversed(far, 5), 5);
    bits.put(distance - (DISTANCES[far] ?? 0), DISTANCE_EXTRA[far] ?? 0);
    for (const next = at + length; at < next; at++) note(at);
  }
  bits.put(CODES[END] ?? 0, BITS[END] ?? 0);
  bits.flush();
  return bits.out.slice(0, bits.length);
}

const NONE = [0, 0] as const;

/** The longest repetition of what has been before: its length, and how far back it is. */
function longest(at: number, end: number): readonly [length: number, distance: number] {
  const most = Math.min(LONGEST, end - at);
  if (most < SHORTEST) return NONE;
  let length = SHORTEST - 1, distance = 0;
  let place = head[hashAt(at)] ?? -1;
  for (let tries = TRIES; place >= 0 && tries > 0; tries--, place = before[place] ?? -1) {
    if (bytes[place + length] !== bytes[at + length]) continue;
    let same = 0;
    while (same < most && bytes[place + same] === bytes[at + same]) same++;
    if (same <= length) continue;
    [length, distance] = [same, at - place];
    if (same === most) break;
  }
  return length < SHORTEST ? NONE : [length, distance];
}
