// How far back statistics go: links, which a script answers without leaving the page.
import { RANGE_LABELS, rangeHref, RANGES, type StatsRange } from "@/lib/view/stats.ts";
import { t } from "@/lib/view/text.ts";

export function Ranges({ path, now, onPick }: {
  path: string;
  now: StatsRange;
  onPick?: (range: StatsRange) => void;
}) {
  return (
    <nav class="ranges" aria-label={t("How far back")}>
      {RANGES.map((range) => (
        <a
          key={range}
          class="btn sm"
          href={rangeHref(path, range)}
          aria-current={range === now ? "true" : undefined}
          onClick={(event) => {
            if (!onPick || event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            onPick(range);
          }}
        >
          {t(RANGE_LABELS[range])}
        </a>
      ))}
    </nav>
  );
}
