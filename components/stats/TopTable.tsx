// Who uses most: a table by one metric, with boxes to compare what is picked.
import { Icon } from "@/components/Icon.tsx";
import { hrefOf } from "@/lib/view/hrefs.ts";
import {
  keyOf,
  METRIC_LABELS,
  METRIC_UNITS,
  METRICS,
  type StatsMetric,
  statText,
  type TopLine,
} from "@/lib/view/stats.ts";
import { t } from "@/lib/view/text.ts";

/** @param href the page with other values of its parameters */
export function TopTable({ lines, metric, picked, href }: {
  lines: readonly TopLine[];
  metric: StatsMetric;
  picked: readonly string[];
  href: (parameters: { readonly [name: string]: string }) => string;
}) {
  if (lines.length === 0) {
    return <p class="pad soft">{t("No host tells any figures of these now.")}</p>;
  }
  const shares = METRIC_UNITS[metric] === "share";
  const most = shares ? 1 : Math.max(1, ...lines.map(({ figures }) => figures[metric] ?? 0));
  return (
    <table class="tb cards">
      <thead>
        <tr>
          <th class="pick">
            <span class="sr">{t("Compare")}</span>
          </th>
          <th>{t("Name")}</th>
          <th>{t("Pool")}</th>
          {METRICS.map((each) => (
            <th key={each} class="num" aria-sort={each === metric ? "descending" : undefined}>
              <a href={href({ metric: each })}>
                {t(METRIC_LABELS[each])}
                {each === metric && <Icon name="arrow-down" />}
              </a>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ object, name, pool, figures }) => (
          <tr key={object.id}>
            <td class="pick" data-l={t("Compare")}>
              <label class="tap">
                <span class="sr">{t("Compare {name}", { name })}</span>
                <input
                  type="checkbox"
                  name="id"
                  value={keyOf(object)}
                  checked={picked.includes(keyOf(object))}
                />
              </label>
            </td>
            <td data-l={t("Name")}>
              <a href={hrefOf(object.collection, object.id, "stats") ?? undefined}>{name}</a>
            </td>
            <td data-l={t("Pool")}>{pool}</td>
            {METRICS.map((each) => (
              <td key={each} class="num" data-l={t(METRIC_LABELS[each])}>
                {statText(METRIC_UNITS[each], figures[each])}
                {each === metric && figures[each] !== null &&
                  <meter class="sharebar" min={0} max={most} value={figures[each]} aria-hidden="true" />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
