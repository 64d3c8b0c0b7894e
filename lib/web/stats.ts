// What pages with statistics are rendered from. The first figures come with the HTML, and are not waited for long.
import type { StatsService } from "@/lib/stats/types.ts";
import { isRange, type StatsObject, type StatsPage } from "@/lib/view/stats.ts";

interface StatsState {
  readonly services: { readonly stats: StatsService };
}

/**
 * The statistics tab of an object that the page's reader sees (the page has looked): `<StatsTab page={page} stats={await
 * statsOf(ctx.state, { collection: "vm", id }, ctx.url)} />`. Never throws for what a host does: the history says why it is empty.
 */
export async function statsOf(state: StatsState, object: StatsObject, url: URL): Promise<StatsPage> {
  const asked = url.searchParams.get("range");
  const range = isRange(asked) ? asked : "hour";
  const rest = new URLSearchParams(url.searchParams);
  rest.delete("range");
  const path = rest.size === 0 ? url.pathname : `${url.pathname}?${rest}`;
  return { object, range, path, history: await state.services.stats.history(object, range) };
}
