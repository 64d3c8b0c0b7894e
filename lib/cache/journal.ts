// The journal: which objects changed at which revision and what they were before, in three depths.
//
//  1. A bounded window of changes, each with what its fields were before it (references to the old values). Together with the
//     objects as they are now that tells what they were at any revision of the window.
//  2. A list of all objects by their last change: beyond the window it gives whole changed objects.
//  3. A bounded window of removals, for depth 2. Beyond it nothing can tell a reader what to forget: a snapshot.
import type { Json } from "@/lib/view/types.ts";
import { isObject, type JsonObject } from "@/lib/view/merge_patch.ts";
import type { Entry } from "./entry.ts";
import { Window } from "./window.ts";

/** What happened to an object at a revision. */
export interface Change {
  readonly revision: number;
  readonly entry: Entry;
  readonly what: "added" | "changed" | "removed";
  /**
   * changed: the fields that did, as they were before it, null for those that were not there. removed: the whole object as it
   * was; undefined if nobody ever looked at it. Undefined for added.
   */
  readonly before: JsonObject | undefined;
}

/** What a reader beyond the window must be told of one object: forget it, or take all of it. */
export interface Told {
  readonly entry: Entry;
  readonly what: "gone" | "changed";
  /** Whether readers may have seen it as anything but what it is now. */
  readonly known: boolean;
}

/** So many objects come, or go, at once with a whole pool only. */
const COARSE = 2_000;

interface Tombstone {
  readonly revision: number;
  readonly entry: Entry;
}

export interface JournalLimits {
  readonly entries: number;
  readonly bytes: number;
  readonly tombstones: number;
}

/** Holds at most `entries` changes of `bytes` estimated bytes, and `tombstones` removals; one list node per live object. */
export class Journal {
  readonly #window = new Window<Change & { readonly bytes: number }>();
  readonly #tombstones = new Window<Tombstone>();
  #bytes = 0;
  /** The revision of which no fields are kept. */
  #coarse = 0;
  #newest: Entry | undefined = undefined;

  constructor(private readonly limits: JournalLimits) {}

  /** Changes held now, and their estimated bytes: with everything that they alone keep alive. */
  get size(): { entries: number; bytes: number; tombstones: number } {
    return { entries: this.#window.length, bytes: this.#bytes, tombstones: this.#tombstones.length };
  }

  /**
   * To be told before the changes of a revision are noted, with the number of objects that come and go with it. With very
   * many of them nothing is kept field by field, since whoever has not read that yet gets nearly everything whole.
   */
  expect(revision: number, objects: number): void {
    this.#coarse = objects > COARSE ? revision : 0;
    if (this.#coarse === 0) return;
    this.#window.clear(revision);
    this.#bytes = 0;
  }

  /** Notes a change of one object at a revision, which must not be lower than the one before. */
  record(revision: number, entry: Entry, what: Change["what"], before?: JsonObject): void {
    this.#unlink(entry);
    if (what === "removed") {
      this.#tombstones.push({ revision, entry });
      if (this.#tombstones.length > this.limits.tombstones) this.#tombstones.shift();
    } else {
      if (what === "added") entry.created = revision;
      this.#link(entry);
    }
    entry.changed = revision;
    if (revision === this.#coarse) return;
    const bytes = 80 + (before === undefined ? 0 : weigh(before));
    this.#window.push({ revision, entry, what, before, bytes });
    this.#bytes += bytes;
    while (this.#window.length > this.limits.entries || this.#bytes > this.limits.bytes) {
      this.#bytes -= this.#window.shift()?.bytes ?? 0;
    }
  }

  /** All changes after a revision, oldest first; undefined when the window does not reach back. */
  since(revision: number): Iterable<Change> | undefined {
    return revision >= this.#window.floor ? this.#window.after(revision) : undefined;
  }

  /**
   * The objects that went and changed after a revision, the former first; undefined when the journal does not reach back:
   * send everything. Who stands at any later revision may be told the same.
   */
  objectsSince(revision: number): Iterable<Told> | undefined {
    return revision >= this.#tombstones.floor ? this.#objects(revision) : undefined;
  }

  *#objects(revision: number): IterableIterator<Told> {
    for (const { entry } of this.#tombstones.after(revision)) yield { entry, what: "gone", known: true };
    for (let entry = this.#newest; entry !== undefined && entry.changed > revision; entry = entry.older) {
      yield {
        entry,
        what: "changed",
        known: entry.created <= revision || entry.changed > entry.created,
      };
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

/** About how many bytes a value takes. */
function weigh(value: Json): number {
  if (typeof value === "string") return 16 + value.length;
  if (typeof value !== "object" || value === null) return 8;
  let bytes = 32;
  if (Array.isArray(value)) { for (const item of value) bytes += weigh(item); }
  else if (isObject(value)) { for (const key in value) bytes += 16 + weigh(value[key] ?? null); }
  return bytes;
}
