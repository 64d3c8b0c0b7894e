// What hosts measure: the history of one object, several compared, and who uses most.
import { z } from "@hono/zod-openapi";
import type { CacheReader } from "@/lib/cache/types.ts";
import { AtollError } from "@/lib/errors.ts";
import type { RightsService } from "@/lib/rights/types.ts";
import type { Principal } from "@/lib/auth/types.ts";
import type { StatsService } from "@/lib/stats/types.ts";
import {
  isMetric,
  isRange,
  isStatsCollection,
  keyOf,
  METRICS,
  parseKeys,
  RANGES,
  srNamed,
  STATS_COLLECTIONS,
  type StatsMetric,
  type StatsObject,
} from "@/lib/view/stats.ts";
import { visible } from "@/lib/view/visible.ts";
import { param, type Routes } from "./routes.ts";

const tag = "Statistics";

const range = z.enum(RANGES).optional().describe("How far back; an hour unless told");

const history = z.object({
  start: z.number().describe("Seconds since 1970, by the clock of the host, of the first value"),
  step: z.number().describe("Seconds between two values"),
  end: z.number(),
  sources: z.array(z.object({ name: z.string(), label: z.string(), unit: z.string(), group: z.string() })),
  values: z.array(z.array(z.number().nullable())).describe(
    "A column for each source, oldest first; null: a gap",
  ),
  note: z.string().optional().describe("Why there is nothing, or not all"),
}).openapi("Statistics");

const figure = z.number().nullable();

const top = z.object({
  items: z.array(z.object({
    collection: z.string(),
    id: z.string(),
    name: z.string(),
    pool: z.string(),
    cpu: figure.describe("Of 1"),
    memory: figure.describe("Bytes"),
    network: figure.describe("Bytes a second"),
    disk: figure.describe("Bytes a second"),
  })),
}).openapi("TopConsumers");

/** Objects compared at once, and rows of the top consumers, at most. */
const MOST = 100;

export interface StatsDeps {
  readonly cache: CacheReader;
  readonly rights: RightsService;
  readonly stats: StatsService;
}

export function statsRoutes(routes: Routes, { cache, rights, stats }: StatsDeps): void {
  const sees = (principal: Principal, { collection, id }: StatsObject) =>
    visible(cache, rights.sight(principal)).get(collection, id);

  routes.add(
    {
      method: "get",
      path: "/api/v1/stats/top",
      tag,
      summary: "The VMs, hosts or storage that use most, by their means over a range",
      query: z.object({
        collection: z.enum(STATS_COLLECTIONS).optional().describe("vm unless told"),
        metric: z.enum(METRICS).optional().describe("cpu unless told"),
        pool: z.string().optional().describe("Of this pool alone"),
        range: z.enum(RANGES).optional().describe("live (the last minute) unless told"),
        limit: z.string().optional().describe(`1 to ${MOST}; 10 unless told`),
      }),
      status: 200,
      answer: top,
    },
    "signed-in",
    async (context, principal) => {
      const { searchParams } = new URL(context.req.raw.url);
      const collection = chosen(searchParams, "collection", isStatsCollection, "vm");
      const metric = chosen(searchParams, "metric", isMetric, "cpu");
      const over = chosen(searchParams, "range", isRange, "live");
      const limit = limitOf(searchParams.get("limit"));
      const pool = searchParams.get("pool");
      const seen = [...visible(cache, rights.sight(principal)).list(collection)]
        .filter((view) => pool === null || view.pool === pool);
      const names = new Map(seen.map((view) => [view.id, view]));
      const rows = await stats.means(seen.map(({ id }) => ({ collection, id })), over);
      const items = rows.filter((row) => row[metric] !== null)
        .sort((a, b) => (b[metric] ?? 0) - (a[metric] ?? 0)).slice(0, limit)
        .map(({ object: { id }, ...figures }) => {
          const view = names.get(id);
          return { collection, id, name: view?.name ?? "", pool: view?.pool ?? "", ...figures };
        });
      return Response.json({ items });
    },
  );

  routes.add(
    {
      method: "get",
      path: "/api/v1/stats/compare",
      tag,
      summary: "The same metrics of several objects side by side; sources are named `vm:ID:cpu`",
      query: z.object({
        ids: z.string().describe(`\`vm:ID,host:ID\`, ${MOST} at most`),
        range,
        metrics: z.string().optional().describe(`Some of ${METRICS.join(", ")}; all unless told`),
      }),
      status: 200,
      answer: history,
    },
    "signed-in",
    async (context, principal) => {
      const { searchParams } = new URL(context.req.raw.url);
      const objects = parseKeys(searchParams.get("ids") ?? "", MOST)
        .filter((object) => sees(principal, object) !== undefined);
      const over = chosen(searchParams, "range", isRange, "hour");
      const told = await stats.compare(objects, over, metricsOf(searchParams.get("metrics")));
      const name = new Map(
        objects.map((object) => [keyOf(object), sees(principal, object)?.name ?? object.id]),
      );
      const sources = told.sources.map((source) => ({
        ...source,
        label: name.get(source.name.slice(0, source.name.lastIndexOf(":"))) ?? source.label,
      }));
      return Response.json({ ...told, sources });
    },
  );

  routes.add(
    {
      method: "get",
      path: "/api/v1/stats/{collection}/{id}",
      tag,
      summary: "What a VM, a host or a storage repository did: every figure its hosts tell of it",
      query: z.object({ range }),
      status: 200,
      answer: history,
    },
    "signed-in",
    async (context, principal) => {
      const [collection, id] = [param(context, "collection"), param(context, "id")];
      const object = isStatsCollection(collection) ? { collection, id } : undefined;
      if (object === undefined || sees(principal, object) === undefined) {
        throw new AtollError(
          404,
          "unknown-id",
          `There is no ${object?.collection ?? "such thing"} with this id`,
        );
      }
      const { searchParams } = new URL(context.req.raw.url);
      return Response.json(
        await stats.history(
          object,
          chosen(searchParams, "range", isRange, "hour"),
          (short) => srNamed(visible(cache, rights.sight(principal)).list("sr"), short),
        ),
      );
    },
  );
}

/** A parameter that is one of some words. Throws AtollError 400. */
function chosen<T extends string>(
  parameters: URLSearchParams,
  name: string,
  is: (text: string) => text is T,
  fallback: T,
): T {
  const text = parameters.get(name);
  if (text === null) return fallback;
  if (is(text)) return text;
  throw new AtollError(400, "bad-parameter", `The parameter ${name} is none of the words it may be`, name);
}

function limitOf(text: string | null): number {
  const limit = text === null ? 10 : /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST) return limit;
  throw new AtollError(400, "bad-parameter", `The limit is no number from 1 to ${MOST}`, "limit");
}

function metricsOf(text: string | null): StatsMetric[] {
  const wanted = (text ?? METRICS.join(",")).split(",").map((name) => name.trim());
  if (wanted.every(isMetric)) return wanted;
  throw new AtollError(400, "bad-parameter", `Metrics are ${METRICS.join(", ")}`, "metrics");
}
