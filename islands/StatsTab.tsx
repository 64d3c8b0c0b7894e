// The statistics of one VM, host or SR, live: charts of each group with one cursor, their figures as tables, the week as a heat map.
import type { PageData } from "@/lib/view/types.ts";
import type { StatsPage } from "@/lib/view/stats.ts";

/** `<StatsTab page={page} stats={await statsOf(ctx.state, { collection, id }, ctx.url)} />` (lib/web/stats.ts). */
export default function StatsTab({ stats }: { page: PageData; stats: StatsPage }) {
  return <section class="stats">{stats.history.note}</section>;
}
