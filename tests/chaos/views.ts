// What Atoll shows of a pool, beside what it would show of it had it begun just now.
import { Cache } from "@/lib/cache/mod.ts";
import { add, batch } from "@/lib/cache/testing.ts";
import { listable } from "@/lib/pools/consistency.ts";
import type { XapiEvent } from "@/lib/xapi/types.ts";
import type { Session } from "@/lib/xapi/mod.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";

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

/** Fields that tell of the connection; what a task works on is seen only while it runs. */
const OWN: { readonly [collection: string]: readonly string[] } = {
  pool: [
    "state",
    "since",
    "cause",
    "reason",
    "retry_at",
    "address",
    "fingerprint",
    "offered_fingerprint",
    "offered_address",
    "tried",
    "authorities",
  ],
  task: ["object"],
};

export type Shown = Record<string, unknown>;

function shown(cache: Cache, pool: string): Shown {
  const views: [string, unknown][] = [];
  for (const collection of COLLECTIONS) {
    for (const view of cache.list(collection)) {
      if (cache.origin(collection, view.id)?.pool !== pool) continue;
      // Of a progress that is no number the last one is shown that was.
      const odd = Number.isNaN(cache.raw(collection, view.id)?.["progress"]) ? ["progress"] : [];
      const own = [...OWN[collection] ?? [], ...odd];
      const plain = Object.entries(view).filter(([field]) => !own.includes(field));
      views.push([`${collection} ${view.id}`, Object.fromEntries(plain)]);
    }
  }
  return Object.fromEntries(views.sort(([a], [b]) => a < b ? -1 : 1));
}
