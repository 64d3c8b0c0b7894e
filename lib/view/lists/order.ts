// What the columns of a list sort by, and the order that comes of it: alike in the browser and on the server.
import type { SortKey } from "../sort.ts";
import { type Sortable, sorted } from "../sorted.ts";
import type { Column, NameOf, Row } from "./types.ts";
import { shareOf } from "./values.ts";

type Sorted = Pick<Column, "name" | "field" | "kind" | "of" | "to">;

/** What a column sorts an object by. */
export function sortValue(column: Sorted, row: Row, name: NameOf): Sortable {
  const value = row[column.field];
  switch (column.kind) {
    case "ref":
      return typeof value === "string" ? name(column.to ?? "pool", value) : null;
    case "usage":
    case "rest":
      return shareOf(column, row);
    case "age":
    case "date":
      return typeof value === "string" ? Date.parse(value) : null;
    case "list":
      return Array.isArray(value) ? value.join(" ") : null;
    case "yesno":
      return value === true ? 0 : value === false ? 1 : null;
    default:
      return typeof value === "string" || typeof value === "number" ? value : null;
  }
}

/** The objects in the order of a list. Keys whose column is not known are left out. */
export function inOrder(
  rows: readonly Row[],
  keys: readonly SortKey[],
  columns: readonly Sorted[],
  name: NameOf,
): Row[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return sorted(rows, keys.filter(({ field }) => byName.has(field)), (row, field) => {
    const column = byName.get(field);
    return column && sortValue(column, row, name);
  });
}
