// What the cells of a list say, by the kind of their column.
import { ago, bytes, count, dateTime, percent, plain } from "../format.ts";
import { t } from "../text.ts";
import type { Json } from "../types.ts";
import type { Column, NameOf, Row } from "./types.ts";

type Shown = Pick<Column, "name" | "field" | "kind" | "of" | "to">;

const numeric = (value: Json | undefined): number => typeof value === "number" ? value : NaN;

/** How much of the whole a field of kind `usage` or `rest` is, 0 to 1; NaN where that is not known. */
export function shareOf({ field, kind, of = "" }: Shown, row: Row): number {
  const part = numeric(row[field]), whole = numeric(row[of]);
  if (!(whole > 0)) return NaN;
  return (kind === "rest" ? whole - part : part) / whole;
}

/** What a cell says, in the reader's language; "" for nothing. */
export function cellText(column: Shown, row: Row, name: NameOf): string {
  const value = row[column.field];
  switch (column.kind) {
    case "count":
      return count(numeric(value));
    case "plain":
      return plain(numeric(value));
    case "bytes":
      return bytes(numeric(value));
    case "share":
      return percent(numeric(value));
    case "usage":
    case "rest":
      return usageText(column, row);
    case "yesno":
      return value === true ? t("Yes") : value === false ? t("No") : "";
    case "age":
      return typeof value === "string" ? ago(value) : "";
    case "date":
      return typeof value === "string" ? dateTime(value) : "";
    case "ref":
      return typeof value === "string" ? name(column.to ?? "pool", value) : "";
    case "list":
      return Array.isArray(value) ? value.join(" ") : "";
    case "none":
      return "";
    default:
      return typeof value === "string" ? value : "";
  }
}

function usageText(column: Shown, row: Row): string {
  const part = numeric(row[column.field]), whole = numeric(row[column.of ?? ""]);
  if (!(whole > 0)) return "–";
  const used = column.kind === "rest" ? whole - part : part;
  return t("{used} of {total}", { used: bytes(used), total: bytes(whole) });
}
