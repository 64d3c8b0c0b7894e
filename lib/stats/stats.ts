// The statistics of pools, on demand: each host is asked for all who look at once, and nothing is remembered longer than it is new.
import type { CacheReader } from "@/lib/cache/types.ts";
import type { HostReader } from "@/lib/pools/types.ts";
import {
  METRICS,
  type StatsHistory,
  type StatsMetric,
  type StatsObject,
  type StatsRange,
  STEPS,
} from "@/lib/view/stats.ts";
import { dateTime } from "@/lib/view/format.ts";
import { msg, t } from "@/lib/view/text.ts";
import { Blocks, type BlocksOptions, type Place, reasonOf, type Scope } from "./blocks.ts";
import { LinesCache, metricColumn, metricSource } from "./metrics.ts";
import { type Found, placesOf } from "./places.ts";
import { mean } from "./sources.ts";
import { gridOf, historyOf, together, told } from "./table.ts";
import type { StatsService, TopRow } from "./types.ts";
import type { Updates } from "./updates.ts";

export interface StatsOptions extends BlocksOptions {
  /** ms that a host may keep the others' figures waiting; 2.5 s unless told. */
  readonly patience?: number;
}

const MISSING: Readonly<Record<Exclude<Found["missing"], "halted" | null>, string>> = {
  gone: msg("Its pool is away, so there are no statistics now"),
  detached: msg("No host has this storage attached, so there are no statistics now"),
};

/** So many VMs of a host are asked for by name; for more of them it tells of all. */
const BY_NAME = 8;
/** The newest figures are the means of this many steps of 5 s. */
const NEWEST = 12;

/** Guarantees: nothing throws for what hosts do; equal questions go out once. */
export class Stats implements StatsService {
  readonly blocks: Blocks;
  readonly #patience: number;
  readonly #cache: CacheReader;

  constructor(cache: CacheReader, pools: HostReader, { patience = 2_500, ...options }: StatsOptions = {}) {
    this.#cache = cache;
    this.#patience = patience;
    this.blocks = new Blocks(pools, options);
  }

  async history(
    object: StatsObject,
    range: StatsRange,
    srName: (short: string) => string | undefined = () => undefined,
  ): Promise<StatsHistory> {
    const span = STEPS[range];
    const { uuid, spots, missing } = placesOf(this.#cache, object);
    if (missing === "halted") return await this.#archived(object, uuid, span);
    if (missing !== null) return { ...historyOf(object, uuid, [], span), note: t(MISSING[missing]) };
    const asked = await Promise.all(
      spots.map(({ place, scope }) => outcome(this.blocks.get(place, { ...span, scope }))),
    );
    const answers = asked.filter((answer) => typeof answer !== "string");
    const [failed] = asked.filter((answer) => typeof answer === "string");
    const history = historyOf(object, uuid, answers, span, (short) => srName(short) || short);
    if (failed !== undefined) return { ...history, note: failed };
    return history.sources.length > 0
      ? history
      : { ...history, note: t("Its host has no statistics of it yet") };
  }

  /** What a VM did while it ran, up to its last figures. */
  async #archived(
    object: StatsObject,
    uuid: string,
    span: { readonly step: number; readonly rows: number },
  ): Promise<StatsHistory> {
    const pool = this.#cache.get("vm", object.id)?.pool ?? "";
    const answer = await outcome(this.blocks.archived(pool, uuid, span));
    if (typeof answer === "string") return { ...historyOf(object, uuid, [], span), note: answer };
    const last = answer?.rows.at(-1);
    if (answer === null || last === undefined) {
      return {
        ...historyOf(object, uuid, [], span),
        note: t("The VM does not run, and has no statistics of before"),
      };
    }
    const time = dateTime(new Date(last.t * 1000).toISOString());
    return {
      ...historyOf(object, uuid, [answer], span),
      note: t("The VM does not run, and its last figures are from {time}", { time }),
    };
  }

