// Which fields hold numbers: for the servers of queries, which refuse what compares them with none.
import { FIELDS, isField } from "./fields.ts";
import type { Collection } from "./types.ts";

export function isNumeric(collection: Collection, name: string): boolean {
  const kinds: { readonly [field: string]: string } = FIELDS[collection];
  return isField(collection, name) && kinds[name] === "number";
}
