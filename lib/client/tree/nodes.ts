// What the tree shows: pools, hosts and VMs by place, by tag, by folders of tags, or by power state; as rows, since only some are drawn.

export interface TreePool {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}
export interface TreeHost {
  readonly id: string;
  readonly name: string;
  readonly pool: string;
  readonly live: boolean;
  readonly enabled: boolean;
}
export interface TreeVm {
  readonly id: string;
  readonly name: string;
  readonly pool: string;
  readonly host: string | null;
  readonly power_state: string;
  readonly tags: readonly string[];
}

/** Everything that the tree is made of, each list by name. */
export interface TreeData {
  readonly pools: readonly TreePool[];
  readonly hosts: readonly TreeHost[];
  readonly vms: readonly TreeVm[];
}

export const MODES = ["places", "tags", "folders", "power"] as const;
export type TreeMode = typeof MODES[number];

/** A row of the tree, whatever it stands for. */
export interface TreeNode {
  /** The way to it: unique, and the same as long as it stands where it does. */
  readonly key: string;
  readonly kind: "pool" | "host" | "vm" | "tag" | "folder" | "power";
  /** Of the object; "" for what is none. */
  readonly id: string;
  readonly text: string;
  /** Power state of a VM, connection of a pool; of a host "live", "disabled" or "away". */
  readonly state: string;
  readonly children: readonly TreeNode[];
  /** VMs in it. */
  readonly count: number;
}

export interface TreeRow {
  readonly node: TreeNode;
  /** From 1, as screen readers count. */
  readonly level: number;
  readonly at: number;
  readonly of: number;
  readonly open: boolean;
}

const POWER = ["Running", "Paused", "Suspended", "Halted"];

function leaf(vm: TreeVm, way: string): TreeNode {
  const { id, name, power_state } = vm;
  return {
    key: `${way}/vm:${id}`,
    kind: "vm",
    id,
    text: name || id,
    state: power_state,
    children: [],
    count: 1,
  };
}

function branch(
  kind: TreeNode["kind"],
  text: string,
  children: readonly TreeNode[],
  key: string,
  { id = "", state = "" } = {},
): TreeNode {
  return { key, kind, id, text, state, children, count: children.reduce((sum, { count }) => sum + count, 0) };
}

function grouped<T>(things: readonly T[], by: (thing: T) => Iterable<string>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    for (const key of by(thing)) {
      const group = groups.get(key);
      if (group) group.push(thing);
      else groups.set(key, [thing]);
    }
  }
  return groups;
}

/** Hosts in their pools, VMs on their hosts; those that run nowhere stand in their pool. */
function places({ pools, hosts, vms }: TreeData): TreeNode[] {
  const known = new Set(hosts.map(({ id }) => id));
  const on = grouped(vms, ({ host, pool }) => [host !== null && known.has(host) ? host : pool]);
  const within = grouped(hosts, ({ pool }) => [pool]);
  return pools.map((pool) => {
    const way = `pool:${pool.id}`;
    const children = [
      ...(within.get(pool.id) ?? []).map((host) => {
        const key = `${way}/host:${host.id}`;
        const state = !host.live ? "away" : host.enabled ? "live" : "disabled";
        const of = (on.get(host.id) ?? []).map((vm) => leaf(vm, key));
        return branch("host", host.name, of, key, { id: host.id, state });
      }),
      ...(on.get(pool.id) ?? []).map((vm) => leaf(vm, way)),
    ];
    return branch("pool", pool.name, children, way, { id: pool.id, state: pool.state });
  });
}

function byTag(vms: readonly TreeVm[], compare: (a: string, b: string) => number): TreeNode[] {
  return [...grouped(vms, ({ tags }) => new Set(tags))].sort(([a], [b]) => compare(a, b)).map(([tag, of]) => {
    const key = `tag:${tag}`;
    return branch("tag", tag, of.map((vm) => leaf(vm, key)), key);
  });
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly vms: TreeVm[];
}

