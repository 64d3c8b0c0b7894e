// Where the statistics of an object are: with the host a VM runs on, a host itself, all hosts that have an SR attached.
import type { CacheReader } from "@/lib/cache/types.ts";
import type { StatsObject } from "@/lib/view/stats.ts";
import type { Place, Scope } from "./blocks.ts";

/** Whose figures are looked for in an answer. */
export interface Spot {
  readonly place: Place;
  /** What has to be asked for. */
  readonly scope: Scope;
}

export interface Found {
  /** As the host calls it. */
  readonly uuid: string;
  readonly spots: readonly Spot[];
  /** Why there are no figures now, as a sentence's code; null where there are. */
  readonly missing: "halted" | "gone" | "detached" | null;
}

/** Where to ask for an object. */
export function placesOf(cache: CacheReader, { collection, id }: StatsObject): Found {
  const uuid = uuidOf(id);
  const gone: Found = { uuid, spots: [], missing: "gone" };
  if (collection === "vm") {
    const vm = cache.get("vm", id);
    if (vm === undefined) return gone;
    const place = vm.host === null ? undefined : placeOf(cache, vm.host);
    const scope: Scope = { vms: [uuid], host: false, srs: false };
    return place === undefined
      ? { uuid, spots: [], missing: "halted" }
      : { uuid, spots: [{ place, scope }], missing: null };
  }
  if (collection === "host") {
    const place = placeOf(cache, id);
    return place === undefined
      ? gone
      : { uuid, spots: [{ place, scope: { vms: [], host: true, srs: false } }], missing: null };
  }
  if (cache.get("sr", id) === undefined) return gone;
  const spots: Spot[] = [];
  for (const { host, currently_attached } of cache.naming("pbd", "sr", id)) {
    const place = currently_attached && host !== null ? placeOf(cache, host) : undefined;
    if (place !== undefined) spots.push({ place, scope: { vms: [], host: true, srs: true } });
  }
  return { uuid, spots, missing: spots.length === 0 ? "detached" : null };
}

export function placeOf(cache: CacheReader, id: string): Place | undefined {
  const host = cache.get("host", id);
  return host && { pool: host.pool, host: id, address: host.coordinator ? null : host.address };
}

/** An id that two pools have says its pool behind an @; hosts know the uuid alone. */
export function uuidOf(id: string): string {
  const at = id.indexOf("@");
  return at < 0 ? id : id.slice(0, at);
}
