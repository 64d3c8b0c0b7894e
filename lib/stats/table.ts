// The lines of one object out of what its hosts have told, on one grid of times: gaps are null, numbers have no more digits than anybody reads.
import type { StatsHistory, StatsObject, StatsValue } from "@/lib/view/stats.ts";
import { type Line, linesOf, mean } from "./sources.ts";
import type { Updates } from "./updates.ts";

/** The columns of an answer by whose they are: `vm UUID`; of a storage also what hosts tell of it, by the first digits of its uuid. */
const indexes = new WeakMap<Updates, Map<string, Map<string, number>>>();

const NONE: ReadonlyMap<string, number> = new Map();
/** What a host tells of a storage. */
const OF_STORAGE = /^(.+)_([\da-f]{8})$/;

function indexOf(answer: Updates): Map<string, Map<string, number>> {
  let index = indexes.get(answer);
  if (index !== undefined) return index;
  index = new Map();
  for (const [n, { kind, uuid, name }] of answer.columns.entries()) {
    put(index, `${kind} ${uuid}`, name, n);
    const [, figure, short] = kind === "host" ? OF_STORAGE.exec(name) ?? [] : [];
    if (figure !== undefined) put(index, `storage ${short}`, figure, n);
  }
  indexes.set(answer, index);
  return index;
}

function put(index: Map<string, Map<string, number>>, key: string, name: string, n: number): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, new Map([[name, n]]));
  else if (!known.has(name)) known.set(name, n);
}

/** The names of an object's figures, and their columns in an answer. */
export function figuresOf(
  answer: Updates,
  { collection }: StatsObject,
  uuid: string,
): ReadonlyMap<string, number> {
  const index = indexOf(answer);
  const own = index.get(`${collection} ${uuid}`) ?? NONE;
  if (collection !== "sr") return own;
  // What a host measures goes before what the driver says under the same name.
  return new Map([...own, ...index.get(`storage ${uuid.slice(0, 8)}`) ?? NONE]);
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