/** `shop/web` is the folder web in the folder shop. */
function folders(vms: readonly TreeVm[], compare: (a: string, b: string) => number): TreeNode[] {
  const make = (): Folder => ({ folders: new Map(), vms: [] });
  const root = make();
  for (const vm of vms) {
    const ways = new Set(
      vm.tags.map((tag) => tag.split("/").map((part) => part.trim()).filter(Boolean).join("/")),
    );
    for (const way of ways) {
      if (way === "") continue;
      let at = root;
      for (const part of way.split("/").slice(0, 8)) {
        let next = at.folders.get(part);
        if (next === undefined) at.folders.set(part, next = make());
        at = next;
      }
      at.vms.push(vm);
    }
  }
  const nodes = (folder: Folder, way: string): TreeNode[] => [
    ...[...folder.folders].sort(([a], [b]) => compare(a, b)).map(([name, inner]) => {
      const key = `${way}/folder:${name}`;
      return branch("folder", name, nodes(inner, key), key);
    }),
    ...folder.vms.map((vm) => leaf(vm, way)),
  ];
  return nodes(root, "");
}

function byPower(vms: readonly TreeVm[]): TreeNode[] {
  const groups = grouped(vms, ({ power_state }) => [power_state]);
  return [...new Set([...POWER, ...groups.keys()])].flatMap((state) => {
    const of = groups.get(state);
    const key = `power:${state}`;
    return of ? [branch("power", state, of.map((vm) => leaf(vm, key)), key, { state })] : [];
  });
}

/** The tree in one of its modes. */
export function treeOf(
  mode: TreeMode,
  data: TreeData,
  compare: (a: string, b: string) => number,
): TreeNode[] {
  if (mode === "tags") return byTag(data.vms, compare);
  if (mode === "folders") return folders(data.vms, compare);
  return mode === "power" ? byPower(data.vms) : places(data);
}

/** What of the tree a filter lets through, with all that it stands in; everything within what fits itself. */
export function filtered(nodes: readonly TreeNode[], filter: string): readonly TreeNode[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return nodes;
  const fits = ({ text }: TreeNode) => words.every((word) => text.toLowerCase().includes(word));
  const through = (all: readonly TreeNode[]): TreeNode[] =>
    all.flatMap((node) => {
      if (fits(node)) return [node];
      const children = through(node.children);
      if (children.length === 0) return [];
      return [{ ...node, children, count: children.reduce((sum, { count }) => sum + count, 0) }];
    });
  return through(nodes);
}

/** The rows that are to be seen, top to bottom. */
export function rowsOf(nodes: readonly TreeNode[], isOpen: (key: string) => boolean): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (all: readonly TreeNode[], level: number) =>
    all.forEach((node, n) => {
      const open = node.children.length > 0 && isOpen(node.key);
      rows.push({ node, level, at: n + 1, of: all.length, open });
      if (open) add(node.children, level + 1);
    });
  add(nodes, 1);
  return rows;
}

/** Where a key leads from a row; null where it opens or closes it, or nothing. */
export function moved(rows: readonly TreeRow[], from: number, key: string): number | null {
  const row = rows[from];
  switch (key) {
    case "ArrowDown":
      return Math.min(from + 1, rows.length - 1);
    case "ArrowUp":
      return Math.max(from - 1, 0);
    case "Home":
      return 0;
    case "End":
      return rows.length - 1;
    case "ArrowRight":
      return row?.open ? from + 1 : null;
    case "ArrowLeft": {
      if (row === undefined || row.open) return null;
      for (let n = from - 1; n >= 0; n--) if ((rows[n]?.level ?? 0) < row.level) return n;
      return null;
    }
  }
  return null;
}

/** The next row whose text begins so, round about; null where there is none. */
export function typedTo(rows: readonly TreeRow[], from: number, begin: string): number | null {
  const start = begin.toLowerCase();
  for (let step = begin.length > 1 ? 0 : 1; step <= rows.length; step++) {
    const n = (from + step) % rows.length;
    if (rows[n]?.node.text.toLowerCase().startsWith(start)) return n;
  }
  return null;
}
