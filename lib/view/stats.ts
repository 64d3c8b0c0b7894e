// Statistics as server and browser both know them: ranges, units, groups of sources, and how values are written.
import { bytes } from "./format.ts";
import { msg, t } from "./text.ts";

/** How far back. What a host keeps decides the steps: 5 s for ten minutes, a minute for two hours, an hour for a week, a day for a year. */
export const RANGES = ["live", "hour", "day", "week", "year"] as const;
export type StatsRange = typeof RANGES[number];

/** Seconds between two values, and how many of them a range has. */
export const STEPS: { readonly [R in StatsRange]: { readonly step: number; readonly rows: number } } = {
  live: { step: 5, rows: 120 },
  hour: { step: 60, rows: 60 },
  day: { step: 3600, rows: 24 },
  week: { step: 3600, rows: 168 },
  year: { step: 86_400, rows: 366 },
};

export const RANGE_LABELS: { readonly [R in StatsRange]: string } = {
  live: msg("Live"),
  hour: msg("Hour"),
  day: msg("Day"),
  week: msg("Week"),
  year: msg("Year"),
};

export function isRange(text: string | null | undefined): text is StatsRange {
  return RANGES.some((range) => range === text);
}

/** What has statistics. */
export const STATS_COLLECTIONS = ["vm", "host", "sr"] as const;
export type StatsCollection = typeof STATS_COLLECTIONS[number];

export function isStatsCollection(text: string): text is StatsCollection {
  return STATS_COLLECTIONS.some((collection) => collection === text);
}

/** One object that has statistics. */
export interface StatsObject {
  readonly collection: StatsCollection;
  readonly id: string;
}

/** `vm:ID`, as addresses name objects. */
export function keyOf({ collection, id }: StatsObject): string {
  return `${collection}:${id}`;
}

/** The objects of a list like `vm:ID,host:ID`; what names none is left out, and what is named twice comes once. */
export function parseKeys(text: string, most = 100): StatsObject[] {
  const found = new Map<string, StatsObject>();
  for (const key of text.split(",").map((key) => key.trim())) {
    const [collection = "", id = ""] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
    if (isStatsCollection(collection) && id !== "" && found.size < most) found.set(key, { collection, id });
  }
  return [...found.values()];
}

/** share: of 1; bytes; rate: bytes a second; ops: a second; ms: milliseconds; mhz: megahertz; number: anything else. */
export type StatsUnit = "share" | "bytes" | "rate" | "ops" | "ms" | "mhz" | "number";

/** What is drawn in one chart, in the order of the charts. */
export const GROUPS = [
  "cpu",
  "memory",
  "load",
  "network",
  "disk",
  "iops",
  "latency",
  "queue",
  "space",
  "wait",
  "frequency",
  "gpu",
  "xapi",
  "other",
] as const;
export type StatsGroup = typeof GROUPS[number];

export const GROUP_LABELS: { readonly [G in StatsGroup]: string } = {
  cpu: msg("CPU"),
  memory: msg("Memory"),
  load: msg("Load"),
  network: msg("Network"),
  disk: msg("Disk throughput"),
  iops: msg("Disk operations"),
  latency: msg("Disk latency"),
  queue: msg("Disk queues"),
  space: msg("Space"),
  wait: msg("What its vCPUs did"),
  frequency: msg("CPU frequency"),
  gpu: msg("GPU"),
  xapi: msg("The host's own services"),
  other: msg("Other figures"),
};

/** One line of a chart. */
export interface StatsSource {
  /** Unique within its history; what live values are called, too. */
  readonly name: string;
  /** For people, in their language. */
  readonly label: string;
  readonly unit: StatsUnit;
  readonly group: StatsGroup;
}

/** A value where there is one: a gap is null. */
export type StatsValue = number | null;

/** What there was, one column a source, oldest first: the n-th value is of the step that ended at start + n × step. */
export interface StatsHistory {
  /** The first and the last time, in seconds since 1970 by the clock of the host. */
  readonly start: number;
  readonly step: number;
  readonly end: number;
  readonly sources: readonly StatsSource[];
  readonly values: readonly (readonly StatsValue[])[];
  /** Why there is nothing, or not all, as a sentence for people. */
  readonly note?: string;
}

/** What summaries are made of: what any VM, host or SR has, as far as it has it. */
export const METRICS = ["cpu", "memory", "network", "disk"] as const;
export type StatsMetric = typeof METRICS[number];

export const METRIC_LABELS: { readonly [M in StatsMetric]: string } = {
  cpu: msg("CPU"),
  memory: msg("Memory"),
  network: msg("Network"),
  disk: msg("Disks"),
};

export const METRIC_UNITS: { readonly [M in StatsMetric]: StatsUnit } = {
  cpu: "share",
  memory: "bytes",
  network: "rate",
  disk: "rate",
};

export function isMetric(text: string | null | undefined): text is StatsMetric {
  return METRICS.some((metric) => metric === text);
}

const digits = new Map<string, Intl.NumberFormat>();

