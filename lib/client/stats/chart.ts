// A chart of one group of lines, drawn by uPlot. Loaded when a chart is looked at.
import "./language_tag.ts";
import uPlot from "uplot";
import { type StatsHistory, type StatsUnit, statText, timeOf } from "@/lib/view/stats.ts";

/** What a chart tells the page around it. */
export interface ChartOptions {
  readonly history: StatsHistory;
  /** Of the group, in the order in which the table beside it lists them. */
  readonly columns: readonly number[];
  readonly unit: StatsUnit;
  /** The place of the cursor, which all charts of the page share; null: it has left. */
  readonly onCursor: (place: number | null) => void;
}

export interface Chart {
  update(history: StatsHistory, columns: readonly number[]): void;
  /** Moves the cursor of all charts by some places, for who has no mouse. */
  step(by: number): void;
  destroy(): void;
}

const HEIGHT = 180;
/** As many as the stylesheet has colours (--c0 …). */
const COLOURS = 8;
const DASHES: readonly (readonly number[])[] = [[], [7, 3], [2, 2], [8, 3, 2, 3]];
/** All charts of a page share their cursor. */
const SYNC = "atoll";
const BINARY = new Set<StatsUnit>(["bytes", "rate"]);
const TWOS = Array.from({ length: 60 }, (_, power) => 2 ** power);

/** Draws into an element, as wide as that is. */
export function draw(element: HTMLElement, options: ChartOptions): Chart {
  let { history, columns } = options;
  let plot = make();
  let width = element.clientWidth;
  const resizing = new ResizeObserver(() => {
    if (element.clientWidth === width) return;
    width = element.clientWidth;
    plot.setSize({ width, height: HEIGHT });
  });
  resizing.observe(element);
  const again = () => {
    plot.destroy();
    plot = make();
  };
  // Colours are read when a line is drawn: another scheme means another drawing.
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", again);
  const theme = new MutationObserver(again);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });

  function make(): uPlot {
    const style = getComputedStyle(element);
    const colour = (name: string) => style.getPropertyValue(name).trim() || "gray";
    const [ink, line] = [colour("--soft"), colour("--line")];
    const font = `11px ${style.fontFamily}`;
    const axis = { stroke: ink, font, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
    return new uPlot(
      {
        width: Math.max(120, element.clientWidth),
        height: HEIGHT,
        legend: { show: false },
        cursor: {
          sync: { key: SYNC },
          drag: { x: false, y: false },
          points: { size: 6 },
          y: false,
        },
        scales: { x: { time: true }, y: { range: (_, __, most) => [0, top(most, options.unit)] } },
        axes: [
          { ...axis, values: (_, splits) => splits.map((at) => timeText(at, history)) },
          {
            ...axis,
            size: 70,
            values: (_, splits) => splits.map((value) => statText(options.unit, value)),
            ...(BINARY.has(options.unit) ? { incrs: TWOS } : {}),
          },
        ],
        series: [
          {},
          ...columns.map((column, n): uPlot.Series => ({
            label: history.sources[column]?.label ?? "",
            stroke: colour(`--c${n % COLOURS}`),
            width: 1.5,
            dash: [...DASHES[Math.floor(n / 2) % DASHES.length] ?? []],
            points: { show: false },
          })),
        ],
        hooks: { setCursor: [({ cursor }) => options.onCursor(cursor.idx ?? null)] },
      },
      dataOf(history, columns),
      element,
    );
  }

  return {
    update(next, nextColumns) {
      const same = nextColumns.length === columns.length &&
        nextColumns.every((column, n) =>
          next.sources[column]?.name === history.sources[columns[n] ?? -1]?.name
        );
      [history, columns] = [next, nextColumns];
      if (same) plot.setData(dataOf(history, columns));
      else again();
    },
    step(by) {
      const last = (history.values[columns[0] ?? 0]?.length ?? 1) - 1;
      const place = Math.min(last, Math.max(0, (plot.cursor.idx ?? last) + by));
      plot.setCursor({ left: plot.valToPos(timeOf(history, place), "x"), top: HEIGHT / 3 });
    },
    destroy() {
      resizing.disconnect();
      theme.disconnect();
      scheme.removeEventListener("change", again);
      plot.destroy();
    },
  };
}

function dataOf(history: StatsHistory, columns: readonly number[]): uPlot.AlignedData {
  const length = history.values[columns[0] ?? 0]?.length ?? 0;
  const times = Array.from({ length }, (_, n) => timeOf(history, n));
  return [times, ...columns.map((column) => [...history.values[column] ?? []])];
}

/** Where the axis ends: shares never beyond 1, and an idle machine does not look busy. */
function top(most: number | null, unit: StatsUnit): number {
  const highest = most ?? 0;
  if (unit === "share") return Math.min(1, Math.max(0.1, highest * 1.15));
  return highest > 0 ? highest * 1.1 : 1;
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const seconds = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric" });
const month = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

function timeText(at: number, { start, step, end }: StatsHistory): string {
  const date = new Date(at * 1000);
  if (step >= 86_400) return month.format(date);
  if (end - start > 2 * 86_400) return day.format(date);
  return (step < 60 && at % 60 !== 0 ? seconds : clock).format(date);
}
