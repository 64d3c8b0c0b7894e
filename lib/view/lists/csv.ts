// A list as CSV (RFC 4180): figures as they are, times in ISO 8601, names of what is named. No cell is a formula to a spreadsheet.
import { t } from "../text.ts";
import { shareOf } from "./values.ts";
import type { Column, NameOf, Row } from "./types.ts";

/** One line a row after that of the labels; fields that draw something alone are left out. */
export function csvOf(columns: readonly Column[], rows: readonly Row[], name: NameOf): string {
  const told = columns.filter(({ kind }) => kind !== "none");
  const lines = [
    told.map(({ label }) => cell(t(label))),
    ...rows.map((row) => told.map((column) => cell(value(column, row, name)))),
  ];
  return lines.map((cells) => cells.join(",") + "\r\n").join("");
}

function value(column: Column, row: Row, name: NameOf): string | number {
  const held = row[column.field];
  switch (column.kind) {
    case "usage":
    case "rest": {
      const share = shareOf(column, row);
      return Number.isNaN(share) ? "" : Math.round(share * 10_000) / 10_000;
    }
    case "ref":
      return typeof held === "string" ? name(column.to ?? "pool", held) : "";
    case "yesno":
      return held === true ? "yes" : held === false ? "no" : "";
    default:
      if (typeof held === "number") return Number.isFinite(held) ? held : "";
      if (typeof held === "object" && held !== null) return Object.values(held).join(" ");
      return held === undefined || held === null ? "" : String(held);
  }
}

/** What a spreadsheet would take for a formula gets a quote before it, which it takes for text. */
function cell(value: string | number): string {
  const text = typeof value === "number" ? String(value) : value.replace(/^[=+\-@\t\r\n]/, "'$&");
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