  async compare(
    objects: readonly StatsObject[],
    range: StatsRange,
    metrics: readonly StatsMetric[],
  ): Promise<StatsHistory> {
    const span = STEPS[range];
    const { found, answers, note } = await this.#ask(objects, span);
    const grid = gridOf([...answers.values()].flatMap((answer) => answer ?? []), span.step, span.rows);
    const known = new LinesCache();
    const [sources, values] = [[], []] as [
      StatsHistory["sources"][number][],
      StatsHistory["values"][number][],
    ];
    for (const [n, object] of objects.entries()) {
      const { uuid, spots } = found[n] ?? placesOf(this.#cache, object);
      for (const metric of metrics) {
        const columns = spots.flatMap(({ place }) => {
          const answer = answers.get(place.host);
          return (answer && metricColumn(answer, object, uuid, metric, grid, known)) ?? [];
        });
        if (columns.length === 0) continue;
        sources.push(metricSource(object, metric));
        values.push(together(columns, metric === "network" || metric === "disk" ? "sum" : "mean"));
      }
    }
    return { ...grid, sources, values, ...(note === undefined ? {} : { note }) };
  }

  async means(objects: readonly StatsObject[], range: StatsRange): Promise<TopRow[]> {
    const rows = range === "live" ? NEWEST : STEPS[range].rows;
    const { step } = STEPS[range];
    const { found, answers } = await this.#ask(objects, { step, rows });
    const known = new LinesCache();
    return objects.map((object, n) => {
      const { uuid, spots } = found[n] ?? placesOf(this.#cache, object);
      const of = (metric: StatsMetric) => {
        const all = spots.flatMap(({ place }) => {
          const answer = answers.get(place.host);
          if (answer === undefined) return [];
          const grid = gridOf([answer], step, rows);
          return metricColumn(answer, object, uuid, metric, grid, known) ?? [];
        });
        const each = all.map((column) => mean([...column])).filter((value) => !Number.isNaN(value));
        if (each.length === 0) return null;
        const sum = each.reduce((sum, value) => sum + value, 0);
        return told(metric === "network" || metric === "disk" ? sum : sum / each.length);
      };
      const [cpu, memory, network, disk] = METRICS.map(of);
      return {
        object,
        cpu: cpu ?? null,
        memory: memory ?? null,
        network: network ?? null,
        disk: disk ?? null,
      };
    });
  }

  /** Asks each host that knows one of the objects, once for all of them; one that is late is left out. */
  async #ask(objects: readonly StatsObject[], span: { readonly step: number; readonly rows: number }) {
    const found = objects.map((object) => placesOf(this.#cache, object));
    const hosts = new Map<string, { place: Place; vms: Set<string>; host: boolean; srs: boolean }>();
    for (const { spots } of found) {
      for (const { place, scope } of spots) {
        const wanted = hosts.get(place.host) ?? { place, vms: new Set(), host: false, srs: false };
        hosts.set(place.host, wanted);
        if (scope.vms !== "all") { for (const vm of scope.vms) wanted.vms.add(vm); }
        wanted.host ||= scope.host;
        wanted.srs ||= scope.srs;
      }
    }
    let note: string | undefined;
    const answers = new Map<string, Updates>();
    await Promise.all([...hosts.values()].map(async ({ place, vms, host, srs }) => {
      const scope: Scope = { vms: vms.size > BY_NAME ? "all" : [...vms], host, srs };
      const answer = await within(outcome(this.blocks.get(place, { ...span, scope })), this.#patience);
      if (typeof answer === "string") note ??= answer;
      else if (answer !== undefined) answers.set(place.host, answer);
      else note ??= t("A host has not answered in time");
    }));
    return { found, answers, note };
  }
}

/** What a host told, or why it did not. */
async function outcome<T>(updates: Promise<T>): Promise<T | string> {
  try {
    return await updates;
  } catch (error) {
    return reasonOf(error);
  }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), ms);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
