// Seeded choices.
import { type Random, seeded } from "@/sim/random.ts";

export class Dice {
  readonly random: Random;

  constructor(seed: number) {
    // Neighbouring seeds begin alike: a few throws set them apart.
    this.random = seeded(Math.imul(seed + 1, 0x9e3779b1));
  }

  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.random() < probability;
  }

  pick<const T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.random() * items.length)] ?? items[0];
  }

  /** One of them; undefined where there is none. */
  any<T>(items: Iterable<T>): T | undefined {
    const list = [...items];
    return list[Math.floor(this.random() * list.length)];
  }
}
