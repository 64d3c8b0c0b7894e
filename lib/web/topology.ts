// The topology as a table: every object with what it belongs to and is joined with, in the order in which the graph is walked through.
import type { CacheReader } from "@/lib/cache/types.ts";
import type { Sight } from "@/lib/view/types.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { finds, type TopologyChoice } from "@/lib/view/topology.ts";
import { visible } from "@/lib/view/visible.ts";

export interface TopologyLink {
  readonly href: string;
  readonly name: string;
}

export interface TopologyRow extends TopologyLink {
  readonly collection: "pool" | "host" | "vm" | "sr" | "network";
  /** power_state of a VM, state of a pool, "" else. */
  readonly state: string;
  /** What it runs on or belongs to. */
  readonly home: TopologyLink | null;
  readonly storage: readonly TopologyLink[];
  readonly networks: readonly TopologyLink[];
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly pool?: string;
  readonly tags?: readonly string[];
}

const collator = new Intl.Collator("en", { numeric: true });

/** Rows of one page, and how many there are in all. @param page from 1 */
export function topologyRows(
  cache: CacheReader,
  sight: Sight,
  { show, q }: TopologyChoice,
  page: number,
  size: number,
): { readonly rows: readonly TopologyRow[]; readonly total: number } {
  const seen = visible(cache, sight);
  const named = <V extends Named>(views: Iterable<V>) =>
    [...views].sort((a, b) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  const byPool = <V extends Named>(views: Iterable<V>) => Map.groupBy(named(views), ({ pool = "" }) => pool);
  const pools = named(seen.list("pool"));
  const hosts = byPool(seen.list("host"));
  const vms = byPool(seen.list("vm"));
  const srs = byPool(show.includes("storage") ? seen.list("sr") : []);
  const networks = byPool(show.includes("network") ? seen.list("network") : []);
  const ids = new Set([
    ...pools.map(({ id }) => id),
    ...[hosts, vms, srs, networks].flatMap((map) => [...map.keys()]),
  ]);

  type Found = readonly [collection: TopologyRow["collection"], object: Named, home: string | null];
  const all: Found[] = [];
  for (const id of ids) {
    const pool = pools.find((one) => one.id === id);
    if (pool !== undefined) all.push(["pool", pool, null]);
    const machines = Map.groupBy(
      vms.get(id) ?? [],
      ({ host }) => host && seen.get("host", host) ? host : "",
    );
    for (const host of hosts.get(id) ?? []) {
      all.push(["host", host, null]);
      for (const vm of machines.get(host.id) ?? []) all.push(["vm", vm, host.id]);
    }
    for (const vm of machines.get("") ?? []) all.push(["vm", vm, null]);
    for (const sr of srs.get(id) ?? []) all.push(["sr", sr, sr.host]);
    for (const network of networks.get(id) ?? []) all.push(["network", network, null]);
  }
  const wanted = q.trim() === "" ? all : all.filter(([, { name = "", tags = [] }]) => finds(q, name, tags));
  const chosen = wanted.slice((page - 1) * size, page * size);
  const shown = new Set(chosen.map(([, { id }]) => id));
  const storage = new Map<string, Map<string, TopologyLink>>();
  const plugged = new Map<string, Map<string, TopologyLink>>();
  function note(into: typeof storage, vm: string, of: "sr" | "network", id: string | null | undefined): void {
    const view = id ? seen.get(of, id) : undefined;
    if (view === undefined) return;
    const links = into.get(vm) ?? new Map<string, TopologyLink>();
    into.set(vm, links.set(view.id, { href: hrefOf(of, view.id), name: view.name }));
  }
  if (show.includes("storage")) {
    for (const { vm, vdi, type } of seen.list("vbd")) {
      if (!vm || !vdi || !shown.has(vm) || type !== "Disk") continue;
      note(storage, vm, "sr", seen.get("vdi", vdi)?.sr);
    }
  }
  if (show.includes("network")) {
    for (const { vm, network } of seen.list("vif")) {
      if (vm && shown.has(vm)) note(plugged, vm, "network", network);
    }
  }
  const rows = chosen.map(([collection, { id, name, pool }, host]): TopologyRow => {
    const home = host !== null
      ? seen.get("host", host)
      : pool !== undefined
      ? seen.get("pool", pool)
      : undefined;
    const state = collection === "vm"
      ? seen.get("vm", id)?.power_state
      : collection === "pool"
      ? seen.get("pool", id)?.state
      : "";
    return {
      collection,
      href: hrefOf(collection, id),
      name,
      state: state ?? "",
      home: home === undefined ? null : { href: hrefOf(host ? "host" : "pool", home.id), name: home.name },
      storage: [...storage.get(id)?.values() ?? []],
      networks: [...plugged.get(id)?.values() ?? []],
    };
  });
  return { rows, total: wanted.length };
}
