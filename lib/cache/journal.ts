// The journal: which objects and fields changed at which revision, in three depths.
//
//  1. A bounded window of changes, field by field: a mask per change (a merge patch whose values are only read for their
//     shape). What is sent are current values of the masked fields, so that any number of changes coalesce by themselves.
//  2. A list of all objects by their last change: beyond the window it gives whole changed objects.
//  3. A bounded window of removals, for depth 2. Beyond it nothing can tell a reader what to forget: a snapshot.
import type { Json } from "@/lib/view/types.ts";
import { isObject, type JsonObject } from "@/lib/view/merge_patch.ts";
import type { Entry } from "./entry.ts";

/** The fields that changed, or what happened to the object as a whole. */
export type Mark = JsonObject | "added" | "removed";

/** What a reader must be told of one object. `mask`: these fields; "whole": all of it; "replace": forget the old one, take all of it. */
export type Told = { readonly entry: Entry; readonly what: JsonObject | "whole" | "replace" | "remove" };

interface Change {
  readonly revision: number;
  readonly entry: Entry;
  readonly mark: Mark;
  readonly bytes: number;
}

/** A queue that drops its oldest items, with the revision below which it is incomplete. */
class Window<T extends { readonly revision: number }> {
  #items: T[] = [];
  #head = 0;
  /** Readers at this revision or later find everything here. */
  floor = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    const item = this.#items[this.#head];
    if (item === undefined) return undefined;
    this.floor = item.revision;
    this.#head++;
    // Cutting off the dropped half at a time keeps dropping O(1) on average; until then at most as many stay referenced.
    if (this.#head > 64 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** Drops everything up to a revision. */
  clear(revision: number): void {
    this.#items = [];
    this.#head = 0;
    this.floor = revision;
  }

  /** Items after a revision, oldest first. */
  *after(revision: number): IterableIterator<T> {
    let low = this.#head, high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const item = this.#items[middle];
      if (item !== undefined && item.revision <= revision) low = middle + 1;
      else high = middle;
    }
    for (; low < this.#items.length; low++) {
      const item = this.#items[low];
      if (item !== undefined) yield item;
    }
  }
}

/** So many objects come at once with a first read only. */
const COARSE = 2_000;

interface Tombstone {
  readonly revision: number;
  /** When the object was created: readers from before never saw it. */
  readonly created: number;
  readonly entry: Entry;
}

export interface JournalLimits {
  readonly entries: number;
  readonly bytes: number;
  readonly tombstones: number;
}

/** Holds at most `entries` changes of `bytes` estimated bytes, and `tombstones` removals; one list node per live object. */
export class Journal {
  readonly #window = new Window<Change>();
  readonly #tombstones = new Window<Tombstone>();
  #bytes = 0;
  /** The revision of which no fields are kept. */
  #coarse = 0;
  #newest: Entry | undefined = undefined;

  constructor(private readonly limits: JournalLimits) {}

