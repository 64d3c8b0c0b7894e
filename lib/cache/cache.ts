// The cache: all pools' view objects, one revision counter over them, and what changed since when.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { EventBatch, XapiRecord } from "@/lib/xapi/types.ts";
import { log } from "@/lib/log.ts";
import { diff, type JsonObject } from "@/lib/view/merge_patch.ts";
import { type Collection, COLLECTIONS, type Patch, type Subscription, type Views } from "@/lib/view/types.ts";
import { CountCheck } from "./counts.ts";
import type { Entry } from "./entry.ts";
import { Journal, type Mark, patchOf, pick } from "./journal.ts";
import { PoolState, type Step } from "./pool_state.ts";
import { COLLECTIONS_OF } from "./projections/mod.ts";
import type { ViewedClass } from "./projections/types.ts";
import type { Touched } from "./replica.ts";
import type {
  CacheOptions,
  CacheReader,
  Changes,
  Connection,
  ErrorText,
  Origin,
  PoolWriter,
} from "./types.ts";

type Shelf<C extends Collection> = Map<string, Entry<C>>;

/**
 * Guarantees: every visible change gets the next revision of one counter over all pools, one revision for all changes of
 * one call of a writer; a call that changes nothing visible makes no revision. Reading is synchronous and sees whole steps.
 */
export class Cache implements CacheReader {
  readonly epoch: string = crypto.randomUUID().slice(0, 8);
  readonly #shelves: { readonly [C in Collection]: Shelf<C> };
  readonly #pools = new Map<string, PoolState>();
  readonly #listeners = new Set<(revision: number) => void>();
  readonly #journal: Journal;
  readonly #errorText: ErrorText;
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
    return this.#shelves[collection].size;
  }

  origin(collection: Collection, id: string): Origin | undefined {
    const entry = this.#shelves[collection].get(id);
    if (entry === undefined || entry.ref === "") return undefined;
    return { pool: entry.pool, class: entry.className, ref: entry.ref };
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
    for (const { entry, what } of told) {
      const fields = subscription.get(entry.collection);
      if (fields === undefined) continue;
      const { collection, id, view } = entry;
      if (what === "remove" || what === "replace") patches.push([collection, id, null]);
      if (what === "remove" || view === undefined) continue;
      const patch = patchOf(asJson(view), what === "replace" ? "whole" : what, fields);
      if (patch !== undefined) patches.push([collection, id, patch]);
    }
    return { kind: "patch", revision: this.#revision, patches };
  }

  #everything(subscription: Subscription): Patch[] {
    const patches: Patch[] = [];
    for (const collection of COLLECTIONS) {
      const fields = subscription.get(collection);
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
    const state = new PoolState(id, options.name, this.#errorText);
    const counts = new CountCheck();
    this.#pools.set(id, state);
    this.#commit((step) => {
      step.add(state.entry);
      state.connected({ ...state.connection, since: new Date().toISOString() }, step);
    });
    let open = true;
    const write = (change: (touched: Touched) => void): void => {
      const touched: Touched = new Map();
      change(touched);
      if (touched.size > 0) this.#commit((step) => state.refresh(touched, step));
    };
    // A writer that was removed takes nothing any more: a late reply of the pool must not bring it back.
    return {
      id,
      apply: (batch: EventBatch): string[] => {
        if (!open) return [];
        write((touched) => {
          for (const event of batch.events) state.replica.event(event, touched);
        });
        return counts.check(batch.validRefCounts, state.replica);
      },
      reset: (batch: EventBatch): void => {
        if (!open) return;
        const classes = new Map<string, Map<Ref, XapiRecord>>();
        for (const name of state.replica.classes()) classes.set(name, new Map());
        for (const { class: name, operation, ref, record } of batch.events) {
          let records = classes.get(name);
          if (records === undefined) classes.set(name, records = new Map<Ref, XapiRecord>());
          if (operation === "del") records.delete(ref);
          else if (record !== undefined) records.set(ref, record);
        }
        write((touched) => {
          for (const [name, records] of classes) state.replica.replace(name, records, touched);
        });
        counts.reset(batch.validRefCounts, state.replica);
      },
      relist: (className: string, records: ReadonlyMap<Ref, XapiRecord>): void => {
        if (!open) return;
        write((touched) => state.replica.replace(className, records, touched));
        counts.relisted(className);
      },
      connection: (connection: Connection): void => {
        if (open) this.#commit((step) => state.connected(connection, step));
      },
      records: (className: string) => state.replica.records(className),
      remove: (): void => {
        if (!open) return;
        open = false;
        this.#commit((step) => state.clear(step));
        this.#pools.delete(id);
      },
    };
  }

  /** Makes one revision step of everything `change` shows and removes; none if that is nothing. */
  #commit(change: (step: Step) => void): void {
    const revision = this.#revision + 1;
    let visible = false;
    const note = (entry: Entry, mark: Mark): void => {
      visible = true;
      this.#journal.record(revision, entry, mark);
    };
    change({
      taken: (className: ViewedClass, id: string) =>
        COLLECTIONS_OF[className].some((collection) => this.#shelves[collection].has(id)),
      add: <C extends Collection>(entry: Entry<C>) =>
        void this.#shelves[entry.collection].set(entry.id, entry),
      remove: (entry) => {
        this.#shelves[entry.collection].delete(entry.id);
        if (entry.view === undefined) return;
        entry.view = undefined;
        note(entry, "removed");
      },
      show: (entry, view) => {
        if (entry.view === undefined) {
          entry.view = view;
          note(entry, "added");
          return;
        }
        const patch = diff(entry.view, view);
        if (patch === undefined) return;
        entry.view = view;
        note(entry, patch);
      },
    });
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
