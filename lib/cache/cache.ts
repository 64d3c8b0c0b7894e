// The cache: all pools' view objects, one revision counter over them, and what changed since when.
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { log } from "@/lib/log.ts";
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import { type Collection, COLLECTIONS, type Patch, type Subscription, type Views } from "@/lib/view/types.ts";
import { Draft, type Shelves } from "./draft.ts";
import type { Entry } from "./entry.ts";
import { Journal, patchOf, pick } from "./journal.ts";
import { PoolState } from "./pool_state.ts";
import { PROJECTIONS } from "./projections/mod.ts";
import { openWriter } from "./writer.ts";
import type { CacheOptions, CacheReader, Changes, ErrorText, Origin, PoolWriter } from "./types.ts";

/** Each event, and each new view, takes 10 to 20 µs. */
const LARGE = 500;

/**
 * Guarantees: every visible change gets the next revision of one counter over all pools, one revision for all changes of
 * one call of a writer; a call that changes nothing visible makes no revision. Reading is synchronous and sees whole steps.
 */
export class Cache implements CacheReader {
  readonly epoch: string = crypto.randomUUID().slice(0, 8);
  readonly #shelves: Shelves;
  /** Number of views by collection: shelves may also hold entries of a step under way. */
  readonly #sizes = new Map<Collection, number>();
  readonly #pools = new Map<string, PoolState>();
  readonly #listeners = new Set<(revision: number) => void>();
  readonly #journal: Journal;
  readonly #errorText: ErrorText;
  readonly #large: number;
  readonly #many: number;
  /** The making of promised views under way. */
  readonly #making = new Set<Promise<void>>();
  #revision = 0;

