// What pages with statistics are rendered from. The first figures come with the HTML, and are not waited for long.
import type { StatsService } from "@/lib/stats/types.ts";
import {
  isRange,
  keyOf,
  METRICS,
  srNamed,
  type StatsCollection,
  type StatsMetric,
  type StatsObject,
  type StatsPage,
  type StatsRange,
  type TopLine,
} from "@/lib/view/stats.ts";
import { viewsOf } from "./page.ts";

type StatsState = Parameters<typeof viewsOf>[0] & { readonly services: { readonly stats: StatsService } };

/**
 * The statistics tab of an object that the page's reader sees (the page has looked): `<StatsTab page={page} stats={await
 * statsOf(ctx.state, { collection: "vm", id }, ctx.url)} />`. Never throws for what a host does: the history says why it is empty.
 */
export async function statsOf(state: StatsState, object: StatsObject, url: URL): Promise<StatsPage> {
  const range = rangeOf(url);
  const history = await state.services.stats.history(
    object,
    range,
    (short) => srNamed(viewsOf(state, "sr"), short),
  );
  const asked = `/api/v1/stats/${object.collection}/${encodeURIComponent(object.id)}`;
  return { objects: [object], url: asked, compared: false, range, history, path: pathOf(url) };
}

/** Several objects side by side. @param nameOf their names, for those whom the page's reader sees */
export async function comparisonOf(
  state: StatsState,
  objects: readonly StatsObject[],
  url: URL,
  nameOf: (object: StatsObject) => string,
): Promise<StatsPage> {
  const range = rangeOf(url);
  const told = await state.services.stats.compare(objects, range, METRICS);
  const names = new Map(objects.map((object) => [keyOf(object), nameOf(object)]));
  const sources = told.sources.map((source) => ({
    ...source,
    label: names.get(source.name.slice(0, source.name.lastIndexOf(":"))) ?? source.label,
  }));
  const asked = `/api/v1/stats/compare?ids=${encodeURIComponent(objects.map(keyOf).join(","))}`;
  return { objects, url: asked, compared: true, range, history: { ...told, sources }, path: pathOf(url) };
}

function rangeOf(url: URL): StatsRange {
  const asked = url.searchParams.get("range");
  return isRange(asked) ? asked : "hour";
}

function pathOf(url: URL): string {
  const rest = new URLSearchParams(url.searchParams);
  rest.delete("range");
  return rest.size === 0 ? url.pathname : `${url.pathname}?${rest}`;
}

/** Those of some objects that use most of a metric, by their means over a range. */
export async function topOf(
  state: StatsState,
  collection: StatsCollection,
  seen: readonly { readonly id: string; readonly name: string; readonly pool: string }[],
  { metric, over }: { readonly metric: StatsMetric; readonly over: StatsRange },
  most: number,
  poolName: (pool: string) => string,
): Promise<TopLine[]> {
  const views = new Map(seen.map((view) => [view.id, view]));
  const rows = await state.services.stats.means(seen.map(({ id }) => ({ collection, id })), over);
  return rows.filter((row) => row[metric] !== null)
    .sort((a, b) => (b[metric] ?? 0) - (a[metric] ?? 0)).slice(0, most)
    .map(({ object, ...figures }) => {
      const view = views.get(object.id);
      return { object, name: view?.name || object.id, pool: poolName(view?.pool ?? ""), figures };
    });
}
