// The reverse index: which entries depend on a reference.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { Entry } from "./entry.ts";

/** From so many readers on they are held as a set. */
const MANY = 16;

type Held = Entry | Entry[] | Set<Entry>;

/** Reference → entries that read it. Most references have one reader or a few: a set of three takes as much room as an object. */
export class Readers {
  readonly #of = new Map<Ref, Held>();

  add(ref: Ref, entry: Entry): void {
    const held = this.#of.get(ref);
    if (held === undefined) this.#of.set(ref, entry);
    else if (held instanceof Set) held.add(entry);
    else if (!Array.isArray(held)) { if (held !== entry) this.#of.set(ref, [held, entry]); }
    else if (!held.includes(entry)) {
      // Pushed, V8 would make room for sixteen more.
      this.#of.set(ref, held.length < MANY ? [...held, entry] : new Set(held).add(entry));
    }
  }

  delete(ref: Ref, entry: Entry): void {
    const held = this.#of.get(ref);
    if (held === entry) this.#of.delete(ref);
    else if (held instanceof Set) {
      if (held.delete(entry) && held.size === 0) this.#of.delete(ref);
    } else if (Array.isArray(held)) {
      const left = held.filter((one) => one !== entry);
      if (left.length === 0) this.#of.delete(ref);
      else this.#of.set(ref, left);
    }
  }

  /** Adds all readers of a reference to `into`. */
  collect(ref: Ref, into: Set<Entry>): void {
    const held = this.#of.get(ref);
    if (held instanceof Set || Array.isArray(held)) { for (const entry of held) into.add(entry); }
    else if (held !== undefined) into.add(held);
  }

  /** Brings the index from the references an entry read before to those it reads now; gives the array to keep. */
  move(entry: Entry, before: readonly Ref[], now: readonly Ref[]): readonly Ref[] {
    if (before.length === now.length && before.every((ref, i) => ref === now[i])) return before;
    for (const ref of before) this.delete(ref, entry);
    for (const ref of now) this.add(ref, entry);
    return now.slice();
  }

  get size(): number {
    return this.#of.size;
  }
}
