// The values of a page's sparklines: one request for what has come into sight, then what the stream tells of it.
import { type Signal, signal } from "@preact/signals";
import {
  keyOf,
  type SparkKind,
  type SparkValues,
  type StatsHistory,
  type StatsObject,
  type StatsValue,
} from "@/lib/view/stats.ts";
import type { PageData } from "@/lib/view/types.ts";
import { liveFrom } from "../live.ts";
import { Loads, subscriptionOf } from "./live_history.ts";

type Lines = { readonly [K in SparkKind]: readonly StatsValue[] };

interface Watched {
  readonly object: StatsObject;
  readonly lines: Signal<Lines | undefined>;
  /** Rows that show it. */
  watchers: number;
  asked: boolean;
}

/** Rows come and go while somebody scrolls: what is there after this time (ms) is asked for. */
const SETTLE = 200;
/** Objects of one request, and most that are followed. */
const MOST = 100;
/** A line has a value a minute. */
const MINUTE = 60;

const pages = new WeakMap<PageData, Sparks>();

/** The sparklines of a page: one for all its rows. */
export function sparksOf(page: PageData): SparkValues {
  let values = pages.get(page);
  if (values === undefined) pages.set(page, values = new Sparks(page));
  return values;
}

class Sparks implements SparkValues {
  readonly #watched = new Map<string, Watched>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #followed = "";
  #leave = () => {};

  constructor(private readonly page: PageData) {}

  watch(object: StatsObject): () => void {
    const watched = this.#of(object);
    watched.watchers++;
    this.#soon();
    return () => {
      watched.watchers--;
      this.#soon();
    };
  }

  line(object: StatsObject, kind: SparkKind): readonly StatsValue[] | undefined {
    return this.#of(object).lines.value?.[kind];
  }

  #of(object: StatsObject): Watched {
    const key = keyOf(object);
    let watched = this.#watched.get(key);
    if (watched === undefined) {
      watched = { object, lines: signal(undefined), watchers: 0, asked: false };
      this.#watched.set(key, watched);
    }
    return watched;
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#settle(), SETTLE);
  }

  async #settle(): Promise<void> {
    const there = [...this.#watched.values()].filter(({ watchers }) => watchers > 0).slice(0, MOST);
    this.#follow(there.map(({ object }) => object));
    const wanted = there.filter(({ asked }) => !asked);
    if (wanted.length === 0) return;
    for (const one of wanted) one.asked = true;
    const ids = wanted.map(({ object }) => keyOf(object)).join(",");
    const url = `/api/v1/stats/compare?range=hour&metrics=cpu,network&ids=${encodeURIComponent(ids)}`;
    try {
      const response = await fetch(url);
      if (!response.ok) return; // a line that is missing says so
      const history: StatsHistory = await response.json();
      const column = (name: string) =>
        history.values[history.sources.findIndex((source) => source.name === name)];
      for (const { object, lines } of wanted) {
        const key = keyOf(object);
        const [cpu, net] = [column(`${key}:cpu`), column(`${key}:network`)];
        if (cpu !== undefined || net !== undefined) lines.value = { cpu: cpu ?? [], net: net ?? [] };
      }
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
      // Away: it is asked for again when rows come and go.
      for (const one of wanted) one.asked = false;
    }
  }

  #follow(objects: readonly StatsObject[]): void {
    const page = { objects, compared: true };
    const subscription = objects.length === 0 ? "" : subscriptionOf(page);
    if (subscription === this.#followed) return;
    this.#leave();
    this.#followed = subscription;
    this.#leave = () => {};
    if (subscription === "") return;
    const loads = new Loads(page);
    let minute = 0;
    this.#leave = liveFrom(this.page).follow(subscription, (received) => {
      const newest = loads.take(received);
      if (newest === null) return;
      const shift = Math.floor(newest.at / MINUTE) !== minute && minute !== 0;
      minute = Math.floor(newest.at / MINUTE);
      for (const object of objects) {
        const { lines } = this.#of(object);
        const now = lines.peek();
        if (now === undefined) continue;
        const key = keyOf(object);
        const cpu = renewed(now.cpu, newest.values.get(`${key}:cpu`), shift);
        lines.value = { cpu, net: renewed(now.net, newest.values.get(`${key}:network`), shift) };
      }
    });
  }
}

/** The last value is the newest one; a minute later the line has moved by one. */
function renewed(
  line: readonly StatsValue[],
  value: number | undefined,
  shift: boolean,
): readonly StatsValue[] {
  if (value === undefined) return line;
  return shift ? [...line.slice(1), value] : [...line.slice(0, -1), value];
}
