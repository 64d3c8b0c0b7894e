// The statistics of one object, or of several side by side, live: charts with one cursor, their figures as tables, the week as a heat map.
import { signal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Note } from "@/components/Bits.tsx";
import { ByTime, Figures } from "@/components/stats/Figures.tsx";
import { HeatMap } from "@/components/stats/HeatMap.tsx";
import { Ranges } from "@/components/stats/Ranges.tsx";
import { Lazy } from "@/lib/client/lazy.ts";
import { liveFrom } from "@/lib/client/live.ts";
import type { Chart } from "@/lib/client/stats/chart.ts";
import { extended, isOver, Loads, subscriptionOf } from "@/lib/client/stats/live_history.ts";
import {
  GROUP_LABELS,
  groupsOf,
  rangeHref,
  type StatsGroup,
  type StatsHistory,
  type StatsPage,
  type StatsRange,
  weekOf,
} from "@/lib/view/stats.ts";
import { t } from "@/lib/view/text.ts";
import type { PageData } from "@/lib/view/types.ts";

const charts = new Lazy(() => import("@/lib/client/stats/chart.ts"));

/** `<StatsTab page={page} stats={await statsOf(ctx.state, { collection, id }, ctx.url)} />` (lib/web/stats.ts). */
export default function StatsTab({ page, stats }: { page: PageData; stats: StatsPage }) {
  const [range, setRange] = useState(stats.range);
  const [history, setHistory] = useState(stats.history);
  const [failed, setFailed] = useState(false);
  const at = useMemo(() => signal<number | null>(null), []);
  // What the stream's events are added to: always the latest, whenever they come.
  const now = useRef({ range, history, asking: false });
  now.current.history = history;

  async function ask(wanted: StatsRange): Promise<void> {
    if (now.current.asking && now.current.range === wanted) return;
    now.current.asking = true;
    now.current.range = wanted;
    try {
      const response = await fetch(rangeHref(stats.url, wanted));
      const told: StatsHistory = await response.json();
      // Somebody may have chosen another one meanwhile.
      if (now.current.range !== wanted) return;
      setFailed(!response.ok);
      if (response.ok) setHistory(told);
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
      setFailed(true);
    } finally {
      now.current.asking = false;
    }
  }

  function pick(wanted: StatsRange): void {
    setRange(wanted);
    at.value = null;
    globalThis.history.replaceState(globalThis.history.state, "", rangeHref(stats.path, wanted));
    void ask(wanted);
  }

  useEffect(() => {
    if (stats.objects.length === 0) return;
    const loads = new Loads(stats);
    return liveFrom(page).follow(subscriptionOf(stats), (received) => {
      const newest = loads.take(received);
      if (newest === null) return;
      const { range, history } = now.current;
      if (range === "live") setHistory((history) => extended(history, newest));
      else if (isOver(range, history, newest.at)) void ask(range);
    });
  }, []);

  const groups = groupsOf(history);
  return (
    <div class="stats">
      <Ranges path={stats.path} now={range} onPick={pick} />
      {failed && <Note tone="warn" alert>{t("Atoll does not answer: these figures may be old.")}</Note>}
      {history.note !== undefined && (
        <Note tone="info">{t("Not all is there: {reason}", { reason: history.note })}</Note>
      )}
      {range === "week" && <Week history={history} />}
      <div class="charts">
        {groups.map(({ group, columns }) => (
          <section key={group} class="card">
            <h2>{t(GROUP_LABELS[group])}</h2>
            <Plot group={group} history={history} columns={columns} at={at} />
            <Figures group={group} history={history} columns={columns} at={at} />
            <ByTime group={group} history={history} columns={columns} />
          </section>
        ))}
      </div>
    </div>
  );
}

/** The chart itself: nothing before the script is there, and what it shows is in the tables anyway. */
function Plot({ group, history, columns, at }: {
  group: StatsGroup;
  history: StatsHistory;
  columns: readonly number[];
  at: { value: number | null };
}) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const latest = useRef({ history, columns });
  latest.current = { history, columns };
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let gone = false;
    // Drawn when it is seen first.
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      charts.get().then(({ draw }) => {
        if (gone) return;
        const unit = latest.current.history.sources[latest.current.columns[0] ?? 0]?.unit ?? "number";
        chart.current = draw(element, { ...latest.current, unit, onCursor: (place) => at.value = place });
      }, () => {}); // told by Lazy
    }, { rootMargin: "200px" });
    seen.observe(element);
    return () => {
      gone = true;
      seen.disconnect();
      chart.current?.destroy();
    };
  }, []);
  useEffect(() => chart.current?.update(history, columns), [history]);
  return (
    <div
      ref={place}
      class="plot"
      role="img"
      tabIndex={0}
      aria-label={t("Chart of {group}; the arrow keys move through time, the table below has the figures", {
        group: t(GROUP_LABELS[group]),
      })}
      onKeyDown={(event) => {
        const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
        if (by === 0) return;
        event.preventDefault();
        chart.current?.step(by);
      }}
    />
  );
}

/** Of the server's clock first, and of the browser's as soon as it is there. */
function Week({ history }: { history: StatsHistory }) {
  const [offset, setOffset] = useState(0);
  useEffect(() => setOffset(new Date().getTimezoneOffset()), []);
  const cpu = history.sources.findIndex(({ group }) => group === "cpu");
  const n = cpu < 0 ? history.sources.findIndex(({ group }) => group === "disk") : cpu;
  const source = history.sources[n];
  if (source === undefined) return null;
  return (
    <HeatMap
      title={t("The week of {source}", { source: source.label })}
      week={weekOf(history, history.values[n] ?? [], offset)}
      unit={source.unit}
    />
  );
}
