// The reverse index: which entries depend on a reference.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { Entry } from "./entry.ts";

/** Reference → entries that read it. Most references have one reader, which is then held without a set around it. */
export class Readers {
  readonly #of = new Map<Ref, Entry | Set<Entry>>();

  add(ref: Ref, entry: Entry): void {
    const held = this.#of.get(ref);
    if (held === undefined) this.#of.set(ref, entry);
    else if (held instanceof Set) held.add(entry);
    else if (held !== entry) this.#of.set(ref, new Set([held, entry]));
  }

  delete(ref: Ref, entry: Entry): void {
    const held = this.#of.get(ref);
    if (held === entry) this.#of.delete(ref);
    else if (held instanceof Set && held.delete(entry) && held.size === 0) this.#of.delete(ref);
  }

  /** Adds all readers of a reference to `into`. */
  collect(ref: Ref, into: Set<Entry>): void {
    const held = this.#of.get(ref);
    if (held instanceof Set) { for (const entry of held) into.add(entry); }
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
