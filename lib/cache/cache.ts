// The cache: all pools' view objects, one revision counter over them, and what changed since when.
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { log } from "@/lib/log.ts";
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import {
  type Collection,
  COLLECTIONS,
  type Json,
  type Patch,
  type View,
  type Views,
} from "@/lib/view/types.ts";
import { Draft, newShelves, type Shelves } from "./draft.ts";
import { About, aboutOf, openDerived } from "./derived.ts";
import type { Entry } from "./entry.ts";
import { History } from "./history.ts";
import { Journal } from "./journal.ts";
import { Links } from "./links.ts";
import { PoolState } from "./pool_state.ts";
import { coarseChanges, difference, everything } from "./snapshots.ts";
import { changesOf } from "./telling.ts";
import type { Objects } from "./world.ts";
import { openWriter } from "./writer.ts";
import type {
  CacheOptions,
  CacheReader,
  Changes,
  DerivedWriter,
  ErrorText,
  Origin,
  PoolWriter,
} from "./types.ts";

/** Each event, and each new view, takes 10 to 20 µs. */
const LARGE = 500;
/** Most readers stand at one of very few revisions. What is kept for them holds so many changes together at most. */
const SHARED_CHANGES = 50_000;

/**
 * Guarantees: every visible change gets the next revision of one counter over all pools, one revision for all changes of
 * one call of a writer; a call that changes nothing visible makes no revision. Reading is synchronous and sees whole steps.
 */
export class Cache implements CacheReader {
  readonly epoch: string = newEpoch();
  readonly #shelves: Shelves;
  /** Number of views by collection: shelves may also hold entries of a step under way. */
  readonly #sizes = new Map<Collection, number>();
  readonly #pools = new Map<string, PoolState>();
  readonly #listeners = new Set<(revision: number) => void>();
  readonly #journal: Journal;
  readonly #links: Links;
  readonly #objects: Objects;
  readonly #about = new About();
  /** What changed since some revisions, until the next one. */
  readonly #histories = new Map<number, History>();
  readonly #errorText: ErrorText;
  readonly #large: number;
  readonly #many: number;
  /** The making of promised views under way. */
  readonly #making = new Set<Promise<void>>();
  /** The step just made promised views, whose making begins right after it. */
  #promised = false;
  #revision = 0;

