// The hosts of a pool in the order a cluster has them.
import type { Database } from "./db.ts";
import { type Ref, text } from "./values.ts";

/** A pool's hosts by rising address. */
export function hostsByAddress(db: Database): readonly { readonly ref: Ref; readonly address: string }[] {
  return [...db.table("host")].map(([ref, record]) => ({ ref, address: text(record, "address") }))
    .sort((a, b) => a.address < b.address ? -1 : 1);
}
