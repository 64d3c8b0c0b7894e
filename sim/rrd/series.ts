// A believable load over time, worked out and not remembered: the same owner and moment always give the same value.
import { centre, FIVES, HOURS, MINUTES, mixed } from "./pattern.ts";

/** Seconds between two values. */
export const STEP = 5;
/** Steps of the longer archives. */
export const MINUTE = 12;
export const HOUR = 720;
export const DAY = 17_280;

/** The usual courses of a day (hours in UTC): working hours, nightly batches, evenings, the same all day. */
const COURSES: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 0, 1, 2, 5, 8, 9, 9, 8, 7, 8, 9, 9, 8, 6, 4, 3, 2, 1, 1, 0],
  [3, 9, 9, 8, 5, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 3],
  [2, 1, 0, 0, 0, 0, 1, 2, 3, 3, 3, 4, 5, 4, 4, 4, 5, 6, 8, 9, 9, 8, 6, 4],
  Array.from({ length: 24 }, (_, hour) => 5 + Math.sin((Math.PI * hour) / 12)),
].map(centre);

/** How much of an hour's deviation is the usual course; the rest is that day's own. */
const USUAL = 0.7;

/** How busy something is over time: what all its sources share, so that they rise and fall together. */
export class Load {
  readonly #course: readonly number[];
  /** Whether it has weekends. */
  readonly #working: boolean;
  /** The highest deviations of days and hours. */
  readonly peaks: readonly [days: number, hours: number];

  constructor(readonly seed: number) {
    const kind = mixed(seed, 1) % 8;
    this.#course = COURSES[kind < 4 ? 0 : kind < 5 ? 1 : kind < 6 ? 2 : 3] ?? [];
    this.#working = kind < 4;
    this.peaks = [0.25, USUAL * Math.max(...this.#course) + (1 - USUAL) * HOURS.peak];
  }

  /** How far a day (counted since 1970) is from the mean of all days. */
  day(day: number): number {
    const weekend = this.#working && [2, 3].includes(((day % 7) + 7) % 7);
    return (mixed(this.seed + 2, day) / 2 ** 32) * 0.5 - 0.25 - (weekend ? 0.5 : 0);
  }

  /** How far an hour is from the mean of its day. */
  hour(hour: number): number {
    const day = Math.floor(hour / 24);
    const place = hour - day * 24;
    return USUAL * (this.#course[place] ?? 0) + (1 - USUAL) * HOURS.at(mixed(this.seed + 3, day), place);
  }

  /** Which pattern an hour's minutes follow. */
  minutes(hour: number): number {
    return mixed(this.seed + 4, hour);
  }
}

export interface SeriesOptions {
  /** The mean over a long time. */
  readonly mean: number;
  /** What it never exceeds; nothing unless given. */
  readonly limit?: number;
  /** How much it moves, 0 to 1; 0.9 unless given. */
  readonly swing?: number;
}

/**
 * One source's values, one every five seconds. Guarantees: never negative, never above the limit; the mean of any minute,
 * hour or day is the mean of its five-second values, though it is found without them.
 */
export class Series {
  readonly #mean: number;
  readonly #swing: number;

  /** `seed` tells the sources of one load apart. */
  constructor(
    readonly load: Load,
    readonly seed: number,
    { mean, limit = Infinity, swing = 0.9 }: SeriesOptions,
  ) {
    this.#mean = Math.min(mean, limit * 0.95);
    let most = swing;
    while (this.#mean * peak(load, most) > limit) most *= 0.9;
    this.#swing = most;
  }

  /** The mean of the steps from one (counted since 1970) up to another one. */
  mean(from: number, to: number): number {
    let sum = 0;
    for (let at = from; at < to;) {
      const left = to - at;
      if (at % DAY === 0 && left >= DAY) {
        sum += DAY * this.#day(at / DAY);
        at += DAY;
      } else if (at % HOUR === 0 && left >= HOUR) {
        sum += HOUR * this.#hour(at / HOUR);
        at += HOUR;
      } else if (at % MINUTE === 0 && left >= MINUTE) {
        sum += MINUTE * this.#minute(at / MINUTE);
        at += MINUTE;
      } else sum += this.#five(at++);
    }
    return sum / (to - from);
  }

  /** The lowest (way -1) or highest (way 1) value of these steps, which are a minute, an hour or a day. */
  extreme(from: number, to: number, way: 1 | -1): number {
    const within = 1 + this.#swing * way;
    if (to - from < HOUR) return this.#minute(Math.floor(from / MINUTE)) * within;
    let found = way < 0 ? Infinity : 0;
    for (let hour = Math.floor(from / HOUR); hour < to / HOUR; hour++) {
      const pattern = this.load.minutes(hour);
      const deviation = way < 0 ? MINUTES.low(pattern) : MINUTES.high(pattern);
      const value = this.#hour(hour) * (1 + this.#swing * deviation) * within;
      found = way < 0 ? Math.min(found, value) : Math.max(found, value);
    }
    return found;
  }

  #day(day: number): number {
    return this.#mean * (1 + this.#swing * this.load.day(day));
  }

  #hour(hour: number): number {
    return this.#day(Math.floor(hour / 24)) * (1 + this.#swing * this.load.hour(hour));
  }

  #minute(minute: number): number {
    const hour = Math.floor(minute / 60);
    const deviation = MINUTES.at(this.load.minutes(hour), minute - hour * 60);
    return this.#hour(hour) * (1 + this.#swing * deviation);
  }

  #five(step: number): number {
    const minute = Math.floor(step / MINUTE);
    const deviation = FIVES.at(mixed(this.seed, minute), step - minute * MINUTE);
    return this.#minute(minute) * (1 + this.#swing * deviation);
  }
}

/** How many times its mean a value may reach. */
function peak(load: Load, swing: number): number {
  return [...load.peaks, MINUTES.peak, FIVES.peak].reduce((product, most) => product * (1 + swing * most), 1);
}
