// The lines of one object out of what its hosts have told, on one grid of times: gaps are null, numbers have no more digits than anybody reads.
import type { StatsHistory, StatsObject, StatsValue } from "@/lib/view/stats.ts";
import { type Line, linesOf, mean } from "./sources.ts";
import type { Updates } from "./updates.ts";

/** The names of an object's figures, and their columns in an answer. */
export function figuresOf(
  { columns }: Updates,
  { collection }: StatsObject,
  uuid: string,
): Map<string, number> {
  const found = new Map<string, number>();
  const short = `_${uuid.slice(0, 8)}`;
  for (const [n, column] of columns.entries()) {
    if (column.kind === collection && column.uuid === uuid) {
      if (!found.has(column.name)) found.set(column.name, n);
    } else if (collection === "sr" && column.kind === "host" && column.name.endsWith(short)) {
      // What a host measures goes before what the driver says under the same name.
      found.set(column.name.slice(0, -short.length), n);
    }
  }
  return found;
}

/** The whole history of one object. @param answers of the hosts that know it */
export function historyOf(
  object: StatsObject,
  uuid: string,
  answers: readonly Updates[],
  { step, rows }: { readonly step: number; readonly rows: number },
  name?: (short: string) => string,
): StatsHistory {
  const grid = gridOf(answers, step, rows);
  const all = new Map<string, { line: Line; columns: Float64Array[] }>();
  for (const answer of answers) {
    const figures = figuresOf(answer, object, uuid);
    for (const line of linesOf(object.collection, [...figures.keys()], name)) {
      const found = all.get(line.source.name) ?? { line, columns: [] };
      if (found.columns.length === 0) all.set(line.source.name, found);
      found.columns.push(columnOf(answer, line, figures, grid));
    }
  }
  const lines = [...all.values()];
  return {
    ...grid,
    sources: lines.map(({ line }) => line.source),
    values: lines.map(({ line, columns }) => together(columns, line.across)),
  };
}

export interface Grid {
  readonly start: number;
  readonly step: number;
  readonly end: number;
}

/** From the newest time that any host has told, so many steps back. */
export function gridOf(answers: readonly Updates[], step: number, rows: number): Grid {
  const newest = Math.max(0, ...answers.map((answer) => answer.rows.at(-1)?.t ?? 0));
  const end = Math.floor(newest / step) * step;
  return { start: end - (rows - 1) * step, step, end };
}

/** The values of a line on a grid; NaN where there are none. */
export function columnOf(
  answer: Updates,
  line: Line,
  figures: ReadonlyMap<string, number>,
  { start, step, end }: Grid,
): Float64Array {
  const column = new Float64Array(end < start ? 0 : (end - start) / step + 1).fill(NaN);
  // Another step than was asked for: the host has no such archive.
  if (answer.step !== step) return column;
  const places = line.from.map((name) => figures.get(name) ?? -1);
  for (const { t, values } of answer.rows) {
    const n = Math.round((t - start) / step);
    if (n < 0 || n >= column.length) continue;
    column[n] = line.of(places.map((place) => values[place] ?? NaN));
  }
  return column;
}

/** Columns of several hosts as one. */
export function together(columns: readonly Float64Array[], across: Line["across"]): StatsValue[] {
  const [first, ...others] = columns;
  if (first === undefined) return [];
  return Array.from(first, (value, n) => {
    if (others.length === 0) return told(value);
    const known = columns.map((column) => column[n] ?? NaN).filter((value) => !Number.isNaN(value));
    if (known.length === 0) return null;
    return told(across === "sum" ? known.reduce((sum, value) => sum + value, 0) : mean(known));
  });
}

/** Five digits, as many as anybody reads; null for what is not known. */
export function told(value: number): StatsValue {
  if (!Number.isFinite(value)) return null;
  return Math.abs(value) >= 100_000 ? Math.round(value) : Number(value.toPrecision(5));
}
