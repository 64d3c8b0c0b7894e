// Keeps the findings of all rules in the cache, where pages, the API and the stream find them.
import { log } from "@/lib/log.ts";
import type { RuledCollection } from "@/lib/view/health.ts";
import type { FindingView } from "@/lib/view/types.ts";
import { RULES } from "./rules.ts";
import type { FindingWriter, HealthCache, HealthRule } from "./types.ts";
import { Watched } from "./watched.ts";

/** Work gives way to everything else after this time, in ms. */
const TURN = 15;
/** Timers cannot wait longer than 24 days; a day is as good. */
const LONGEST = 86_400_000;

export interface HealthOptions {
  readonly rules?: readonly HealthRule[];
  /** The time in ms. */
  readonly now?: () => number;
}

type Key = `${RuledCollection}/${string}`;

/**
 * Guarantees: asks rules only of objects that have changed in what their rules look at, or for which a moment has come; never
 * works longer than a turn. A finding keeps its `since` while it lasts, and goes with its object.
 */
export class Health {
  readonly #watched: Watched;
  readonly #writer: FindingWriter;
  readonly #now: () => number;
  /** To be asked again. */
  readonly #due = new Set<Key>();
  readonly #found = new Map<Key, ReadonlyMap<string, FindingView>>();
  /** When objects are to be asked again, in ms. */
  readonly #moments = new Map<Key, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What `#timer` waits for. */
  #waking = Infinity;
  #seen: number | undefined;
  #working: Promise<void> | null = null;
  #closed = false;
  readonly #unfollow: () => void;

  constructor(private readonly cache: HealthCache, options: HealthOptions = {}) {
    this.#watched = new Watched(options.rules ?? RULES);
    this.#writer = cache.derived();
    this.#now = options.now ?? Date.now;
    this.#unfollow = cache.onCommit(() => this.#wake());
    this.#wake();
  }

  /** Fulfilled when everything that has happened so far was looked at. */
  async settled(): Promise<void> {
    while (this.#working !== null) await this.#working;
  }

  close(): void {
    this.#closed = true;
    this.#unfollow();
    clearTimeout(this.#timer);
  }

  #wake(): void {
    if (this.#closed || this.#working !== null) return;
    this.#working = this.#work().catch((error: unknown) => {
      log.error("Looking for findings failed", { error });
      // What cannot be looked at now is looked at when it changes.
      this.#seen = this.cache.revision;
    }).finally(() => {
      this.#working = null;
      if (this.#seen !== this.cache.revision || this.#due.size > 0) this.#wake();
      else this.#wait();
    });
  }

  async #work(): Promise<void> {
    await turn();
    while (!this.#closed) {
      if (this.cache.making) await this.cache.ready();
      this.#notice();
      if (this.#due.size === 0) return;
      this.#ask();
      await turn();
    }
  }

  /** Takes up what has changed since it looked last, and what a moment has come for. */
  #notice(): void {
    const { revision } = this.cache;
    if (this.#seen === undefined) this.#everything();
    else if (this.#seen !== revision) {
      const { view } = this.#watched;
      const { kind, patches } = this.cache.changes(this.#seen, view, view);
      if (kind === "snapshot") this.#everything();
      else {
        const found = (collection: RuledCollection) => this.#idsFound(collection);
        for (const patch of patches) {
          for (const { collection, id } of this.#watched.concerned(patch, this.cache, found)) {
            this.#due.add(`${collection}/${id}`);
          }
        }
      }
    }
    this.#seen = revision;
    const now = this.#now();
    if (now < this.#waking) return;
    for (const [key, at] of this.#moments) if (at <= now) this.#due.add(key);
  }

  #everything(): void {
    for (const key of this.#found.keys()) this.#due.add(key);
    for (const collection of this.#watched.rules.keys()) {
      for (const { id } of this.cache.list(collection)) this.#due.add(`${collection}/${id}`);
    }
  }

  #idsFound(collection: RuledCollection): string[] {
    const prefix = `${collection}/`;
    return [...this.#found.keys()].filter((key) => key.startsWith(prefix)).map((key) =>
      key.slice(prefix.length)
    );
  }

  /** Asks as many as a turn has room for, and writes what they say. */
  #ask(): void {
    const until = performance.now() + TURN;
    const now = this.#now();
    try {
      for (const key of this.#due) {
        this.#due.delete(key);
        this.#askOne(key, now);
        if (performance.now() >= until) return;
      }
    } finally {
      this.#writer.commit();
    }
  }

  #askOne(key: Key, now: number): void {
    const [collection, id] = parted(key);
    const before = this.#found.get(key);
    const after = new Map<string, FindingView>();
    let next = Infinity;
    const there = this.cache.get(collection, id) !== undefined;
    for (const rule of there ? this.#watched.rules.get(collection) ?? [] : []) {
      const looked = rule.look(id, this.cache, now);
      if (looked.next !== null) next = Math.min(next, looked.next);
      if (looked.finding === null) continue;
      const since = before?.get(rule.name)?.since ?? looked.since ?? new Date(now).toISOString();
      after.set(rule.name, { ...looked.finding, since });
    }
    for (const [name, { id: gone }] of before ?? []) {
      if (!after.has(name)) this.#writer.delete("finding", gone);
    }
    for (const finding of after.values()) this.#writer.set("finding", finding);
    if (after.size === 0) this.#found.delete(key);
    else this.#found.set(key, after);
    if (next === Infinity) this.#moments.delete(key);
    else this.#moments.set(key, next);
  }

  /** Sets the one timer for the next moment. */
  #wait(): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#waking = Infinity;
    for (const at of this.#moments.values()) if (at < this.#waking) this.#waking = at;
    if (this.#waking === Infinity) return;
    const ms = Math.min(LONGEST, Math.max(0, this.#waking - this.#now()));
    this.#timer = setTimeout(() => this.#wake(), ms);
    Deno.unrefTimer(this.#timer);
  }
}

function parted(key: Key): [RuledCollection, string] {
  const slash = key.indexOf("/");
  // Keys are made of a ruled collection and an id.
  return [key.slice(0, slash) as RuledCollection, key.slice(slash + 1)];
}

/** Lets everything else that waits go first. */
function turn(): Promise<void> {
  return new Promise((done) => setTimeout(done, 0));
}
