// What shapes and colours of the graph mean.
import { msg, t } from "@/lib/view/text.ts";

const SHAPES: readonly (readonly [shape: string, text: string])[] = [
  ["M10 2 17 6v8l-7 4-7-4V6z", msg("Pool")],
  ["M3 3h14v14H3z", msg("Host")],
  ["M10 4a6 6 0 1 0 .01 0z", msg("VM")],
  ["M10 2l8 8-8 8-8-8z", msg("Storage")],
  ["M10 3l8 14H2z", msg("Network")],
];
const STATES: readonly (readonly [look: string, text: string])[] = [
  ["on", msg("Running")],
  ["between", msg("Paused or suspended")],
  ["off", msg("Halted")],
];

export function TopologyLegend({ heat }: { heat: boolean }) {
  return (
    <ul class="topology-legend" aria-label={t("Legend")}>
      {SHAPES.map(([shape, text]) => (
        <li key={text}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d={shape} />
          </svg>
          {t(text)}
        </li>
      ))}
      {!heat && STATES.map(([look, text]) => (
        <li key={text}>
          <svg viewBox="0 0 20 20" class={look} aria-hidden="true">
            <path d="M10 4a6 6 0 1 0 .01 0z" />
          </svg>
          {t(text)}
        </li>
      ))}
      {heat && (
        <li>
          {t("The ring round an object shows how much is used: from 60 % another colour, from 85 % a third")}
        </li>
      )}
    </ul>
  );
}
