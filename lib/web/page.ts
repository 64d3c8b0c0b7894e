// A page's data, as its reader may see it: what the stream goes on from.
import type { Principal } from "@/lib/auth/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import type { RightsService } from "@/lib/rights/types.ts";
import { parseSubscription } from "@/lib/stream/mod.ts";
import type { StreamService } from "@/lib/stream/types.ts";
import { pageData } from "@/lib/view/page.ts";
import type { Collection, PageData, Views } from "@/lib/view/types.ts";
import { visible } from "@/lib/view/visible.ts";

/** What of a request's state is needed. */
interface PageState {
  readonly services: {
    readonly cache: CacheReader;
    readonly streams: StreamService;
    readonly rights: RightsService;
  };
  readonly principal: Principal | null;
  page?: PageData;
}

/**
 * Fills the page with what the parts of a subscription (lib/view/page.ts) select, for its islands and those of the layout.
 * Throws AtollError where a part is wrong: a mistake of the page.
 */
export function pageOf(state: PageState, ...parts: readonly string[]): PageData {
  return state.page = dataOf(state, ...parts);
}

/** The same beside the page's own: what the shell follows. */
export function dataOf(state: PageState, ...parts: readonly string[]): PageData {
  const { services: { cache, streams, rights }, principal } = state;
  const subscription = parseSubscription(parts.join(";"));
  const view = { subscription, sight: rights.sight(principal) };
  const { patches } = cache.changes(undefined, view, view);
  // In one turn with the rows: no revision comes in between.
  const at = principal === null ? "" : streams.position(subscription, principal);
  return pageData(view, patches, at, principal?.username ?? "");
}

/** A view object as its reader may see it; undefined where there is none for this reader. */
export function viewOf<C extends Collection>(
  { services, principal }: PageState,
  collection: C,
  id: string,
): Views[C] | undefined {
  return visible(services.cache, services.rights.sight(principal)).get(collection, id);
}

/** All view objects of a collection that the reader may see, as far as it may. */
export function viewsOf<C extends Collection>({ services, principal }: PageState, collection: C): Views[C][] {
  return [...visible(services.cache, services.rights.sight(principal)).list(collection)];
}

/** How many there are for this reader. */
export function countOf({ services, principal }: PageState, collection: Collection): number {
  return visible(services.cache, services.rights.sight(principal)).size(collection);
}
