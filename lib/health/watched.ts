// What rules look at, turned round: which objects are asked again when something changes.
import type { RuledCollection } from "@/lib/view/health.ts";
import { EVERYTHING } from "@/lib/view/sight.ts";
import type { Collection, Patch, View } from "@/lib/view/types.ts";
import type { HealthCache, HealthRule, Reads } from "./types.ts";

/** An object that rules are asked of. */
export interface Asked {
  readonly collection: RuledCollection;
  readonly id: string;
}

interface Dependent extends Reads {
  readonly of: RuledCollection;
}

/** Of these there are so few that all of them may be looked at. */
const FEW = new Set<RuledCollection>(["pool", "host", "sr"]);

export class Watched {
  readonly rules = new Map<RuledCollection, HealthRule[]>();
  /** Whatever rules look at, and nothing else. */
  readonly view: View;
  readonly #dependents = new Map<Collection, Dependent[]>();
  readonly #own = new Map<Collection, Set<string>>();

  constructor(rules: readonly HealthRule[]) {
    const fields = new Map<Collection, Set<string>>();
    const watch = (collection: Collection, names: Iterable<string>) => {
      const held = fields.get(collection) ?? new Set<string>();
      fields.set(collection, held.union(new Set(names)));
    };
    for (const rule of rules) {
      const { collection } = rule;
      this.rules.set(collection, [...this.rules.get(collection) ?? [], rule]);
      this.#own.set(collection, (this.#own.get(collection) ?? new Set<string>()).union(rule.fields));
      watch(collection, rule.fields);
      for (const reads of rule.reads) {
        const held = this.#dependents.get(reads.collection) ?? [];
        this.#dependents.set(reads.collection, [...held, { ...reads, of: collection }]);
        watch(reads.collection, reads.holder === "it" ? [...reads.fields, reads.by] : reads.fields);
      }
    }
    const parts = [...fields].map(([collection, names]) => ({ collection, fields: names }));
    this.view = { subscription: { key: "health", parts }, sight: EVERYTHING };
  }

  /** Whether rules are asked of objects of a collection. */
  asks(collection: Collection): collection is RuledCollection {
    return this.#own.has(collection);
  }

  /**
   * The objects that a change concerns: itself, and those whose rules look at it. Whom a removed one named nobody knows any
   * more: that may be each of a few, or of many those for which something was found.
   * @param found the objects of a collection that something was found of
   */
  *concerned(
    [collection, id, patch]: Patch,
    world: Pick<HealthCache, "get" | "list" | "naming">,
    found: (collection: RuledCollection) => Iterable<string>,
  ): IterableIterator<Asked> {
    if (this.asks(collection) && (patch === null || touches(this.#own.get(collection), patch))) {
      yield { collection, id };
    }
    for (const { of, by, holder, fields } of this.#dependents.get(collection) ?? []) {
      if (patch === null) {
        if (holder === "this") continue;
        const ids = FEW.has(of) ? Array.from(world.list(of), (view) => view.id) : found(of);
        for (const other of ids) yield { collection: of, id: other };
      } else if (!fields.some((field) => Object.hasOwn(patch, field))) continue;
      else if (holder === "this") {
        for (const view of world.naming(of, by, id)) yield { collection: of, id: view.id };
      } else {
        const named = new Map<string, unknown>(Object.entries(world.get(collection, id) ?? {})).get(by);
        if (typeof named === "string") yield { collection: of, id: named };
      }
    }
  }
}

function touches(fields: ReadonlySet<string> | undefined, patch: object): boolean {
  return fields !== undefined && Object.keys(patch).some((field) => fields.has(field));
}
