// Rows as a page carries them: one array per field, which compresses to about half of an array of objects.
import type { AnyView, Collection, Json, PageTable, Views } from "./types.ts";

type Row = { readonly [field: string]: Json };

/** View objects as a table of their `id` and `fields`. */
export function toTable<C extends Collection>(
  views: Iterable<Views[C]>,
  fields: readonly (string & keyof Views[C])[],
): PageTable;
export function toTable(views: Iterable<AnyView>, fields: readonly string[]): PageTable {
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
export function fromTable(table: PageTable): ({ readonly id: string } & Row)[] {
  const [ids = [], ...columns] = table.rows;
  return ids.map((id, i) => {
    const row: { [field: string]: Json } = {};
    table.fields.forEach((field, column) => row[field] = columns[column]?.[i] ?? null);
    return { ...row, id: String(id) };
  });
}
