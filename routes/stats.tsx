// Statistics across objects: who uses most, and any VMs, hosts and storage side by side.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Picker } from "@/components/stats/Picker.tsx";
import { TopTable } from "@/components/stats/TopTable.tsx";
import StatsTab from "@/islands/StatsTab.tsx";
import { part } from "@/lib/view/page.ts";
import {
  isMetric,
  isRange,
  isStatsCollection,
  keyOf,
  parseKeys,
  RANGE_LABELS,
  RANGES,
  STATS_COLLECTIONS,
  type StatsCollection,
} from "@/lib/view/stats.ts";
import { msg, t } from "@/lib/view/text.ts";
import { pageOf, viewOf, viewsOf } from "@/lib/web/page.ts";
import { comparisonOf, topOf } from "@/lib/web/stats.ts";
import { define } from "../fresh.config.ts";

/** Objects side by side: more lines nobody tells apart. */
const MOST = 12;
const FOUND = 12;
const LINES = 15;

const KINDS: { readonly [C in StatsCollection]: string } = {
  vm: msg("VMs"),
  host: msg("Hosts"),
  sr: msg("Storage"),
};

export const handler = define.handlers({
  async GET(ctx) {
    const { state, url } = ctx;
    const { searchParams: asked } = url;
    const keys = [asked.get("ids") ?? "", ...asked.getAll("id")].filter(Boolean).join(",");
    const named = new Map(
      parseKeys(keys, MOST).flatMap((object) => {
        const view = viewOf(state, object.collection, object.id);
        return view === undefined ? [] : [[object, view.name] as const];
      }),
    );
    const nameOf = (object: { collection: StatsCollection; id: string }) => {
      const view = viewOf(state, object.collection, object.id);
      if (view === undefined) return undefined;
      // A VM that was copied to another pool goes by the same name there.
      const twin = [...named.values()].filter((name) => name === view.name).length > 1;
      const pool = twin ? viewOf(state, "pool", view.pool)?.name : undefined;
      return pool === undefined ? view.name || view.id : `${view.name} (${pool})`;
    };
    const objects = [...named.keys()];
    const [metric, over, of] = [asked.get("metric"), asked.get("over"), asked.get("of") ?? ""];
    const top = {
      metric: isMetric(metric) ? metric : "cpu" as const,
      over: isRange(over) ? over : "live" as const,
      of: isStatsCollection(of) ? of : "vm" as const,
      pool: asked.get("pool") ?? "",
    };
    const find = asked.get("find")?.trim() ?? "";
    const wanted = find.toLowerCase();
    const found = wanted === ""
      ? []
      : STATS_COLLECTIONS.flatMap((collection) =>
        viewsOf(state, collection).filter(({ name }) => name.toLowerCase().includes(wanted))
          .map(({ id, name }) => ({ object: { collection, id }, name }))
      ).filter(({ object }) => !objects.some((other) => keyOf(other) === keyOf(object))).slice(0, FOUND);
    const pools = viewsOf(state, "pool");
    const seen = viewsOf(state, top.of).filter(({ pool }) => top.pool === "" || pool === top.pool);
    const [lines, stats] = await Promise.all([
      topOf(state, top.of, seen, top, LINES, (pool) => viewOf(state, "pool", pool)?.name ?? ""),
      objects.length === 0
        ? null
        : comparisonOf(state, objects, url, (object) => nameOf(object) ?? object.id),
    ]);
    const data = pageOf(state, part("pool", ["name", "state"]));
    const picked = objects.map((object) => ({ object, name: nameOf(object) ?? object.id }));
    return page({ page: data, stats, picked, found, find, top, lines, pools });
  },
});

export default define.page<typeof handler>(function Stats({ data, url }) {
  const { page, stats, picked, found, find, top, lines, pools } = data;
  const ids = picked.map(({ object }) => keyOf(object)).join(",");
  // What is compared and stands in no line stays when others are ticked.
  const kept = picked.map(({ object }) => keyOf(object))
    .filter((key) => !lines.some(({ object }) => keyOf(object) === key));
  const href = (parameters: { readonly [name: string]: string }) => {
    const all = new URLSearchParams(url.searchParams);
    all.delete("id");
    for (const [name, value] of Object.entries({ ids, ...parameters })) {
      if (value === "") all.delete(name);
      else all.set(name, value);
    }
    return all.size === 0 ? "/stats" : `/stats?${all}`;
  };
  return (
    <>
      <Head>
        <title>{`${t("Statistics")} · Atoll`}</title>
      </Head>
      <div class="head">
        <h1>{t("Statistics")}</h1>
      </div>
      <div class="stats">
        <section class="card">
          <h2>{t("Side by side")}</h2>
          <Picker picked={picked} found={found} asked={find} href={href} />
        </section>
        {stats && <StatsTab key={ids} page={page} stats={stats} />}
        <section class="card">
          <h2>{t("Who uses most")}</h2>
          <form method="get" action="/stats">
            <div class="pad flex flex-wrap gap-2 items-end">
              <input type="hidden" name="metric" value={top.metric} />
              <input type="hidden" name="ids" value={kept.join(",")} />
              <label class="field">
                <span>{t("Of")}</span>
                <select name="of">
                  {STATS_COLLECTIONS.map((collection) => (
                    <option key={collection} value={collection} selected={collection === top.of}>
                      {t(KINDS[collection])}
                    </option>
                  ))}
                </select>
              </label>
              <label class="field">
                <span>{t("Pool")}</span>
                <select name="pool">
                  <option value="">{t("All pools")}</option>
                  {pools.map(({ id, name }) => (
                    <option key={id} value={id} selected={id === top.pool}>{name}</option>
                  ))}
                </select>
              </label>
              <label class="field">
                <span>{t("Over")}</span>
                <select name="over">
                  {RANGES.map((range) => (
                    <option key={range} value={range} selected={range === top.over}>
                      {range === "live" ? t("The last minute") : t(RANGE_LABELS[range])}
                    </option>
                  ))}
                </select>
              </label>
              <button type="submit" class="btn">{t("Show")}</button>
              <button type="submit" class="btn main">{t("Compare what is ticked")}</button>
            </div>
            <div class="scroll">
              <TopTable
                lines={lines}
                metric={top.metric}
                picked={picked.map(({ object }) => keyOf(object))}
                href={href}
              />
            </div>
          </form>
        </section>
      </div>
    </>
  );
});