  constructor(options: CacheOptions = {}) {
    this.#shelves = newShelves();
    this.#links = new Links((collection) => this.#shownOf(collection));
    this.#objects = {
      get: (collection, id) => asJson(this.get(collection, id)),
      all: (collection) => this.list(collection) as Iterable<object> as Iterable<JsonObject>,
      naming: (collection, field, id) => this.#naming(collection, field, id),
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

  *naming<C extends Collection>(collection: C, field: string, id: string): IterableIterator<Views[C]> {
    for (const entry of this.#links.naming(collection, field, id)) {
      const view = this.get(collection, entry.id);
      if (view !== undefined) yield view;
    }
  }

  origin(collection: Collection, id: string): Origin | undefined {
    const entry = this.#shelves[collection].get(id);
    if (entry === undefined || !entry.shown || entry.ref === "") return undefined;
    const className = this.#pools.get(entry.pool)?.classOf(collection, entry.ref);
    return className && { pool: entry.pool, class: className, ref: entry.ref };
  }

  raw(collection: Collection, id: string): XapiRecord | undefined {
    const origin = this.origin(collection, id);
    return origin && this.#pools.get(origin.pool)?.replica.get(origin.class, origin.ref);
  }

  /** Figures of the journal, for metrics. */
  get journalSize(): { entries: number; bytes: number; tombstones: number } {
    return this.#journal.size;
  }

  changes(since: number | undefined, from: View, to: View): Changes {
    const revision = this.#revision;
    const known = since !== undefined && since >= 0 && since <= revision;
    const patches = known ? this.#told(since, from, to) : undefined;
    if (patches !== undefined) return { kind: "patch", revision, patches };
    const now = new History(revision, [], this.#objects.get);
    return { kind: "snapshot", revision, patches: [...everything(this.#objects, now, to, revision)] };
  }

  #told(since: number, from: View, to: View): Patch[] | undefined {
    const history = this.#history(since);
    const same = from === to ||
      from.sight.key === to.sight.key && from.subscription.key === to.subscription.key;
    if (!same) {
      if (from.sight.over) return undefined;
      // A difference is exact for who stands at `since`. Where something of it has changed meanwhile, others may stand later.
      if (history === undefined || changesOf(this.#objects, history, from, this.#revision).length > 0) {
        return undefined;
      }
      return difference(this.#objects, history, from, to, this.#revision);
    }
    if (since === this.#revision) return [];
    if (history !== undefined) return changesOf(this.#objects, history, to, this.#revision);
    const objects = this.#journal.objectsSince(since);
    const now = new History(this.#revision, [], this.#objects.get);
    return objects && coarseChanges(this.#objects, now, objects, to);
  }

  /** What changed since a revision, shared by all who ask before the next one; undefined beyond the journal's window. */
  #history(since: number): History | undefined {
    const shared = this.#histories.get(since);
    if (shared !== undefined) return shared;
    const changes = this.#journal.since(since);
    if (changes === undefined) return undefined;
    const history = new History(since, changes, this.#objects.get);
    let held = history.size;
    for (const { size } of this.#histories.values()) held += size + 1;
    if (held <= SHARED_CHANGES) this.#histories.set(since, history);
    return history;
  }

  get making(): boolean {
    return this.#promised || this.#making.size > 0;
  }

  async ready(): Promise<void> {
    // A failure is the writer's to deal with.
    while (this.#making.size > 0) await Promise.allSettled(this.#making);
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
    const state = new PoolState(
      id,
      options.name,
      this.#errorText,
      this.#many,
      (collection, id) => this.#shelves[collection].get(id),
    );
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
        this.#promised = false;
        this.#making.add(views);
        void Promise.allSettled([views]).then(() => this.#making.delete(views));
      },
      entries: () => this.#entriesOf(id),
      closed: () => void this.#pools.delete(id),
    });
  }

  /** Opens the writing side of what Atoll works out itself. There may be several, each with objects of its own. */
  derived(): DerivedWriter {
    return openDerived(this.#shelves, (draft) => this.#commit(draft));
  }

  *#shownOf(collection: Collection): IterableIterator<Entry> {
    for (const entry of this.#shelves[collection].values()) if (entry.shown) yield entry;
  }

  *#naming(collection: Collection, field: string, id: string): IterableIterator<JsonObject> {
    for (const entry of this.#links.naming(collection, field, id)) {
      const view = asJson(entry.view);
      if (view !== undefined) yield view;
    }
  }

  /** All that stands under a pool's name, also what a step under way has put up. */
  *#entriesOf(pool: string): IterableIterator<Entry> {
    for (const collection of COLLECTIONS) {
      for (const entry of this.#shelves[collection].values()) if (entry.pool === pool) yield entry;
    }
  }

  /** Makes one revision step of a draft; none if nothing of it is visible. */
  #commit({ gone, shown, moved, added, promised }: Draft): void {
    const revision = this.#revision + 1;
    this.#promised ||= promised;
    const count = (collection: Collection, by: 1 | -1) =>
      void this.#sizes.set(collection, this.size(collection) + by);
    for (const entry of [...gone]) for (const derived of this.#about.of(entry)) gone.add(derived);
    let going = 0;
    for (const entry of gone) if (entry.shown) going++;
    this.#journal.expect(revision, added + going);
    for (const entry of gone) {
      const shelf = this.#shelves[entry.collection];
      if (shelf.get(entry.id) === entry) shelf.delete(entry.id);
      if (!entry.shown) continue;
      const before = asJson(entry.made);
      this.#links.left(entry, before);
      const about = aboutOf(entry);
      if (about !== undefined) this.#about.left(entry, about);
      entry.view = undefined;
      count(entry.collection, -1);
      this.#journal.record(revision, entry, "removed", before);
    }
    for (const [entry, ref] of moved) entry.ref = ref;
    for (const { entry, view, mark } of shown) {
      const before = asJson(entry.made);
      this.#links.left(entry, before);
      entry.view = view;
      this.#links.came(entry);
      if (mark === "added") {
        count(entry.collection, 1);
        const about = aboutOf(entry);
        if (about !== undefined) this.#about.came(entry, about);
        this.#journal.record(revision, entry, "added");
      } else this.#journal.record(revision, entry, "changed", valuesOf(before, mark));
    }
    if (shown.length === 0 && going === 0) return;
    this.#revision = revision;
    this.#histories.clear();
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

/** What the fields of a patch were before it; null where there was none. */
function valuesOf(view: JsonObject | undefined, patch: JsonObject): JsonObject {
  const values: { [field: string]: Json } = {};
  for (const field in patch) values[field] = view?.[field] ?? null;
  return values;
}

/** A view object as what it is made of: the interfaces of lib/view/types.ts hold JSON only, which no index signature says. */
function asJson(view: object | undefined): JsonObject | undefined {
  return view as JsonObject | undefined;
}

/** Six base36 characters: it is in every event of every stream. */
function newEpoch(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return (random % 36 ** 6).toString(36).padStart(6, "0");
}
