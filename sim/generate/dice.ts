// Seeded choices: what a generated pool is thrown with. The same seed gives the same pool, uuid by uuid.
import { type Random, seeded, uuid } from "../random.ts";

/** A die with the throws a generator needs. */
export class Dice {
  readonly random: Random;

  constructor(seed: number) {
    this.random = seeded(seed);
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  /** True in `share` of the cases (0 to 1). */
  chance(share: number): boolean {
    return this.random() < share;
  }

  /** One of `items`. Throws RangeError when there is none. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new RangeError("Cannot pick from an empty list");
    return item;
  }

  /** One of `[weight, item]`, likelier the greater its weight. */
  weighted<T>(items: readonly (readonly [weight: number, item: T])[]): T {
    let left = this.random() * items.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, item] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return this.pick(items)[1];
  }

  uuid(): string {
    return uuid(this.random);
  }

  /** A reference to an object. */
  ref(): string {
    return `OpaqueRef:${this.uuid()}`;
  }

  /** `count` lower-case hex digits, at most 32. */
  hex(count: number): string {
    return this.uuid().replaceAll("-", "").slice(0, count);
  }

  /** A locally administered MAC address, as xapi makes them for VIFs. */
  mac(): string {
    const first = ((this.int(0, 63) << 2) | 2).toString(16).padStart(2, "0");
    return `${first}:${(this.hex(10).match(/../g) ?? []).join(":")}`;
  }
}
