// Patterns that averages cannot see: how a value moves within an hour or a minute without changing that time's mean.
import { type Random, seeded } from "../random.ts";

/** A hash of a text, 32 bits. */
export function hashed(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash, 0);
}

/** Two numbers mixed to 32 bits that look random. */
export function mixed(seed: number, index: number): number {
  let hash = (seed ^ Math.imul(index | 0, 0x9e3779b1)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** So many patterns there are of each kind: a power of two. */
const COUNT = 64;

/**
 * Rows of deviations. Guarantees: each row sums up to nothing, its lowest deviation is -1 or above. A value that moves by
 * one row per hour, and within each step of it by another row, has the same mean however it is consolidated.
 */
export class Patterns {
  readonly #rows: Float64Array;
  readonly #lowest = new Float64Array(COUNT);
  readonly #highest = new Float64Array(COUNT);
  /** The highest deviation of all. */
  readonly peak: number;

  /** `row` makes a row of `length` numbers, which is then centred and brought to the scale. */
  constructor(readonly length: number, seed: number, row: (random: Random, length: number) => number[]) {
    this.#rows = new Float64Array(COUNT * length);
    const random = seeded(seed);
    for (let which = 0; which < COUNT; which++) {
      const centred = centre(row(random, length));
      this.#rows.set(centred, which * length);
      this.#lowest[which] = Math.min(...centred);
      this.#highest[which] = Math.max(...centred);
    }
    this.peak = Math.max(...this.#highest);
  }

  /** The deviation of the row a hash names, at a place in it. */
  at(hash: number, place: number): number {
    return this.#rows[(hash & (COUNT - 1)) * this.length + place] ?? 0;
  }

  low(hash: number): number {
    return this.#lowest[hash & (COUNT - 1)] ?? 0;
  }

  high(hash: number): number {
    return this.#highest[hash & (COUNT - 1)] ?? 0;
  }
}

/** Takes the mean away and brings the lowest deviation to -1. */
export function centre(row: readonly number[]): number[] {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  const deep = mean - Math.min(...row);
  return row.map((value) => deep === 0 ? 0 : (value - mean) / deep);
}

/** Within a minute: twelve values, each with its opposite, so that every row reaches from -1 to 1. */
export const FIVES = new Patterns(12, 12, (random) => {
  const half = Array.from({ length: 6 }, () => random());
  half[0] = 1;
  return [...half, ...half.map((value) => -value)].map((value) => ({ value, order: random() }))
    .sort((a, b) => a.order - b.order).map(({ value }) => value);
});

/** Within an hour: a slow wave, noise, and now and then a burst of some minutes. */
export const MINUTES = new Patterns(60, 60, (random, length) => {
  const [phase, waves] = [random() * length, 1 + Math.floor(random() * 3)];
  const burst = random() < 0.3
    ? { from: Math.floor(random() * (length - 6)), height: 2 + random() * 3 }
    : undefined;
  return Array.from({ length }, (_, minute) => {
    const wave = Math.sin((2 * Math.PI * waves * (minute + phase)) / length);
    const bursting = burst !== undefined && minute >= burst.from && minute < burst.from + 4;
    return 0.6 * wave + random() + (bursting ? burst.height : 0);
  });
});

/** Within a day: what differs from the usual course of a day. */
export const HOURS = new Patterns(24, 24, (random, length) => Array.from({ length }, () => random()));
