// The one place that decides who may do what, and who sees what.
import type { Principal } from "@/lib/auth/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import { Listeners } from "@/lib/store/listeners.ts";
import type { QuotaStore } from "@/lib/store/quotas.ts";
import { FIELDS } from "@/lib/view/fields.ts";
import { EVERYTHING, NOTHING } from "@/lib/view/sight.ts";
import { type Collection, COLLECTIONS, type FieldSet, type Sight } from "@/lib/view/types.ts";
import { isSystemAction } from "./built_in.ts";
import { Held, type HeldSource, type Holding, holds, type Supposed } from "./held.ts";
import { reads } from "./patterns.ts";
import { NO_LIMIT, Quotas } from "./quotas.ts";
import type { ActionName, Amount, Grant, Quota, RightsService, Role, Scope, Target } from "./types.ts";

/** How a pool is reached and trusted concerns those alone who manage its connection. */
const MANAGERS: ReadonlySet<string> = new Set([
  "offered_fingerprint",
  "offered_address",
  "tried",
  "authorities",
]);
const POOL_FIELDS: FieldSet = new Set(Object.keys(FIELDS.pool).filter((field) => !MANAGERS.has(field)));
const READER: Sight = {
  key: "read",
  all: true,
  sees: () => true,
  fields: (collection: Collection) => collection === "pool" ? POOL_FIELDS : true,
};

type RightsCache = Pick<CacheReader, "get" | "list">;

/** What of the store decides. */
export interface RightsSource extends HeldSource {
  readonly quotas: Pick<QuotaStore, "list" | "onChange">;
}

/** Guarantees: denies what it does not know; a change that was written is in force in the turn in which that is known. */
export class Rights implements RightsService {
  readonly #listeners = new Listeners<[]>();
  /** What users hold, as far as it was asked for since the last change. */
  readonly #holdings = new Map<string, readonly Holding[]>();

  readonly #quotas: Quotas;

  private constructor(private readonly cache: RightsCache, private readonly held: Held) {
    this.#quotas = new Quotas(cache, held);
  }

  static async load(store: RightsSource, cache: RightsCache): Promise<Rights> {
    let changed = () => {};
    const rights = new Rights(cache, await Held.load(store, () => changed()));
    const { limits } = rights.#quotas;
    store.quotas.onChange((group, quota) => {
      if (quota === null) limits.delete(group);
      else limits.set(group, quota);
    });
    for (const quota of await store.quotas.list()) limits.set(quota.group, quota);
    changed = () => {
      rights.#holdings.clear();
      rights.#listeners.tell();
    };
    return rights;
  }

  can(principal: Principal | null, action: ActionName, target?: Target): boolean {
    if (principal === null || principal.token?.readOnly && !reads(action)) return false;
    return this.#of(principal).some((holding) =>
      holds(holding, action) && this.#covers(holding.scope, target)
    );
  }

  canSomewhere(principal: Principal | null, action: ActionName): boolean {
    if (isSystemAction(action)) return this.can(principal, action);
    if (principal === null || principal.token?.readOnly && !reads(action)) return false;
    return this.#of(principal).some((holding) => holds(holding, action));
  }

  holdings(principal: Principal | null): readonly Holding[] {
    return principal === null ? [] : this.#of(principal);
  }

  sight(principal: Principal | null): Sight {
    if (!COLLECTIONS.every((collection) => this.can(principal, `${collection}.read`))) return NOTHING;
    return this.can(principal, "pool.connection") ? EVERYTHING : READER;
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** @param supposed what might be instead of what is */
  administers(
    { id, groups }: { readonly id: string; readonly groups: readonly string[] },
    supposed?: Supposed,
  ): boolean {
    return this.held.granted(id, groups, supposed).some(({ scope, patterns }) =>
      scope.kind === "all" && patterns.has("*")
    );
  }

  /** Built-in roles, then own ones by name. */
  roles(): readonly Role[] {
    const roles = [...this.held.roles.values()];
    const own = roles.filter(({ builtIn }) => !builtIn);
    return [...roles.filter(({ builtIn }) => builtIn), ...own.sort((a, b) => a.name.localeCompare(b.name))];
  }

  role(id: string): Role | undefined {
    return this.held.roles.get(id);
  }

  grants(): readonly Grant[] {
    return [...this.held.grants.values()];
  }

  isGroup(id: string): boolean {
    return this.held.groups.has(id);
  }

  isMember({ userId }: Principal, group: string): boolean {
    return this.isGroup(group) && (this.held.users.get(userId)?.groups.includes(group) ?? false);
  }

  quotaOf(group: string): Quota {
    const { vms, vcpus, memory, disk } = this.#quotas.limits.get(group) ?? NO_LIMIT;
    return { vms, vcpus, memory, disk };
  }

  usageOf(group: string): Amount {
    return this.#quotas.used(group);
  }

  reserve(
    principal: Principal,
    action: ActionName,
    target: Target | undefined,
    amount: Amount,
    doing: string,
  ): (task: string | null | undefined) => void {
    const holdings = this.#of(principal).filter((holding) =>
      holds(holding, action) && this.#covers(holding.scope, target)
    );
    return this.#quotas.reserve(holdings, amount, doing);
  }

  #of({ userId }: Principal): readonly Holding[] {
    let holdings = this.#holdings.get(userId);
    if (holdings === undefined) this.#holdings.set(userId, holdings = this.held.of(userId));
    return holdings;
  }

  #covers(scope: Scope, target: Target | undefined): boolean {
    if (scope.kind === "all") return true;
    if (target === undefined || scope.kind !== "pool") return false;
    const view = this.cache.get(target.collection, target.id);
    return view !== undefined && ("pool" in view ? view.pool : view.id) === scope.id;
  }
}
