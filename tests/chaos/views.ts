// What Atoll shows of a pool, beside what it would show of it had it begun just now.
import { Cache } from "@/lib/cache/mod.ts";
import { add, batch } from "@/lib/cache/testing.ts";
import type { Connection } from "@/lib/cache/types.ts";
import { listable } from "@/lib/pools/consistency.ts";
import type { XapiEvent } from "@/lib/xapi/types.ts";
import type { Session } from "@/lib/xapi/mod.ts";
import { type AnyView, COLLECTIONS } from "@/lib/view/types.ts";

/** Views of one pool by collection and id: those of the cache, and those of a fresh one. Connections are left out. */
export async function freshViews(cache: Cache, pool: string, session: Session): Promise<[Shown, Shown]> {
  const fresh = new Cache();
  const writer = fresh.openPool(pool, { name: "" });
  const events: XapiEvent[] = [];
  // Not by events: the oldest pools know none that tell of everything.
  for (const name of await listable(session)) {
    for (const [ref, record] of await session.getAllRecords(name)) events.push(add(name, ref, record));
  }
  await writer.reset(batch(...events));
  return [shown(cache, pool), shown(fresh, pool)];
}

/** The pool's fields that tell of its connection; the compiler holds the list complete. */
const CONNECTION: Record<keyof Connection, true> = {
  state: true,
  since: true,
  cause: true,
  reason: true,
  retry_at: true,
  address: true,
  fingerprint: true,
  offered_fingerprint: true,
  offered_address: true,
  tried: true,
  authorities: true,
  label: true,
  read_only: true,
};
/** Fields left out: those of the connection, what Atoll measures, and what a task works on, which is seen only while it runs. */
const OWN: { readonly [collection: string]: readonly string[] } = {
  pool: Object.keys(CONNECTION),
  host: ["clock_skew"],
  task: ["object"],
};

export type Shown = Record<string, unknown>;

/** An alert goes on naming an object that is gone, of which a start after that knows nothing. */
function ofGone(cache: Cache, view: AnyView): { readonly object?: null } {
  // Nothing else has a priority.
  if (!("priority" in view) || view.object === null) return {};
  const { collection, id } = view.object;
  return cache.get(collection, id) === undefined ? { object: null } : {};
}

function shown(cache: Cache, pool: string): Shown {
  const views: [string, unknown][] = [];
  for (const collection of COLLECTIONS) {
    for (const view of cache.list(collection)) {
      if (cache.origin(collection, view.id)?.pool !== pool) continue;
      // Of a progress that is no number the last one is shown that was.
      const odd = Number.isNaN(cache.raw(collection, view.id)?.["progress"]) ? ["progress"] : [];
      const own = [...OWN[collection] ?? [], ...odd];
      const plain = Object.entries(view).filter(([field]) => !own.includes(field));
      views.push([`${collection} ${view.id}`, { ...Object.fromEntries(plain), ...ofGone(cache, view) }]);
    }
  }
  return Object.fromEntries(views.sort(([a], [b]) => a < b ? -1 : 1));
}
