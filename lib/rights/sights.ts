// What somebody sees by what they hold: whole pools by the pool an object is in, the rest by what is reached.
import { EVERYTHING, NOTHING } from "@/lib/view/sight.ts";
import {
  type AnyView,
  type Collection,
  COLLECTIONS,
  type FieldSet,
  type Json,
  type Sight,
} from "@/lib/view/types.ts";
import type { Level } from "./keys.ts";
import type { Reach } from "./reach.ts";
import { type Group, GROUPED, tellsOfOthers } from "./reveals.ts";

/** Bits of what is read: one a collection, and one for how pools are reached and trusted. */
export type Reads = number;
const BIT = new Map<Collection, number>(COLLECTIONS.map((collection, n) => [collection, 1 << n]));
const CONNECTION = 1 << COLLECTIONS.length;
const ALL_COLLECTIONS = CONNECTION - 1;

const bitOf = (collection: Collection): number => BIT.get(collection) ?? 0;

/** What the actions that somebody may do let them read. */
export function readsOf(may: (action: string) => boolean): Reads {
  let reads = may("pool.connection") ? CONNECTION : 0;
  for (const collection of COLLECTIONS) if (may(`${collection}.read`)) reads |= bitOf(collection);
  // Who sees no pool is not told how one is reached.
  return (reads & bitOf("pool")) === 0 ? reads & ~CONNECTION : reads;
}

/** What is read, and where. */
export interface Seen {
  /** Of everything, and of pools by their id. */
  readonly all: Reads;
  readonly pools: ReadonlyMap<string, Reads>;
  readonly reaches: readonly { readonly reads: Reads; readonly reach: Reach }[];
}

const text = (reads: Reads) => reads.toString(36);

/** The sight of what is read. Its key tells what is in a reach as it is now. */
export function sightOf({ all, pools, reaches }: Seen): Sight {
  const narrow = reaches.filter(({ reads }) => (reads & ALL_COLLECTIONS) !== 0);
  const whole = new Map([...pools].filter(([, reads]) => (reads | all) !== all));
  if (all === (ALL_COLLECTIONS | CONNECTION)) return EVERYTHING;
  if (all === 0 && whole.size === 0 && narrow.length === 0) return NOTHING;
  // Where everything is seen but how pools are reached, nothing narrower than a pool adds to it but that.
  const everyObject = (all & ALL_COLLECTIONS) === ALL_COLLECTIONS;
  const parts = everyObject ? narrow.filter(({ reads }) => (reads & CONNECTION) !== 0) : narrow;
  return new PartialSight(all, whole, parts, everyObject);
}

class PartialSight implements Sight {
  readonly key: string;
  readonly all?: true;
  readonly #made: readonly number[];

  constructor(
    private readonly everywhere: Reads,
    private readonly pools: ReadonlyMap<string, Reads>,
    private readonly parts: Seen["reaches"],
    everyObject: boolean,
  ) {
    if (everyObject) this.all = true;
    this.#made = parts.map(({ reach }) => reach.version);
    this.key = [
      `a${text(everywhere)}`,
      ...[...pools].map(([pool, reads]) => `p${text(reads)}:${JSON.stringify(pool)}`).sort(),
      ...parts.map(({ reads, reach }) => `r${text(reads)}:${reach.number}.${reach.version}`).sort(),
    ].join(" ");
  }

