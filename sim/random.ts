// Seeded randomness: the same seed gives the same uuids and refs in every process.

/** A source of numbers in [0, 1), like Math.random. */
export type Random = () => number;

/** A small, fast, well-spread generator (mulberry32) for one 32-bit seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** A uuid from a source of randomness. */
export function uuid(random: Random): string {
  let text = "";
  for (let byte = 0; byte < 16; byte++) {
    if (byte === 4 || byte === 6 || byte === 8 || byte === 10) text += "-";
    text += HEX[Math.floor(random() * 256)];
  }
  return text;
}
