// A sparkline: the last hour of one figure of an object, in a row of a list. Its row needs it for nothing: it is decoration with a name.
import { useEffect } from "preact/hooks";
import { type SparkKind, type SparkValues, type StatsCollection, statText } from "@/lib/view/stats.ts";
import { t } from "@/lib/view/text.ts";

const [WIDTH, HEIGHT] = [60, 16];

/**
 * `<Spark values={sparksOf(page)} collection="vm" id={id} kind="cpu" />`: fetches while it is mounted, so virtualised rows cost
 * only what is seen. Empty space of the same size until there are values.
 */
export function Spark({ values, collection, id, kind }: {
  values: SparkValues;
  collection: StatsCollection;
  id: string;
  kind: SparkKind;
}) {
  useEffect(() => values.watch({ collection, id }), [values, collection, id]);
  const line = values.line({ collection, id }, kind);
  const last = line?.findLast((value) => value !== null) ?? null;
  const now = statText(kind === "cpu" ? "share" : "rate", last);
  const label = kind === "cpu"
    ? t("CPU in the last hour, now {now}", { now })
    : t("Network in the last hour, now {now}", { now });
  return (
    <svg
      class={`spark ${kind}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      {...(last === null
        ? { "aria-hidden": "true" as const }
        : { role: "img" as const, "aria-label": label })}
    >
      {line && last !== null && <path d={pathOf(line, kind)} />}
    </svg>
  );
}

/** The line as an SVG path, with a gap where there is no value. Shares fill the height at 100 %, rates at their own highest. */
export function pathOf(line: readonly (number | null)[], kind: SparkKind): string {
  const highest = kind === "cpu" ? 1 : Math.max(1024, ...line.map((value) => value ?? 0));
  const width = WIDTH / Math.max(1, line.length - 1);
  let path = "";
  let pen = "M";
  for (const [n, value] of line.entries()) {
    if (value === null) {
      pen = "M";
      continue;
    }
    const y = HEIGHT - 1 - Math.min(1, Math.max(0, value / highest)) * (HEIGHT - 2);
    path += `${pen}${round(n * width)} ${round(y)}`;
    // A single value between two gaps is a dot.
    if (pen === "M") path += "h.01";
    pen = "L";
  }
  return path;
}

const round = (value: number): number => Math.round(value * 10) / 10;
