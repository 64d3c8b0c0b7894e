// Names of what is reached: objects by collection and id, and sets of narrow scopes.
import { type Collection, COLLECTIONS, type Views } from "@/lib/view/types.ts";
import type { Scope } from "./types.ts";

export type NarrowScope = Exclude<Scope, { kind: "all" } | { kind: "pool" }>;

/** What is reached: an own object, or one of which an own one shows a little. */
export type Level = "own" | "shown";

/** The objects that are there. */
export interface ReachWorld {
  get<C extends Collection>(collection: C, id: string): Views[C] | undefined;
  list<C extends Collection>(collection: C): Iterable<Views[C]>;
  naming<C extends Collection>(collection: C, field: string, id: string): Iterable<Views[C]>;
}

/** One object of one collection. */
export type Key = `${Collection} ${string}`;
export const keyOf = (collection: Collection, id: string): Key => `${collection} ${id}`;

/** The text by which equal sets of scopes are one. */
export function scopesKey(scopes: readonly NarrowScope[]): string {
  return [...new Set(scopes.map((scope) => JSON.stringify(Object.entries(scope).sort())))].sort().join();
}

export function partsOf(key: Key): [Collection, string] {
  const blank = key.indexOf(" ");
  const collection = COLLECTIONS.find((one) => one === key.slice(0, blank));
  if (collection === undefined) throw new Error(`No collection in ${key}`);
  return [collection, key.slice(blank + 1)];
}
