// What narrow scopes (hosts, tags, single objects) reach, worked out once and kept up to date: their own objects, and what these
// show of others. Objects that name an own one (interfaces, snapshots, tasks) are found by that name and not kept here.
import { type AnyView, type Collection, COLLECTIONS, type Json, type Views } from "@/lib/view/types.ts";
import type { Scope } from "./types.ts";

export type NarrowScope = Exclude<Scope, { kind: "all" } | { kind: "pool" }>;

/** What is reached: an own object, or one of which an own one shows a little. */
export type Level = "own" | "shown";

/** The objects that are there. */
export interface ReachWorld {
  get<C extends Collection>(collection: C, id: string): Views[C] | undefined;
  list<C extends Collection>(collection: C): Iterable<Views[C]>;
  naming<C extends Collection>(collection: C, field: string, id: string): Iterable<Views[C]>;
}

/** One object of one collection. */
export type Key = `${Collection} ${string}`;
export const keyOf = (collection: Collection, id: string): Key => `${collection} ${id}`;

/** Which reaches look at an object. */
export type Lookers = Map<Key, Set<Reach>>;

/** An object that is reached, and why. */
interface Node {
  readonly collection: Collection;
  readonly id: string;
  root: boolean;
  /** Nodes whose part it is, and nodes that show it. */
  readonly owners: Set<Key>;
  readonly showers: Set<Key>;
  /** What it gives to others, and what it looked at for that. */
  gives: ReadonlyMap<Key, Level>;
  looksAt: ReadonlySet<Key>;
}

const NOTHING: ReadonlyMap<Key, Level> = new Map();
const NO_KEYS: ReadonlySet<Key> = new Set();

/** Collections whose objects have tags. */
const TAGGED = ["pool", "host", "vm", "template", "snapshot", "sr", "vdi", "network"] as const;
const MACHINES: readonly Collection[] = ["vm", "template"];

/** The text by which equal sets of scopes are one. */
export function scopesKey(scopes: readonly NarrowScope[]): string {
  return [...new Set(scopes.map((scope) => JSON.stringify(Object.entries(scope).sort())))].sort().join();
}

/**
 * Guarantees: after each update it is what it would be if it were worked out anew, and `version` is another whenever it differs.
 * An update costs in proportion to what has changed.
 */
export class Reach {
  /** Counts the differences. */
  version = 0;
  readonly tags: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
  readonly objects: ReadonlySet<Key>;
  readonly #nodes = new Map<Key, Node>();
  readonly #lookers = new Map<Key, Set<Key>>();
  readonly #dirty = new Set<Key>();

  /** @param shared told which objects this looks at */
  constructor(
    readonly number: number,
    scopes: readonly NarrowScope[],
    private readonly world: ReachWorld,
    private readonly shared: Lookers,
  ) {
    this.tags = new Set(scopes.flatMap((scope) => scope.kind === "tag" ? [scope.tag] : []));
    this.hosts = new Set(scopes.flatMap((scope) => scope.kind === "host" ? [scope.id] : []));
    this.objects = new Set(
      scopes.flatMap((scope) => scope.kind === "object" ? [keyOf(scope.collection, scope.id)] : []),
    );
    this.rebuild();
  }

  /** How an object is reached by what is kept; undefined: it is not. */
  level(collection: Collection, id: string): Level | undefined {
    const node = this.#nodes.get(keyOf(collection, id));
    return node && levelOf(node);
  }