  get over(): boolean {
    return this.parts.some(({ reach }, n) => reach.version !== this.#made[n]);
  }

  sees(collection: Collection, view: AnyView): boolean {
    if (this.all) return true;
    const bit = bitOf(collection);
    const whole = this.#whole(collection, view);
    if ((whole & bit) !== 0 && this.#aboutSeen(view, whole)) return true;
    return this.parts.some(({ reads, reach }) =>
      (reads & bit) !== 0 && reach.levelOf(collection, view) !== undefined
    );
  }

  fields(collection: Collection, view?: AnyView): FieldSet {
    const grouped = GROUPED.get(collection);
    if (grouped === undefined) return new Set();
    // Of some object all may be seen, but for what nobody has who manages no connection.
    if (view === undefined) return grouped.seen(this.#some(grouped.groups));
    const bit = bitOf(collection);
    const whole = this.#whole(collection, view);
    // What most people see of most objects.
    const everything = (whole & ALL_COLLECTIONS) === ALL_COLLECTIONS;
    if (everything && (collection !== "pool" || this.parts.length === 0)) {
      return (whole & CONNECTION) !== 0 ? grouped.seen(grouped.all) : grouped.seen(grouped.unconnected);
    }
    const levels = this.parts.map(({ reads, reach }) =>
      (reads & bit) === 0 ? undefined : reach.levelOf(collection, view)
    );
    let bits = 0;
    for (const [n, group] of grouped.groups.entries()) {
      const seen = (whole & bit) !== 0 && this.#inWhole(group, whole, view) ||
        this.parts.some(({ reads, reach }, part) => {
          const level = levels[part];
          return level !== undefined && this.#inReach(group, reads, reach, level, view);
        });
      if (seen) bits |= 1 << n;
    }
    return grouped.seen(bits);
  }

  /** What is read of all that is in an object's pool. */
  #whole(collection: Collection, view: AnyView): Reads {
    const pool = collection === "pool" ? view.id : "pool" in view ? view.pool : "";
    return this.everywhere | (this.pools.get(pool) ?? 0);
  }

  /** A task, an alert, a load or a finding is seen by who sees what it is about. */
  #aboutSeen(view: AnyView, whole: Reads): boolean {
    if (!("object" in view) || view.object === null) return true;
    return (whole & bitOf(view.object.collection)) !== 0;
  }

  #some(groups: readonly Group[]): number {
    let reads = this.everywhere;
    for (const of of this.pools.values()) reads |= of;
    for (const part of this.parts) reads |= part.reads;
    return groups.reduce(
      (bits, { kind }, n) => kind === "connection" && (reads & CONNECTION) === 0 ? bits : bits | (1 << n),
      0,
    );
  }

  #inWhole(group: Group, whole: Reads, view: AnyView): boolean {
    switch (group.kind) {
      case "connection":
        return (whole & CONNECTION) !== 0;
      case "count":
        return (whole & bitOf(group.of)) !== 0;
      case "name":
        return group.to.some((to) => (whole & bitOf(to)) !== 0) || this.#seesNamed(group, view);
      default:
        return true;
    }
  }

  #inReach(group: Group, reads: Reads, reach: Reach, level: Level, view: AnyView): boolean {
    switch (group.kind) {
      case "shown":
        return true;
      case "name":
        return (level === "own" || group.shown) &&
          (this.#seesNamed(group, view) || this.#isWholeNamed(group, view));
      case "connection":
        return level === "own" && (reads & CONNECTION) !== 0;
      case "count":
        return level === "own" && (reads & bitOf(group.of)) !== 0 &&
          (group.own === "always" || group.own === "host" && reach.hosts.has(view.id));
      case "sentence":
        return level === "own" && !tellsOfOthers(view);
      case "core":
        return level === "own";
      default:
        return false;
    }
  }

  /** Whether what a field names is seen by what is reached; nothing is told by a field that names nothing. */
  #seesNamed({ field, to }: Extract<Group, { kind: "name" }>, view: AnyView): boolean {
    // View objects hold JSON only, which no index signature says.
    const id = (view as object as { readonly [field: string]: Json })[field];
    if (typeof id !== "string") return true;
    return this.parts.some(({ reads, reach }) =>
      to.some((one) => (reads & bitOf(one)) !== 0 && reach.level(one, id) !== undefined)
    );
  }

  #isWholeNamed({ to }: Extract<Group, { kind: "name" }>, view: AnyView): boolean {
    const pool = "pool" in view ? view.pool : view.id;
    const whole = this.everywhere | (this.pools.get(pool) ?? 0);
    return to.some((one) => (whole & bitOf(one)) !== 0);
  }
}
