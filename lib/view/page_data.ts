// Rows as a page carries them: one array per field, which compresses to about half of an array of objects.
import type { Json, PageTable } from "./types.ts";
import { unpackUuids } from "./uuids.ts";

type Row = { readonly [field: string]: Json };

/** View objects, or parts of them, as a table of their `id` and `fields`. */
export function toTable<V extends { readonly id: string }>(
  views: Iterable<V>,
  fields: readonly string[],
): PageTable {
  const columns: Json[][] = [[], ...fields.map(() => [])];
  for (const view of views) {
    // View interfaces hold JSON only, which no index signature says.
    const row = view as object as Row;
    columns[0]?.push(view.id);
    fields.forEach((field, i) => columns[i + 1]?.push(row[field] ?? null));
  }
  return { fields, rows: columns };
}

/** The rows of a table as objects of `id` and its fields, in their order. */
export function fromTable({ fields, rows, uuids }: PageTable): ({ readonly id: string } & Row)[] {
  const [plain = [], ...columns] = rows;
  const ids = uuids ? unpackUuids(uuids) : plain;
  return ids.map((id, i) => {
    const row: { [field: string]: Json } = {};
    fields.forEach((field, column) => row[field] = columns[column]?.[i] ?? null);
    return { ...row, id: String(id) };
  });
}