function number(value: number, most: number, percent = false): string {
  const key = `${most}${percent}`;
  let format = digits.get(key);
  if (format === undefined) {
    const style = percent ? "percent" : "decimal";
    format = new Intl.NumberFormat("en-GB", { style, maximumFractionDigits: most });
    digits.set(key, format);
  }
  return format.format(value);
}

/** A value with its unit, as short as it can be: "3.4%", "1.5 GiB", "12 KiB/s", "0.8 ms". A gap is "–". */
export function statText(unit: StatsUnit, value: StatsValue | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  switch (unit) {
    case "share":
      return number(value, value < 0.1 ? 1 : 0, true);
    case "bytes":
      return bytes(Math.round(value));
    case "rate":
      return t("{size}/s", { size: bytes(Math.round(value)) });
    case "ops":
      return t("{number}/s", { number: number(value, value < 10 ? 1 : 0) });
    case "ms":
      return t("{number} ms", { number: number(value, value < 1 ? 2 : value < 10 ? 1 : 0) });
    case "mhz":
      return t("{number} MHz", { number: number(value, 0) });
    case "number":
      return number(value, Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
  }
}

/** What sparklines in rows are drawn of: the last hour by the minute, and what comes after it. */
export type SparkKind = "cpu" | "net";

/** Where sparklines get their values; `sparksOf(page)` of lib/client/stats/sparks.ts makes one. On the server there are none. */
export interface SparkValues {
  /** Has the values of an object fetched and followed while its row is there. Gives what ends that. */
  watch(object: StatsObject): () => void;
  /** The values now and later, oldest first; undefined while they are not known. */
  line(object: StatsObject, kind: SparkKind): readonly StatsValue[] | undefined;
}

/** What statistics are rendered from: one object's, or several compared. Made by lib/web/stats.ts. */
export interface StatsPage {
  readonly objects: readonly StatsObject[];
  /** Where the browser asks for another range: `/api/v1/stats/vm/ID`, with or without a query. */
  readonly url: string;
  /** The same metrics of several objects, whose sources are named `vm:ID:cpu`. */
  readonly compared: boolean;
  readonly range: StatsRange;
  readonly history: StatsHistory;
  /** Where the tab is, without a range: what the links of the ranges are made of. */
  readonly path: string;
}

/** A path or an address with a range. */
export function rangeHref(path: string, range: StatsRange): string {
  return `${path}${path.includes("?") ? "&" : "?"}range=${range}`;
}

/** When the n-th value was, in seconds since 1970. */
export function timeOf({ start, step }: Pick<StatsHistory, "start" | "step">, n: number): number {
  return start + n * step;
}

/** The groups that a history has, with the columns of their sources. */
export function groupsOf(
  { sources }: Pick<StatsHistory, "sources">,
): { group: StatsGroup; columns: number[] }[] {
  return GROUPS.map((group) => ({
    group,
    columns: [...sources.keys()].filter((n) => sources[n]?.group === group),
  })).filter(({ columns }) => columns.length > 0);
}

/** Lowest, mean and highest of a column; null where it has no value. */
export function extentOf(
  column: readonly StatsValue[],
): { readonly low: number; readonly mean: number; readonly high: number } | null {
  let [low, high, sum, known] = [Infinity, -Infinity, 0, 0];
  for (const value of column) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
    known++;
  }
  return known === 0 ? null : { low, mean: sum / known, high };
}

/** A column as at most so many means in a row; null where nothing is known. */
export function coarse(column: readonly StatsValue[], parts: number): StatsValue[] {
  const size = Math.max(1, Math.ceil(column.length / parts));
  return Array.from(
    { length: Math.ceil(column.length / size) },
    (_, n) => extentOf(column.slice(n * size, (n + 1) * size))?.mean ?? null,
  );
}

/**
 * The 7 × 24 hours of a week: the mean of what fell into each, by weekday (0: Sunday) and hour.
 * @param offset minutes that local time is behind UTC, as Date tells it
 */
export function weekOf(
  history: Pick<StatsHistory, "start" | "step">,
  column: readonly StatsValue[],
  offset: number,
): StatsValue[][] {
  const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, (): number[] => []));
  for (const [n, value] of column.entries()) {
    // A value is of the step that ended then.
    const date = new Date((timeOf(history, n) - history.step / 2 - offset * 60) * 1000);
    if (value !== null) hours[date.getUTCDay()]?.[date.getUTCHours()]?.push(value);
  }
  return hours.map((day) => day.map((values) => extentOf(values)?.mean ?? null));
}

/** One line of those who use most. */
export interface TopLine {
  readonly object: StatsObject;
  readonly name: string;
  readonly pool: string;
  readonly figures: { readonly [M in StatsMetric]: StatsValue };
}

/** The name of a storage of which the first eight digits of its uuid are known; undefined where it is not among these. */
export function srNamed(
  srs: Iterable<{ readonly id: string; readonly name: string }>,
  short: string,
): string | undefined {
  for (const { id, name } of srs) if (id.startsWith(short)) return name;
  return undefined;
}
