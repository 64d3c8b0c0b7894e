// A week at a glance: one cell an hour of each day, as dark as it was busy, with the figure in it for who does not see shades.
import { METRIC_UNITS, type StatsUnit, type StatsValue, statText } from "@/lib/view/stats.ts";
import { t } from "@/lib/view/text.ts";

/** Shades there are in the stylesheet: h0 to h5. */
const SHADES = 5;
/** Monday first. */
const DAYS = [1, 2, 3, 4, 5, 6, 0];
/** A Sunday. */
const SUNDAY = Date.UTC(2024, 0, 7);

/** The name of a weekday (0: Sunday). */
function dayName(day: number): string {
  return new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone: "UTC" }).format(
    SUNDAY + day * 86_400_000,
  );
}

/** @param week values by weekday (0: Sunday) and hour, as `weekOf` gives them */
export function HeatMap({ title, week, unit = METRIC_UNITS.cpu }: {
  title: string;
  week: readonly (readonly StatsValue[])[];
  unit?: StatsUnit;
}) {
  const most = Math.max(0, ...week.flat().map((value) => value ?? 0));
  const full = unit === "share" ? Math.max(most, 0.1) : most || 1;
  return (
    <section class="card heat">
      <h2>{title}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              <th>
                <span class="sr">{t("Day")}</span>
              </th>
              {Array.from(
                { length: 24 },
                (_, hour) => (
                  <th key={hour} scope="col" aria-label={`${hour}:00`}>{hour % 3 === 0 ? hour : ""}</th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {DAYS.map((day) => (
              <tr key={day}>
                <th scope="row">{dayName(day)}</th>
                {Array.from({ length: 24 }, (_, hour) => {
                  const value = week[day]?.[hour] ?? null;
                  const shade = value === null ? "none" : Math.round(Math.min(1, value / full) * SHADES);
                  const text = statText(unit, value);
                  return (
                    <td key={hour} class={`h${shade}`} title={`${dayName(day)} ${hour}:00 – ${text}`}>
                      <span class="sr">{text}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="soft pad">
        {t("The strongest colour stands for {most}; hours are those of this device's clock.", {
          most: statText(unit, most),
        })}
      </p>
    </section>
  );
}