  /** How an object is reached, be it by its name for an own one. */
  levelOf(collection: Collection, view: AnyView): Level | undefined {
    const kept = this.level(collection, view.id);
    if (kept !== undefined) return kept;
    const owns = (...to: readonly (readonly [Collection, Json | undefined])[]): Level | undefined =>
      to.some(([one, value]) => this.#owns(one, value)) ? "own" : undefined;
    switch (collection) {
      case "vbd":
      case "vif":
        return "vm" in view ? owns(["vm", view.vm], ["template", view.vm]) : undefined;
      case "snapshot":
        return "snapshot_of" in view ? owns(["vm", view.snapshot_of]) : undefined;
      case "vdi":
        return "snapshot_of" in view ? owns(["vdi", view.snapshot_of]) : undefined;
      case "task": {
        const object = "object" in view ? view.object : null;
        return object === null ? undefined : owns([object.collection, object.id]);
      }
      default:
        return undefined;
    }
  }

  /** To be told that an object has come, gone, or changed in what FOLLOWED names. */
  touch(key: Key): void {
    this.#dirty.add(key);
    for (const looker of this.#lookers.get(key) ?? []) this.#dirty.add(looker);
  }

  /** Brings everything up to date. Gives whether there is a difference. */
  settle(): boolean {
    const before = this.version;
    let differs = false;
    while (this.#dirty.size > 0) {
      for (const key of [...this.#dirty]) {
        this.#dirty.delete(key);
        differs = this.#refresh(key) || differs;
      }
    }
    if (differs) this.version = before + 1;
    return differs;
  }

  /** Works everything out anew. */
  rebuild(): void {
    this.forget();
    for (const key of this.objects) this.#dirty.add(key);
    for (const host of this.hosts) {
      this.#dirty.add(keyOf("host", host));
      for (const { id } of this.world.naming("vm", "host", host)) this.#dirty.add(keyOf("vm", id));
    }
    for (const collection of this.tags.size > 0 ? TAGGED : []) {
      for (const view of this.world.list(collection)) {
        if (view.tags.some((tag) => this.tags.has(tag))) this.#dirty.add(keyOf(collection, view.id));
      }
    }
    this.settle();
  }

  /** Lets go of everything: nothing is reached any more. */
  forget(): void {
    this.version++;
    for (const key of [...this.#nodes.keys(), ...this.#lookers.keys()]) this.#unshare(key);
    this.#nodes.clear();
    this.#lookers.clear();
    this.#dirty.clear();
  }

  #owns(collection: Collection, value: Json | undefined): boolean {
    return typeof value === "string" && this.level(collection, value) === "own";
  }

  #isRoot(key: Key, collection: Collection, view: AnyView): boolean {
    if (this.objects.has(key)) return true;
    if (collection === "host" && this.hosts.has(view.id)) return true;
    if (collection === "vm" && "host" in view && view.host !== null && this.hosts.has(view.host)) return true;
    return "tags" in view && view.tags.some((tag) => this.tags.has(tag));
  }

  /** Works an object out anew, and notes which others have to be. Gives whether its level differs. */
  #refresh(key: Key): boolean {
    const [collection, id] = partsOf(key);
    const view = this.world.get(collection, id);
    const moved = this.#moved.delete(key);
    const root = view !== undefined && this.#isRoot(key, collection, view);
    let node = this.#nodes.get(key);
    if (node === undefined) {
      if (!root) return false;
      node = {
        collection,
        id,
        root,
        owners: new Set(),
        showers: new Set(),
        gives: NOTHING,
        looksAt: NO_KEYS,
      };
      this.#add(key, node);
      this.#give(key, node, view);
      this.#tellLookers(key);
      return true;
    }
    const before = levelOf(node);
    node.root = root;
    this.#give(key, node, view);
    const level = levelOf(node);
    if (level === undefined) this.#remove(key);
    if (level === before && !moved) return false;
    this.#tellLookers(key);
    return true;
  }

  #tellLookers(key: Key): void {
    for (const looker of this.#lookers.get(key) ?? []) this.#dirty.add(looker);
  }

  /** Nodes whose level was changed by others since they were last looked at. */
  readonly #moved = new Set<Key>();

  /** Brings what an object gives from what it was to what it is. */
  #give(key: Key, node: Node, view: AnyView | undefined): void {
    const level = levelOf(node);
    const looked = new Set<Key>();
    const gives = view === undefined || level === undefined
      ? NOTHING
      : this.#given(node.collection, view, level, looked);
    const before = node.gives;
    for (const at of node.looksAt) if (!looked.has(at)) this.#look(at, key, false);
    for (const at of looked) if (!node.looksAt.has(at)) this.#look(at, key, true);
    node.gives = gives;
    node.looksAt = looked;
    for (const [to, how] of before) if (gives.get(to) !== how) this.#link(to, key, how, false);
    for (const [to, how] of gives) if (before.get(to) !== how) this.#link(to, key, how, true);
  }

  #link(to: Key, from: Key, how: Level, holds: boolean): void {
    let node = this.#nodes.get(to);
    const [collection, id] = partsOf(to);
    if (node === undefined) {
      if (!holds) return;
      node = {
        collection,
        id,
        root: false,
        owners: new Set(),
        showers: new Set(),
        gives: NOTHING,
        looksAt: NO_KEYS,
      };
      this.#add(to, node);
    }
    const before = levelOf(node);
    const set = how === "own" ? node.owners : node.showers;
    if (holds) set.add(from);
    else set.delete(from);
    if (levelOf(node) === before) return;
    this.#moved.add(to);
    this.#dirty.add(to);
  }

