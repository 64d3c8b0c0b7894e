// What there was at every revision: views never change, so remembering them costs nothing.
import assert from "node:assert/strict";
import { Cache, type CacheOptions, type DerivedWriter, type PoolWriter } from "@/lib/cache/mod.ts";
import {
  type AnyView,
  type Collection,
  COLLECTIONS,
  type LoadView,
  type ObjectName,
  type Views,
} from "@/lib/view/types.ts";
import type { EventBatch, XapiEvent } from "@/lib/xapi/types.ts";
import type { Objects } from "./projection.ts";
import { type Derived, POOL, type Turn } from "./worlds.ts";

/** All views at one revision. */
class Moment implements Objects {
  readonly #views = new Map<Collection, readonly AnyView[]>();

  constructor(cache: Cache) {
    for (const collection of COLLECTIONS) this.#views.set(collection, [...cache.list(collection)]);
  }

  list<C extends Collection>(collection: C): Iterable<Views[C]> {
    // The map holds of each collection what list() of it gave.
    return this.#views.get(collection) as readonly Views[C][];
  }
}

/** A cache with one pool, which remembers what it held at every revision. */
export class Past {
  readonly cache: Cache;
  readonly #moments = new Map<number, Moment>();
  readonly #writer: PoolWriter;
  readonly #derived: DerivedWriter;

  constructor(options: CacheOptions) {
    this.cache = new Cache(options);
    this.cache.onCommit((revision) => this.#moments.set(revision, new Moment(this.cache)));
    this.#derived = this.cache.derived();
    this.#writer = this.cache.openPool(POOL, { name: "lab" });
  }

  /** What happens in one turn of the event loop, unless it is much. */
  async happen(turn: Turn): Promise<void> {
    for (const batch of turn) {
      if ("derive" in batch) this.#derive(batch.derive);
      else if ("apply" in batch) await this.#writer.apply(batchOf(batch.apply));
      else await this.#writer.reset(batchOf(batch.reset));
    }
  }

  #derive(all: readonly Derived[]): void {
    for (const { what, object, figure } of all) {
      const finding = `old:${object.collection}:${object.id}`;
      if (what === "load") this.#derived.set("load", loadOf(object, figure));
      if (what === "no load") this.#derived.delete("load", object.id);
      if (what === "no finding") this.#derived.delete("finding", finding);
      if (what === "finding") {
        const detail = { figure: String(figure) };
        const view = {
          id: finding,
          pool: POOL,
          rule: "old",
          severity: "info",
          since: "",
          object,
          detail,
        } as const;
        this.#derived.set("finding", view);
      }
    }
    this.#derived.commit();
  }

  /** What there was at a revision. */
  at(revision: number): Objects {
    const moment = this.#moments.get(revision);
    assert.ok(moment !== undefined, `There was a revision ${revision}`);
    return moment;
  }
}

function batchOf(events: readonly XapiEvent[]): EventBatch {
  return { token: "1", events: [...events], validRefCounts: {} };
}

function loadOf(object: ObjectName, figure: number): LoadView {
  const none = { memory_used: null, memory_total: null, rx: null, tx: null, read: null, write: null };
  return {
    id: object.id,
    pool: POOL,
    object,
    at: "",
    cpu: figure,
    ...none,
    values: { [`cpu${figure}`]: figure },
  };
}