  constructor(options: CacheOptions = {}) {
    this.#shelves = {
      pool: new Map(),
      host: new Map(),
      vm: new Map(),
      template: new Map(),
      snapshot: new Map(),
      sr: new Map(),
      vdi: new Map(),
      vbd: new Map(),
      vif: new Map(),
      network: new Map(),
      task: new Map(),
    };
    this.#errorText = options.errorText ?? ((code) => code);
    this.#large = options.large ?? LARGE;
    this.#many = options.many ?? LARGE;
    this.#journal = new Journal({
      entries: options.journalEntries ?? 50_000,
      bytes: options.journalBytes ?? 16 << 20,
      tombstones: options.tombstones ?? 50_000,
    });
  }

  get revision(): number {
    return this.#revision;
  }

  get<C extends Collection>(collection: C, id: string): Views[C] | undefined {
    return this.#shelves[collection].get(id)?.view;
  }

  *list<C extends Collection>(collection: C): IterableIterator<Views[C]> {
    for (const { view } of this.#shelves[collection].values()) if (view !== undefined) yield view;
  }

  size(collection: Collection): number {
    return this.#sizes.get(collection) ?? 0;
  }

  origin(collection: Collection, id: string): Origin | undefined {
    const entry = this.#shelves[collection].get(id);
    if (entry === undefined || !entry.shown || entry.ref === "") return undefined;
    return { pool: entry.pool, class: PROJECTIONS[collection].className, ref: entry.ref };
  }

  raw(collection: Collection, id: string): XapiRecord | undefined {
    const origin = this.origin(collection, id);
    return origin && this.#pools.get(origin.pool)?.replica.get(origin.class, origin.ref);
  }

  /** Figures of the journal, for metrics. */
  get journalSize(): { entries: number; bytes: number; tombstones: number } {
    return this.#journal.size;
  }

  changesSince(revision: number | undefined, subscription: Subscription): Changes {
    const known = revision !== undefined && revision >= 0 && revision <= this.#revision;
    const told = known ? this.#journal.since(revision) : undefined;
    if (told === undefined) {
      return { kind: "snapshot", revision: this.#revision, patches: this.#everything(subscription) };
    }
    const patches: Patch[] = [];
    const wanted = new Map(subscription.parts.map(({ collection, fields }) => [collection, fields]));
    for (const { entry, what } of told) {
      const fields = wanted.get(entry.collection);
      if (fields === undefined) continue;
      const { collection, id } = entry;
      if (what === "remove" || what === "replace") patches.push([collection, id, null]);
      const view = what === "remove" ? undefined : entry.view;
      if (what === "remove" || view === undefined) continue;
      const patch = patchOf(asJson(view), what === "replace" ? "whole" : what, fields);
      if (patch !== undefined) patches.push([collection, id, patch]);
    }
    return { kind: "patch", revision: this.#revision, patches };
  }

  async ready(): Promise<void> {
    // A failure is the writer's to deal with.
    while (this.#making.size > 0) await Promise.allSettled(this.#making);
  }

  #everything(subscription: Subscription): Patch[] {
    const patches: Patch[] = [];
    const wanted = new Map(subscription.parts.map(({ collection, fields }) => [collection, fields]));
    for (const collection of COLLECTIONS) {
      const fields = wanted.get(collection);
      if (fields === undefined) continue;
      for (const view of this.list(collection)) {
        patches.push([collection, view.id, pick(asJson(view), fields)]);
      }
    }
    return patches;
  }

  onCommit(listener: (revision: number) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Opens a pool for writing and shows it, disconnected and empty. There is one writer a pool: throws when it is open.
   * @param options.name shown until the pool's own record is known
   */
  openPool(id: string, options: { readonly name: string }): PoolWriter {
    if (this.#pools.has(id)) throw new Error(`Cannot open pool ${id} twice`);
    const state = new PoolState(id, options.name, this.#errorText, this.#many);
    this.#pools.set(id, state);
    const draft = new Draft(this.#shelves);
    draft.add(state.entry);
    state.connected({ ...state.connection, since: new Date().toISOString() }, draft);
    this.#commit(draft);
    return openWriter(id, state, {
      large: this.#large,
      draft: () => new Draft(this.#shelves),
      commit: (draft) => this.#commit(draft),
      making: (views) => {
        this.#making.add(views);
        void Promise.allSettled([views]).then(() => this.#making.delete(views));
      },
      entries: () => this.#entriesOf(id),
      closed: () => void this.#pools.delete(id),
    });
  }

  /** All that stands under a pool's name, also what a step under way has put up. */
  *#entriesOf(pool: string): IterableIterator<Entry> {
    for (const collection of COLLECTIONS) {
      for (const entry of this.#shelves[collection].values()) if (entry.pool === pool) yield entry;
    }
  }

  /** Makes one revision step of a draft; none if nothing of it is visible. */
  #commit({ gone, shown, moved, added }: Draft): void {
    const revision = this.#revision + 1;
    this.#journal.expect(revision, added);
    let visible = shown.length > 0;
    const count = (collection: Collection, by: 1 | -1) =>
      void this.#sizes.set(collection, this.size(collection) + by);
    for (const entry of gone) {
      const shelf = this.#shelves[entry.collection];
      if (shelf.get(entry.id) === entry) shelf.delete(entry.id);
      if (!entry.shown) continue;
      entry.view = undefined;
      visible = true;
      count(entry.collection, -1);
      this.#journal.record(revision, entry, "removed");
    }
    for (const [entry, ref] of moved) entry.ref = ref;
    for (const { entry, view, mark } of shown) {
      if (mark === "added") count(entry.collection, 1);
      entry.view = view;
      this.#journal.record(revision, entry, mark);
    }
    if (!visible) return;
    this.#revision = revision;
    for (const listener of [...this.#listeners]) {
      try {
        listener(revision);
      } catch (error) {
        // One listener's fault must not keep the others, or the pool's next batch, from going on.
        log.error("A listener of the cache failed", { error });
      }
    }
  }
}

/** A view object as what it is made of: the interfaces of lib/view/types.ts hold JSON only, which no index signature says. */
function asJson(view: object): JsonObject {
  return view as JsonObject;
}
