// What somebody may do and see, by all they hold: worked out once for all who hold the same.
import type { CacheReader } from "@/lib/cache/types.ts";
import type { AnyView, Collection, Sight } from "@/lib/view/types.ts";
import type { Holding } from "./held.ts";
import { allows, reads } from "./patterns.ts";
import type { NarrowScope } from "./keys.ts";
import type { Reach } from "./reach.ts";
import type { Reaches } from "./reaches.ts";
import { readsOf, type Seen, sightOf } from "./sights.ts";
import type { ActionName, Role, Scope, Target } from "./types.ts";

/** One role with all scopes that it is held on. */
interface Part {
  readonly patterns: ReadonlySet<string>;
  readonly everywhere: boolean;
  readonly pools: ReadonlySet<string>;
  readonly reach: Reach | null;
}

const numbers = new WeakMap<object, number>();
let count = 0;

/** Names a role as it is: one that was changed is another object. */
function numberOf(role: Role): number {
  let number = numbers.get(role);
  if (number === undefined) numbers.set(role, number = ++count);
  return number;
}

/** The text by which equal holdings are one standing. */
export function holdingsKey(holdings: readonly Holding[]): string {
  const texts = holdings.map(({ role, scope }) =>
    JSON.stringify([numberOf(role), Object.entries(scope).sort()])
  );
  return [...new Set(texts)].sort().join();
}

export class Standing {
  readonly #parts: readonly Part[];
  #sight: Sight | undefined;

  constructor(
    holdings: readonly Holding[],
    private readonly cache: Pick<CacheReader, "get">,
    reaches: Reaches,
  ) {
    this.#parts = [...Map.groupBy(holdings, ({ role }) => role)].map(([_, held]): Part => {
      const scopes = held.map(({ scope }) => scope);
      const narrow = scopes.filter(isNarrow);
      return {
        patterns: held[0]?.patterns ?? new Set(),
        everywhere: scopes.some(({ kind }) => kind === "all"),
        pools: new Set(scopes.flatMap((scope) => scope.kind === "pool" ? [scope.id] : [])),
        reach: narrow.length === 0 ? null : reaches.of(narrow),
      };
    });
  }

  can(action: ActionName, target: Target | undefined): boolean {
    if (target === undefined) {
      return this.#parts.some(({ patterns, everywhere }) => everywhere && allows(patterns, action));
    }
    const view = this.cache.get(target.collection, target.id);
    if (view !== undefined && reads(action) && action === `${target.collection}.read`) {
      return this.sight.sees(target.collection, view);
    }
    return this.#parts.some((part) => allows(part.patterns, action) && covers(part, target.collection, view));
  }

  canSomewhere(action: ActionName): boolean {
    return this.#parts.some(({ patterns }) => allows(patterns, action));
  }

  /** The reaches that it needs. */
  get reaches(): Reach[] {
    return this.#parts.flatMap(({ reach }) => reach ?? []);
  }

  /** What is seen now: another object whenever what is reached differs. */
  get sight(): Sight {
    if (this.#sight === undefined || this.#sight.over) this.#sight = sightOf(this.#seen());
    return this.#sight;
  }

  #seen(): Seen {
    let all = 0;
    const pools = new Map<string, number>();
    const reaches: { reads: number; reach: Reach }[] = [];
    for (const { patterns, everywhere, pools: own, reach } of this.#parts) {
      const reads = readsOf((action) => allows(patterns, action));
      if (everywhere) all |= reads;
      for (const pool of own) pools.set(pool, (pools.get(pool) ?? 0) | reads);
      if (reach !== null) reaches.push({ reads, reach });
    }
    return { all, pools, reaches };
  }
}

function isNarrow(scope: Scope): scope is NarrowScope {
  return scope.kind !== "all" && scope.kind !== "pool";
}

function covers(
  { everywhere, pools, reach }: Part,
  collection: Collection,
  view: AnyView | undefined,
): boolean {
  if (everywhere) return true;
  if (view === undefined) return false;
  if (pools.has(poolOf(view))) return true;
  return reach?.levelOf(collection, view) === "own";
}

const poolOf = (view: AnyView): string => "pool" in view ? view.pool : view.id;

/** Whether a scope reaches an object by itself, not as a part of another. */
export function reachesItself(scope: Scope, collection: Collection, view: AnyView): boolean {
  switch (scope.kind) {
    case "all":
      return true;
    case "pool":
      return poolOf(view) === scope.id;
    case "host":
      return collection === "host" ? view.id === scope.id : "host" in view && view.host === scope.id;
    case "tag":
      return "tags" in view && view.tags.includes(scope.tag);
    case "object":
      return scope.collection === collection && scope.id === view.id;
  }
}
