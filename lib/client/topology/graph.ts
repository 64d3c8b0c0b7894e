// The graph of what is there: nodes in the order in which one walks through them, and what joins them.
import type { Grouping, Heat, Relation } from "@/lib/view/topology.ts";
import { type Facts, listOf, textOf } from "./facts.ts";
import { heatOf } from "./heat.ts";

export type Kind = "pool" | "host" | "vm" | "sr" | "network" | "group";
/** How an object is: at work, not at work, in between, in trouble. */
export type Tone = "on" | "off" | "between" | "bad";

export interface GraphNode {
  /** `vm:ID`; of a group of VMs `group:ID` of what they run on. */
  readonly key: string;
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  /** power_state of a VM, state of a pool, "" else. */
  readonly state: string;
  readonly tone: Tone;
  /** Index of what it belongs to; -1 for none. */
  readonly parent: number;
  /** Index in `groups`; -1 for none. */
  readonly group: number;
  /** 0 to 1 of what is measured; null where it is not known, or nothing is measured. */
  readonly heat: number | null;
  /** Objects that it stands for. */
  readonly members: number;
  readonly tags: readonly string[];
}

export interface GraphLink {
  readonly from: number;
  readonly to: number;
  readonly relation: Relation;
  /** What something belongs to holds it near. */
  readonly holds: boolean;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly links: readonly GraphLink[];
  readonly groups: readonly string[];
  /** Whether VMs were put together. */
  readonly folded: boolean;
}

export interface GraphOptions {
  readonly show: readonly Relation[];
  readonly group: Grouping;
  readonly heat: Heat;
  /** Keys of what has its VMs drawn one by one, however many nodes there are. */
  readonly open: ReadonlySet<string>;
}

/** With more nodes than these VMs are put together by what they run on. */
export const MOST_NODES = 1500;

const collator = new Intl.Collator(undefined, { numeric: true });

const TONES: { readonly [state: string]: Tone } = { Running: "on", Paused: "between", Suspended: "between" };

type Draft = Omit<GraphNode, "parent" | "group"> & { readonly within: string; readonly cluster: string };

/** Draws up the graph. */
export function graphOf(facts: Facts, options: GraphOptions): Graph {
  const { group } = options;
  const drafts: Draft[] = [];
  const at = new Map<string, number>();
  const add = (draft: Draft) => {
    at.set(draft.key, drafts.length);
    drafts.push(draft);
  };
  const { pools, folded } = arranged(facts, options);
  for (const { pool, hosts, vms, srs, networks } of pools) {
    const root = `pool:${pool}`;
    const row = facts.get("pool", pool);
    if (row !== undefined) {
      add(draftOf("pool", pool, row, "", group === "tag" ? "" : root, facts, options));
    }
    const addVms = (list: readonly Entry[], within: string) => {
      if (list.length === 0) return;
      if (folded && !options.open.has(within)) return add(groupOf(list, within, facts, options));
      for (const [id, vm] of list) {
        const cluster = group === "host"
          ? within
          : group === "pool"
          ? root
          : listOf(vm, "tags").toSorted()[0];
        add(draftOf("vm", id, vm, within, cluster ?? "tag:", facts, options));
      }
    };
    for (const [id, host] of hosts) {
      const key = `host:${id}`;
      add(
        draftOf("host", id, host, root, group === "tag" ? "" : group === "host" ? key : root, facts, options),
      );
      addVms(vms.get(key) ?? [], key);
    }
    addVms(vms.get(root) ?? [], root);
    for (const [id, sr] of srs) {
      const home = textOf(sr, "host");
      const within = at.has(`host:${home}`) ? `host:${home}` : root;
      const cluster = group === "tag" ? "" : group === "host" ? within : root;
      add(draftOf("sr", id, sr, within, cluster, facts, options));
    }
    for (const [id, network] of networks) {
      add(draftOf("network", id, network, root, group === "tag" ? "" : root, facts, options));
    }
  }
  const clusters = [...new Set(drafts.map(({ cluster }) => cluster))].filter((name) => name !== "");
  const number = new Map(clusters.map((name, i) => [name, i]));
  const nodes = drafts.map(({ within, cluster, ...node }): GraphNode => ({
    ...node,
    parent: at.get(within) ?? -1,
    group: number.get(cluster) ?? -1,
  }));
  return { nodes, links: linksOf(facts, nodes, at, options), groups: clusters.map(nameOfCluster), folded };

  function nameOfCluster(cluster: string): string {
    if (group === "tag") return cluster === "tag:" ? "" : cluster;
    return nodes[at.get(cluster) ?? -1]?.name ?? "";
  }
}

type Row = NonNullable<ReturnType<Facts["get"]>>;
type Entry = readonly [id: string, row: Row];

interface PoolPart {
  readonly pool: string;
  readonly hosts: readonly Entry[];
  /** By the key of what they run on, or of their pool. */
  readonly vms: ReadonlyMap<string, readonly Entry[]>;
  readonly srs: readonly Entry[];
  readonly networks: readonly Entry[];
}

