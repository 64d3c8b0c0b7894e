// The archives of an RRD, which of them answers a request, and the values of their rows.
import type { Owner, Source } from "./sources.ts";
import { kept } from "./number.ts";
import { STEP } from "./series.ts";

export type Consolidation = "AVERAGE" | "MIN" | "MAX";

/** One archive: `rows` values, each of them over `span` steps of five seconds. */
export interface Archive {
  readonly consolidation: Consolidation;
  readonly span: number;
  readonly rows: number;
  /** The share of unknown steps beyond which a row is unknown. */
  readonly tolerance: number;
}

/** Rows and spans (rrdd_shared.ml): ten minutes, two hours, a week, a year. */
const SCALES: readonly (readonly [rows: number, span: number])[] = [[120, 1], [120, 12], [168, 720], [
  366,
  17_280,
]];

const AVERAGES: readonly Archive[] = SCALES.map(([rows, span]) => ({
  consolidation: "AVERAGE",
  span,
  rows,
  tolerance: 0.5,
}));

/** Those of an owner that has the extremes too. */
const ALL: readonly Archive[] = SCALES.flatMap(([rows, span]): Archive[] =>
  span === 1
    ? [{ consolidation: "AVERAGE", span, rows, tolerance: 0.5 }]
    : (["AVERAGE", "MIN", "MAX"] as const).map((consolidation) => ({
      consolidation,
      span,
      rows,
      tolerance: 1,
    }))
);

/** An owner's archives, the shortest first. */
export function archivesOf(owner: Owner): readonly Archive[] {
  return owner.extremes ? ALL : AVERAGES;
}

/** rrdd writes 4.5 s after each step began (recordings). */
const PHASE = 4.5;

/** When the statistics were last written, in seconds. */
export function lastUpdate(now: number): number {
  return Math.floor((now / 1000 - PHASE) / STEP) * STEP + PHASE;
}

/** The archives that answer for a start (seconds, not negative) and an interval (seconds); none when there is none. */
export function bestArchives(
  archives: readonly Archive[],
  consolidation: string | undefined,
  interval: number,
  start: number,
  updated: number,
): readonly Archive[] {
  const wanted = archives.filter((one) => consolidation === undefined || one.consolidation === consolidation);
  const last = Math.floor(updated / STEP) * STEP;
  const reaches = (one: Archive, time: number) =>
    one.span >= Math.floor(interval / STEP) && time > last - STEP * one.rows * one.span;
  const first = wanted.find((one) => reaches(one, start));
  if (first !== undefined) {
    return wanted.filter(({ rows, span }) => rows === first.rows && span === first.span);
  }
  // Further back than anything: what reaches furthest.
  const longest = wanted.at(-1);
  if (longest === undefined) return [];
  return wanted.filter((one) => reaches(one, last - STEP * longest.rows * longest.span + 1));
}

/** The value of a source over the steps of one row; NaN when too little is known of them. */
export function rowValue(owner: Owner, source: Source, archive: Archive, from: number): number {
  const to = from + archive.span;
  let known = 0;
  let sum = 0;
  for (const period of owner.periods) {
    const [start, end] = [Math.max(from, period.from), Math.min(to, period.to)];
    if (start >= end) continue;
    known += end - start;
    if (archive.consolidation === "AVERAGE") sum += source.mean(start, end) * (end - start);
  }
  if (known === 0 || archive.span - known > Math.floor(archive.tolerance * archive.span)) return NaN;
  if (archive.consolidation !== "AVERAGE") {
    return kept(source.extreme(from, to, archive.consolidation === "MIN" ? -1 : 1));
  }
  return kept(sum / known);
}
