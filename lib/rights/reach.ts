// What narrow scopes (hosts, tags, single objects) reach, worked out once and kept up to date: their own objects, and what these
// show of others. Objects that name an own one (interfaces, snapshots, tasks) are found by that name and not kept here.
import type { AnyView, Collection, Json } from "@/lib/view/types.ts";
import { type Around, givenBy } from "./given.ts";
import { type Key, keyOf, type Level, type NarrowScope, partsOf, type ReachWorld } from "./keys.ts";

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
export const TAGGED = ["pool", "host", "vm", "template", "snapshot", "sr", "vdi", "network"] as const;

/**
 * Guarantees: settled, it is what it would be if it were worked out anew, and `version` is another whenever it differs. Settling
 * costs in proportion to what has changed.
 */
export class Reach {
  /** Counts the differences. */
  version = 0;
  readonly tags: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
  readonly objects: ReadonlySet<Key>;
  readonly #nodes = new Map<Key, Node>();
  /** The same, for whoever looks at thousands of objects. */
  readonly #byCollection = new Map<Collection, Map<string, Node>>();
  readonly #lookers = new Map<Key, Set<Key>>();
  readonly #dirty = new Set<Key>();
  readonly #around: Around;
  /** Nodes whose level was changed by others since they were last looked at. */
  readonly #moved = new Set<Key>();

  /** @param shared told which objects this looks at */
  constructor(
    readonly number: number,
    scopes: readonly NarrowScope[],
    private readonly world: ReachWorld,
    private readonly shared: Lookers,
  ) {
    this.#around = { world, owns: (collection, id) => this.#owns(collection, id) };
    this.tags = new Set(scopes.flatMap((scope) => scope.kind === "tag" ? [scope.tag] : []));
    this.hosts = new Set(scopes.flatMap((scope) => scope.kind === "host" ? [scope.id] : []));
    this.objects = new Set(
      scopes.flatMap((scope) => scope.kind === "object" ? [keyOf(scope.collection, scope.id)] : []),
    );
    this.search();
  }

  /** How an object is reached by what is kept; undefined: it is not. */
  level(collection: Collection, id: string): Level | undefined {
    const node = this.#byCollection.get(collection)?.get(id);
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
      case "pif":
      case "pbd":
      case "certificate":
      case "pgpu":
      case "pci":
        return "host" in view ? owns(["host", view.host]) : undefined;
      case "task":
      case "alert":
      case "load":
      case "finding": {
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

  /**
   * Brings everything up to date, or so many objects. Gives whether there is a difference.
   * @param budget how many, which it counts down; what is left is done next time
   */
  settle(budget = { left: Infinity }): boolean {
    let differs = false;
    // What is added while this goes on comes at its end.
    for (const key of this.#dirty) {
      this.#dirty.delete(key);
      differs = this.#refresh(key) || differs;
      if (--budget.left <= 0) break;
    }
    if (differs) this.version++;
    return differs;
  }

  /** How many objects are left to be brought up to date. */
  get unsettled(): number {
    return this.#dirty.size;
  }

  /** Notes all that may be reached to be looked at again, but for what a tag may have come to. */
  recheck(): void {
    for (const key of [...this.#lookers.keys(), ...this.#nodes.keys()]) this.touch(key);
    for (const key of this.objects) this.#dirty.add(key);
    for (const host of this.hosts) {
      this.#dirty.add(keyOf("host", host));
      for (const { id } of this.world.naming("vm", "host", host)) this.#dirty.add(keyOf("vm", id));
    }
  }

  /** Notes all that may be reached at all. */
  search(): void {
    this.recheck();
    for (const collection of this.tags.size > 0 ? TAGGED : []) {
      for (const view of this.world.list(collection)) {
        if (view.tags.some((tag) => this.tags.has(tag))) this.#dirty.add(keyOf(collection, view.id));
      }
    }
  }

  /** Lets go of everything: nothing is reached any more. */
  forget(): void {
    this.version++;
    for (const key of [...this.#nodes.keys(), ...this.#lookers.keys()]) this.#unshare(key);
    this.#nodes.clear();
    this.#byCollection.clear();
    this.#lookers.clear();
    this.#dirty.clear();
    this.#moved.clear();
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

  /** Brings what an object gives from what it was to what it is. */
  #give(key: Key, node: Node, view: AnyView | undefined): void {
    const level = levelOf(node);
    const looked = new Set<Key>();
    const gives = view === undefined || level === undefined
      ? NOTHING
      : givenBy(this.#around, node.collection, view, level, looked);
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
    const nodes = this.#byCollection.get(node.collection);
    if (nodes === undefined) this.#byCollection.set(node.collection, new Map([[node.id, node]]));
    else nodes.set(node.id, node);
    this.#share(key);
  }

  #remove(key: Key): void {
    this.#nodes.delete(key);
    const [collection, id] = partsOf(key);
    this.#byCollection.get(collection)?.delete(id);
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
}

function levelOf({ root, owners, showers }: Node): Level | undefined {
  return root || owners.size > 0 ? "own" : showers.size > 0 ? "shown" : undefined;
}