function sorted(entries: Iterable<Entry>): Entry[] {
  return [...entries].sort(([a, one], [b, other]) =>
    collator.compare(textOf(one, "name"), textOf(other, "name")) || (a < b ? -1 : 1)
  );
}

/** Everything by its pool, in the order of names. */
function arranged(facts: Facts, { show }: GraphOptions): { pools: PoolPart[]; folded: boolean } {
  const by = (collection: "host" | "vm" | "sr" | "network") =>
    Map.groupBy(sorted(facts.all(collection)), ([, row]) => textOf(row, "pool"));
  const hosts = by("host"), vms = by("vm");
  const srs = show.includes("storage") ? by("sr") : new Map<string, Entry[]>();
  const networks = show.includes("network") ? by("network") : new Map<string, Entry[]>();
  const known = sorted(facts.all("pool")).map(([id]) => id);
  const tables = [hosts, vms, srs, networks];
  const pools = [...new Set([...known, ...tables.flatMap((table) => [...table.keys()])])];
  const total = known.length +
    tables.reduce((sum, table) => sum + [...table.values()].reduce((all, list) => all + list.length, 0), 0);
  return {
    folded: total > MOST_NODES,
    pools: pools.map((pool) => ({
      pool,
      hosts: hosts.get(pool) ?? [],
      vms: Map.groupBy(vms.get(pool) ?? [], ([, vm]) => {
        const host = textOf(vm, "host");
        return facts.get("host", host) === undefined ? `pool:${pool}` : `host:${host}`;
      }),
      srs: srs.get(pool) ?? [],
      networks: networks.get(pool) ?? [],
    })),
  };
}

function draftOf(
  kind: Exclude<Kind, "group">,
  id: string,
  row: Row,
  within: string,
  cluster: string,
  facts: Facts,
  { heat }: GraphOptions,
): Draft {
  const state = kind === "vm" ? textOf(row, "power_state") : kind === "pool" ? textOf(row, "state") : "";
  return {
    key: `${kind}:${id}`,
    kind,
    id,
    name: textOf(row, "name"),
    state,
    tone: toneOf(kind, state, row),
    heat: heatOf(facts, kind, id, row, heat),
    members: 1,
    tags: listOf(row, "tags"),
    within,
    cluster,
  };
}

function toneOf(kind: Kind, state: string, row: Row): Tone {
  if (kind === "vm") return TONES[state] ?? "off";
  if (kind === "pool") return state === "live" ? "on" : "bad";
  return kind === "host" && row["live"] === false ? "bad" : "on";
}

/** VMs of one host, or of one pool, as one node. */
function groupOf(list: readonly Entry[], within: string, facts: Facts, { heat, group }: GraphOptions): Draft {
  const heats = list.flatMap(([id, vm]) => heatOf(facts, "vm", id, vm, heat) ?? []);
  const pool = `pool:${textOf(list[0]?.[1], "pool")}`;
  return {
    key: `group:${within}`,
    kind: "group",
    id: within,
    name: "",
    state: "",
    tone: list.some(([, vm]) => textOf(vm, "power_state") === "Running") ? "on" : "off",
    heat: heats.length === 0 ? null : heats.reduce((sum, value) => sum + value, 0) / heats.length,
    members: list.length,
    tags: [],
    within,
    cluster: group === "tag" ? "" : group === "host" ? within : pool,
  };
}

/** What joins nodes; between the same two by one relation once. */
function linksOf(
  facts: Facts,
  nodes: readonly GraphNode[],
  at: ReadonlyMap<string, number>,
  { show }: GraphOptions,
): GraphLink[] {
  const links: GraphLink[] = [];
  const seen = new Set<number>();
  const join = (from: number | undefined, to: number | undefined, relation: Relation, holds = false) => {
    if (from === undefined || to === undefined) return;
    const pair = from * nodes.length + to;
    if (seen.has(pair)) return;
    seen.add(pair);
    links.push({ from, to, relation, holds });
  };
  nodes.forEach(({ kind, parent }, i) => {
    if (parent < 0) return;
    const relation = kind === "sr" ? "storage" : kind === "network" ? "network" : "runs";
    if (show.includes(relation)) join(i, parent, relation, true);
  });
  /** A VM's node, or that of the group which stands for it. */
  const vm = (id: string): number | undefined => {
    const own = at.get(`vm:${id}`);
    if (own !== undefined) return own;
    const row = facts.get("vm", id);
    if (row === undefined) return undefined;
    return at.get(`group:host:${textOf(row, "host")}`) ?? at.get(`group:pool:${textOf(row, "pool")}`);
  };
  if (show.includes("storage")) {
    for (const [, vbd] of facts.all("vbd")) {
      const sr = textOf(facts.get("vdi", textOf(vbd, "vdi")), "sr");
      join(vm(textOf(vbd, "vm")), at.get(`sr:${sr}`), "storage");
    }
  }
  if (show.includes("network")) {
    for (const [, vif] of facts.all("vif")) {
      join(vm(textOf(vif, "vm")), at.get(`network:${textOf(vif, "network")}`), "network");
    }
  }
  return links;
}
