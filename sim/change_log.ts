// The latest writes of a database in order, so that few changes are found without looking at every row.
import type { Ref } from "./values.ts";

/** Writes the log reaches back at least. */
const KEPT = 16_384;

/** Additions and modifications by generation. Guarantees: bounded memory; it knows how far back it reaches. */
export class ChangeLog {
  #writes: (readonly [cls: string, ref: Ref, generation: number])[] = [];
  /** The generation after which it is complete. */
  #start = 0;

  /** Forgets everything: the generation has jumped. */
  restart(generation: number): void {
    this.#writes = [];
    this.#start = generation;
  }

  add(cls: string, ref: Ref, generation: number): void {
    this.#writes.push([cls, ref, generation]);
    if (this.#writes.length <= 2 * KEPT) return;
    this.#writes = this.#writes.slice(-KEPT);
    this.#start = this.#writes[0]?.[2] ?? generation;
  }

  /** The rows of each class written after a generation, each once; undefined when it does not reach back that far. */
  since(generation: number): ReadonlyMap<string, ReadonlySet<Ref>> | undefined {
    if (generation < this.#start) return undefined;
    const found = new Map<string, Set<Ref>>();
    for (let at = this.#writes.length - 1; at >= 0; at--) {
      const [cls, ref, written] = this.#writes[at] ?? ["", "", 0];
      if (written <= generation) break;
      const refs = found.get(cls);
      if (refs === undefined) found.set(cls, new Set([ref]));
      else refs.add(ref);
    }
    return found;
  }
}
