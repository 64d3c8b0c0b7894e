// The figures of one chart as tables: what each line is now and was at most, and how it went, for eyes, ears and before any script.
import type { ReadonlySignal } from "@preact/signals";
import { Part } from "@/components/Cell.tsx";
import { dateTime } from "@/lib/view/format.ts";
import {
  coarse,
  extentOf,
  GROUP_LABELS,
  type StatsGroup,
  type StatsHistory,
  statText,
} from "@/lib/view/stats.ts";
import { t } from "@/lib/view/text.ts";

/** Lines of the table by time; of a host with many CPUs the first ones say enough. */
const MOST_COLUMNS = 6;
const TIMES = 12;
/** Colours and dashes of lines, which repeat. */
export const COLOURS = 8;

interface Props {
  group: StatsGroup;
  history: StatsHistory;
  /** Of the group. */
  columns: readonly number[];
  /** The place of the cursor in all charts of the page; null: nowhere, the newest values are shown. */
  at?: ReadonlySignal<number | null>;
}

/** What each line is called, how it looks, and its values. */
export function Figures({ group, history, columns, at }: Props) {
  const { sources, values } = history;
  return (
    <div class="scroll figures" tabIndex={0} role="region" aria-label={t(GROUP_LABELS[group])}>
      <table class="tb">
        <thead>
          <tr>
            <th>{t(GROUP_LABELS[group])}</th>
            <Part>{() => <th class="num">{whenText(history, at?.value ?? null)}</th>}</Part>
            <th class="num">{t("Lowest")}</th>
            <th class="num">{t("Mean")}</th>
            <th class="num">{t("Highest")}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((n, place) => {
            const [source, column = []] = [sources[n], values[n]];
            const extent = extentOf(column);
            return source && (
              <tr key={source.name}>
                <th scope="row">
                  <Swatch n={place} /> {source.label}
                </th>
                <Part>
                  {() => {
                    const place = at?.value ?? null;
                    const value = place === null ? column.findLast((value) => value !== null) : column[place];
                    return <td class="num">{statText(source.unit, value)}</td>;
                  }}
                </Part>
                <td class="num">{statText(source.unit, extent?.low)}</td>
                <td class="num">{statText(source.unit, extent?.mean)}</td>
                <td class="num">{statText(source.unit, extent?.high)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A line as it is drawn: by its dashes, too, not by its colour alone. */
function Swatch({ n }: { n: number }) {
  return (
    <svg class={`swatch c${n % COLOURS} d${Math.floor(n / 2) % 4}`} viewBox="0 0 20 6" aria-hidden="true">
      <path d="M0 3H20" />
    </svg>
  );
}

function whenText(history: StatsHistory, place: number | null): string {
  return place === null ? t("Now") : moment(history, place);
}

function moment({ start, step }: StatsHistory, n: number): string {
  return dateTime(new Date((start + n * step) * 1000).toISOString());
}

/** How it went: means of a dozen parts of the range. */
export function ByTime({ group, history, columns }: Omit<Props, "at">) {
  const shown = columns.slice(0, MOST_COLUMNS);
  const parts = shown.map((n) => coarse(history.values[n] ?? [], TIMES));
  const rows = parts[0]?.length ?? 0;
  const size = Math.ceil((history.values[shown[0] ?? 0]?.length ?? 0) / Math.max(1, rows));
  return (
    <details class="bytime">
      <summary>{t("As a table: {group}", { group: t(GROUP_LABELS[group]) })}</summary>
      <div
        class="scroll"
        tabIndex={0}
        role="region"
        aria-label={t("As a table: {group}", { group: t(GROUP_LABELS[group]) })}
      >
        <table class="tb">
          <thead>
            <tr>
              <th>{t("Until")}</th>
              {shown.map((n) => <th key={n} class="num">{history.sources[n]?.label}</th>)}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: rows }, (_, row) => (
              <tr key={row}>
                <th scope="row">
                  {moment(
                    history,
                    Math.min((row + 1) * size, history.values[shown[0] ?? 0]?.length ?? 0) - 1,
                  )}
                </th>
                {shown.map((n, column) => (
                  <td key={n} class="num">
                    {statText(history.sources[n]?.unit ?? "number", parts[column]?.[row])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
