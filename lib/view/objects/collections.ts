// The collections that view objects stand in, and which of them come from no record of a pool.

/** Every collection: what comes from the pools' records first, then what Atoll works out. */
export const COLLECTIONS = [
  "pool",
  "host",
  "vm",
  "template",
  "snapshot",
  "sr",
  "vdi",
  "vbd",
  "vif",
  "network",
  "task",
  "pif",
  "pbd",
  "alert",
  "certificate",
  "update",
  "pgpu",
  "pci",
  "load",
  "finding",
] as const;

export type Collection = typeof COLLECTIONS[number];

/** Worked out by Atoll from other objects; they go with the object that they are about. */
export type DerivedCollection = "load" | "finding";

export const DERIVED: readonly DerivedCollection[] = ["load", "finding"];

export function isDerived(collection: Collection): collection is DerivedCollection {
  return collection === "load" || collection === "finding";
}

/** An object that another one is about, and its name. */
export interface ObjectName {
  readonly collection: Collection;
  readonly id: string;
  readonly name: string;
}
