// Watch: looks after each of many once in a period.

/** Parts of a period: so many at a time are looked after at most, and never all in one go. */
const SLICES = 15;

/** Visits each of many once in a period, spread evenly over it. Has a timer while there is anybody. */
export class Watch<T> {
  readonly #slices: readonly Set<T>[] = Array.from({ length: SLICES }, () => new Set<T>());
  #size = 0;
  #added = 0;
  #ticks = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param period in ms */
  constructor(private readonly period: number, private readonly visit: (one: T) => void) {}

  add(one: T): void {
    this.#slices[this.#added++ % SLICES]?.add(one);
    this.#size++;
    this.#timer ??= setInterval(() => this.#tick(), this.period / SLICES);
  }

  delete(one: T): void {
    if (!this.#slices.some((slice) => slice.delete(one)) || --this.#size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const slice = this.#slices[this.#ticks++ % SLICES];
    for (const one of [...slice ?? []]) this.visit(one);
  }
}
