// The few metrics that any VM, host or SR has, for comparing and for the newest load of each.
import {
  METRIC_LABELS,
  METRIC_UNITS,
  type StatsMetric,
  type StatsObject,
  type StatsSource,
} from "@/lib/view/stats.ts";
import { keyOf } from "@/lib/view/stats.ts";
import { t } from "@/lib/view/text.ts";
import { type Line, linesOf } from "./sources.ts";
import { columnOf, figuresOf, type Grid } from "./table.ts";
import type { Updates } from "./updates.ts";

/** Lines by the names of figures: VMs of the same hardware share theirs. */
export class LinesCache {
  readonly #known = new Map<string, Line[]>();

  of({ collection }: Pick<StatsObject, "collection">, figures: ReadonlyMap<string, number>): Line[] {
    const names = [...figures.keys()];
    const key = `${collection} ${names.join(" ")}`;
    let lines = this.#known.get(key);
    if (lines === undefined) this.#known.set(key, lines = linesOf(collection, names));
    return lines;
  }
}

/** The lines that add up to a metric; none where the object has no such thing. */
export function linesOfMetric(lines: readonly Line[], metric: StatsMetric): Line[] {
  const named = (...names: readonly string[]) => {
    const found = names.map((name) => lines.find(({ source }) => source.name === name)).find((line) =>
      line !== undefined
    );
    return found === undefined ? [] : [found];
  };
  if (metric === "cpu") return named("cpu_usage", "cpu_avg");
  if (metric === "memory") return named("memory_used", "memory");
  // The aggregate would count everything twice.
  return lines.filter(({ source }) => source.group === metric && !source.name.startsWith("pif_aggr_"));
}

/** A metric of an object over a grid, of one answer; NaN where it is not known. */
export function metricColumn(
  answer: Updates,
  object: StatsObject,
  uuid: string,
  metric: StatsMetric,
  grid: Grid,
  known: LinesCache,
): Float64Array | undefined {
  const figures = figuresOf(answer, object, uuid);
  const lines = linesOfMetric(known.of(object, figures), metric);
  const [first, ...others] = lines.map((line) => columnOf(answer, line, figures, grid));
  for (const other of others) {
    first?.forEach((value, n) => {
      const more = other[n] ?? NaN;
      if (!Number.isNaN(more)) first[n] = Number.isNaN(value) ? more : value + more;
    });
  }
  return first;
}

/** `vm:ID:cpu`. */
export function metricSource(object: StatsObject, metric: StatsMetric): StatsSource {
  const unit = METRIC_UNITS[metric];
  return { name: `${keyOf(object)}:${metric}`, label: t(METRIC_LABELS[metric]), unit, group: metric };
}
