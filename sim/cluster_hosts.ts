// The hosts of a pool in the order a cluster has them.
import type { Database } from "./db.ts";
import { type Ref, text } from "./values.ts";

/** Gives the hosts of a pool other addresses, by their numbers. */
export function readdress(db: Database, addressOf: (host: number) => string): void {
  for (const [at, { ref, address }] of hostsByAddress(db).entries()) {
    const wanted = addressOf(at);
    for (const [pif, record] of [...db.table("PIF")]) {
      if (text(record, "host") === ref && text(record, "IP") === address) db.set("PIF", pif, "IP", wanted);
    }
    db.set("host", ref, "address", wanted);
    for (const [console, record] of [...db.table("console")]) {
      const location = text(record, "location");
      if (!location.startsWith(`https://${address}/`)) continue;
      db.set("console", console, "location", location.replace(address, wanted));
    }
  }
}

/** A pool's hosts by rising address. */
export function hostsByAddress(db: Database): readonly { readonly ref: Ref; readonly address: string }[] {
  return [...db.table("host")].map(([ref, record]) => ({ ref, address: text(record, "address") }))
    .sort((a, b) => a.address < b.address ? -1 : 1);
}
