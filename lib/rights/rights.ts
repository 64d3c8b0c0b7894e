// The one place that decides who may do what, and who sees what.
import type { Principal } from "@/lib/auth/types.ts";
import { Listeners } from "@/lib/store/listeners.ts";
import type { QuotaStore } from "@/lib/store/quotas.ts";
import { NOTHING } from "@/lib/view/sight.ts";
import type { Sight } from "@/lib/view/types.ts";
import { isSystemAction } from "./built_in.ts";
import { Held, type HeldSource, type Holding, holds, type Supposed } from "./held.ts";
import { reads } from "./patterns.ts";
import { NO_LIMIT, Quotas } from "./quotas.ts";
import type { Reach } from "./reach.ts";
import { Reaches, type ReachesCache } from "./reaches.ts";
import { holdingsKey, reachesItself, Standing } from "./standing.ts";
import type { ActionName, Amount, Grant, Quota, RightsService, Role, Target } from "./types.ts";

type RightsCache = ReachesCache;

/** What of the store decides. */
export interface RightsSource extends HeldSource {
  readonly quotas: Pick<QuotaStore, "list" | "onChange">;
}

/** Guarantees: denies what it does not know; a change that was written is in force in the turn in which that is known. */
export class Rights implements RightsService {
  readonly #listeners = new Listeners<[]>();
  /** By user, and by what is held: as far as it was asked for since the last change. */
  readonly #standings = new Map<string, Standing>();
  readonly #byHoldings = new Map<string, Standing>();
  readonly #reaches: Reaches;
  readonly #quotas: Quotas;

  private constructor(private readonly cache: RightsCache, private readonly held: Held) {
    this.#quotas = new Quotas(cache, held);
    this.#reaches = new Reaches(cache, () => this.#listeners.tell());
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
      rights.#standings.clear();
      rights.#listeners.tell();
      rights.#tidy();
    };
    return rights;
  }

  can(principal: Principal | null, action: ActionName, target?: Target): boolean {
    if (principal === null || principal.token?.readOnly && !reads(action)) return false;
    return this.#of(principal).can(action, target);
  }

  canSomewhere(principal: Principal | null, action: ActionName): boolean {
    if (isSystemAction(action)) return this.can(principal, action);
    if (principal === null || principal.token?.readOnly && !reads(action)) return false;
    return this.#of(principal).canSomewhere(action);
  }

  holdings(principal: Principal | null): readonly Holding[] {
    return principal === null ? [] : this.held.of(principal.userId);
  }

  sight(principal: Principal | null): Sight {
    return principal === null ? NOTHING : this.#of(principal).sight;
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

  isGranted(tag: string): boolean {
    return this.held.grants.values().some(({ scope }) => scope.kind === "tag" && scope.tag === tag);
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
    const view = target && this.cache.get(target.collection, target.id);
    const holdings = this.held.of(principal.userId).filter((holding) =>
      holds(holding, action) &&
      (holding.scope.kind === "all" ||
        target !== undefined && view !== undefined && reachesItself(holding.scope, target.collection, view))
    );
    return this.#quotas.reserve(holdings, amount, doing);
  }

  /** Lets go of standings that nobody holds any more, and of what they alone reached. */
  #tidy(): void {
    const held = new Set(this.held.users.keys().map((id) => holdingsKey(this.held.of(id))));
    const needed = new Set<Reach>();
    for (const [key, standing] of this.#byHoldings) {
      if (!held.has(key)) this.#byHoldings.delete(key);
      else for (const reach of standing.reaches) needed.add(reach);
    }
    this.#reaches.keep(needed);
  }

  #of({ userId }: Principal): Standing {
    const known = this.#standings.get(userId);
    if (known !== undefined) return known;
    const holdings = this.held.of(userId);
    const key = holdingsKey(holdings);
    const standing = this.#byHoldings.get(key) ?? new Standing(holdings, this.cache, this.#reaches);
    this.#byHoldings.set(key, standing);
    this.#standings.set(userId, standing);
    return standing;
  }
}