  /** Changes held now, and their estimated bytes. */
  get size(): { entries: number; bytes: number; tombstones: number } {
    return { entries: this.#window.length, bytes: this.#bytes, tombstones: this.#tombstones.length };
  }

  /**
   * To be told before the changes of a revision are noted, with the number of objects that come with it. With very many of
   * them nothing is kept field by field, since whoever has not read that yet gets nearly everything whole.
   */
  expect(revision: number, added: number): void {
    this.#coarse = added > COARSE ? revision : 0;
    if (this.#coarse === 0) return;
    this.#window.clear(revision);
    this.#bytes = 0;
  }

  /** Notes a change of one object at a revision, which must not be lower than the one before. */
  record(revision: number, entry: Entry, mark: Mark): void {
    this.#unlink(entry);
    if (mark === "removed") {
      this.#tombstones.push({ revision, created: entry.created, entry });
      if (this.#tombstones.length > this.limits.tombstones) this.#tombstones.shift();
    } else {
      if (mark === "added") entry.created = revision;
      this.#link(entry);
    }
    entry.changed = revision;
    if (revision === this.#coarse) return;
    const bytes = 64 + (typeof mark === "string" ? 0 : weigh(mark));
    this.#window.push({ revision, entry, mark, bytes });
    this.#bytes += bytes;
    while (this.#window.length > this.limits.entries || this.#bytes > this.limits.bytes) {
      this.#bytes -= this.#window.shift()?.bytes ?? 0;
    }
  }

  /** What changed after a revision, removals first; undefined when the journal does not reach back: send everything. */
  since(revision: number): Iterable<Told> | undefined {
    if (revision >= this.#window.floor) return this.#fields(revision);
    if (revision >= this.#tombstones.floor) return this.#objects(revision);
    return undefined;
  }

  *#fields(revision: number): IterableIterator<Told> {
    const masks = new Map<Entry, JsonObject | "whole">();
    const removed: Entry[] = [];
    for (const { entry, mark } of this.#window.after(revision)) {
      if (mark === "added") masks.set(entry, "whole");
      else if (mark === "removed") {
        // Created and removed since: the reader never knew it.
        if (masks.get(entry) !== "whole") removed.push(entry);
        masks.delete(entry);
      } else {
        const held = masks.get(entry);
        if (held !== "whole") masks.set(entry, held === undefined ? mark : union(held, mark));
      }
    }
    for (const entry of removed) yield { entry, what: "remove" };
    for (const [entry, what] of masks) yield { entry, what };
  }

  *#objects(revision: number): IterableIterator<Told> {
    for (const { entry, created } of this.#tombstones.after(revision)) {
      if (created <= revision) yield { entry, what: "remove" };
    }
    for (let entry = this.#newest; entry !== undefined && entry.changed > revision; entry = entry.older) {
      yield { entry, what: entry.created > revision ? "whole" : "replace" };
    }
  }

  #link(entry: Entry): void {
    entry.older = this.#newest;
    if (this.#newest !== undefined) this.#newest.newer = entry;
    this.#newest = entry;
  }

  #unlink(entry: Entry): void {
    if (entry.newer !== undefined) entry.newer.older = entry.older;
    else if (this.#newest === entry) this.#newest = entry.older;
    if (entry.older !== undefined) entry.older.newer = entry.newer;
    entry.older = entry.newer = undefined;
  }
}

/** A mask of everything either masks. */
function union(a: JsonObject, b: JsonObject): JsonObject {
  const result: { [field: string]: Json } = { ...a };
  for (const key in b) {
    const held = result[key], value = b[key];
    if (value !== undefined) result[key] = isObject(held) && isObject(value) ? { ...held, ...value } : value;
  }
  return result;
}

/** About how many bytes a mask keeps alive. */
function weigh(value: Json): number {
  if (typeof value === "string") return 16 + value.length;
  if (typeof value !== "object" || value === null) return 8;
  let bytes = 32;
  if (Array.isArray(value)) { for (const item of value) bytes += weigh(item); }
  else if (isObject(value)) { for (const key in value) bytes += 16 + weigh(value[key] ?? null); }
  return bytes;
}

/**
 * The patch a reader gets of a view: the masked fields (all of them with "whole") that it subscribed to, with their
 * current values; map members that are gone as null. Undefined when nothing of it concerns the reader.
 */
export function patchOf(
  view: JsonObject,
  mask: JsonObject | "whole",
  fields: true | ReadonlySet<string>,
): JsonObject | undefined {
  if (mask === "whole") return pick(view, fields);
  let patch: { [field: string]: Json } | undefined;
  for (const field in mask) {
    if (fields !== true && !fields.has(field)) continue;
    const value = view[field] ?? null, masked = mask[field];
    (patch ??= {})[field] = isObject(masked) && isObject(value) ? members(value, masked) : value;
  }
  return patch;
}

function members(value: JsonObject, mask: JsonObject): JsonObject {
  const result: { [key: string]: Json } = {};
  for (const key in mask) result[key] = value[key] ?? null;
  return result;
}

/** A view with only `id` and the fields asked for; the view itself when all are. */
export function pick(view: JsonObject, fields: true | ReadonlySet<string>): JsonObject {
  if (fields === true) return view;
  const result: { [field: string]: Json } = {};
  for (const field in view) {
    const value = view[field];
    if (value !== undefined && (field === "id" || fields.has(field))) result[field] = value;
  }
  return result;
}