  #look(at: Key, looker: Key, looks: boolean): void {
    const lookers = this.#lookers.get(at);
    if (looks) {
      if (lookers === undefined) {
        this.#lookers.set(at, new Set([looker]));
        this.#share(at);
      } else lookers.add(looker);
      return;
    }
    if (!lookers?.delete(looker) || lookers.size > 0) return;
    this.#lookers.delete(at);
    if (!this.#nodes.has(at)) this.#unshare(at);
  }

  #add(key: Key, node: Node): void {
    this.#nodes.set(key, node);
    this.#share(key);
  }

  #remove(key: Key): void {
    this.#nodes.delete(key);
    if (!this.#lookers.has(key)) this.#unshare(key);
  }

  #share(key: Key): void {
    const reaches = this.shared.get(key);
    if (reaches === undefined) this.shared.set(key, new Set([this]));
    else reaches.add(this);
  }

  #unshare(key: Key): void {
    const reaches = this.shared.get(key);
    if (reaches?.delete(this) && reaches.size === 0) this.shared.delete(key);
  }

  /** The table of what follows from an object: its parts, and what it shows. */
  #given(collection: Collection, view: AnyView, level: Level, looked: Set<Key>): Map<Key, Level> {
    const gives = new Map<Key, Level>();
    const show = (to: Collection, id: string | null) => {
      if (id !== null && !gives.has(keyOf(to, id))) gives.set(keyOf(to, id), "shown");
    };
    if (level === "shown") {
      if (collection === "vdi" && "sr" in view) show("sr", view.sr);
      return gives;
    }
    if ("pool" in view) show("pool", view.pool);
    if ("host" in view) show("host", view.host);
    if ("affinity" in view) show("host", view.affinity);
    if ("sr" in view) show("sr", view.sr);
    if ("network" in view) show("network", view.network);
    if (!MACHINES.includes(collection)) return gives;
    for (const vbd of this.world.naming("vbd", "vm", view.id)) {
      looked.add(keyOf("vbd", vbd.id));
      if (vbd.vdi === null) continue;
      const disk = keyOf("vdi", vbd.vdi);
      // Somebody else's connection to it may come.
      looked.add(disk);
      if (vbd.type === "Disk" && this.#isOnlyOurs(view.id, vbd.vdi, looked)) gives.set(disk, "own");
      else show("vdi", vbd.vdi);
    }
    for (const vif of this.world.naming("vif", "vm", view.id)) {
      looked.add(keyOf("vif", vif.id));
      show("network", vif.network);
    }
    return gives;
  }

  /** Whether a disk is used by own machines alone: one that others use, too, is only shown. */
  #isOnlyOurs(machine: string, disk: string, looked: Set<Key>): boolean {
    let ours = true;
    for (const { id, vm } of this.world.naming("vbd", "vdi", disk)) {
      looked.add(keyOf("vbd", id));
      if (vm === null || vm === machine) continue;
      for (const one of MACHINES) looked.add(keyOf(one, vm));
      if (!MACHINES.some((one) => this.#owns(one, vm))) ours = false;
    }
    return ours;
  }
}

function levelOf({ root, owners, showers }: Node): Level | undefined {
  return root || owners.size > 0 ? "own" : showers.size > 0 ? "shown" : undefined;
}

export function partsOf(key: Key): [Collection, string] {
  const blank = key.indexOf(" ");
  const collection = COLLECTIONS.find((one) => one === key.slice(0, blank));
  if (collection === undefined) throw new Error(`No collection in ${key}`);
  return [collection, key.slice(blank + 1)];
}
