// What may stand at the caret of a query: keys while one is written, then values that the objects have.
import { fieldNames } from "@/lib/view/fields.ts";
import { isNumeric } from "@/lib/view/numeric.ts";
import type { Row, Suggestion } from "@/lib/view/lists/types.ts";
import { parseQuery, SHORT } from "@/lib/view/query.ts";
import { NAMED } from "@/lib/view/query_value.ts";
import { t } from "@/lib/view/text.ts";
import type { Collection } from "@/lib/view/types.ts";

/** Most that is offered at once. */
const MOST = 9;

/** What completing needs of a list. */
export interface Completed {
  readonly collection: Collection;
  readonly rows: readonly Row[];
  readonly quick: readonly { readonly label: string; readonly term: string }[];
  readonly name: (collection: Collection, id: string) => string;
}

/** @param caret place in the text, in UTF-16 units */
export function suggest(text: string, caret: number, list: Completed): readonly Suggestion[] {
  const before = text.slice(0, caret);
  const start = startOf(before);
  const [, not = "", key, rest = ""] = /^([-!]?)(?:([A-Za-z_]+):)?(.*)$/s.exec(before.slice(start)) ?? [];
  const after = text.slice(caret).replace(/^\S*/, "").trimStart();
  const whole = (term: string, done: boolean) =>
    `${text.slice(0, start)}${not}${term}${done ? " " : ""}${after}`;
  const found = key === undefined ? keys(rest, list) : values(key, rest, list);
  return found.slice(0, MOST).map(({ term, about, done }) => ({
    text: not + term,
    about,
    query: whole(term, done),
  }));
}

interface Found {
  readonly term: string;
  readonly about: string;
  /** Nothing more is to be written for it. */
  readonly done: boolean;
}

/** Where the term begins that the text ends in: after the last blank outside of quotes. */
function startOf(text: string): number {
  let quoted = false, start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (!quoted && /\s/.test(text[at] ?? "")) start = at + 1;
  }
  return start;
}

function keys(written: string, { collection, quick }: Completed): Found[] {
  const word = written.toLowerCase();
  const fields = fieldNames(collection);
  const short = Object.keys(SHORT).filter((name) => SHORT[name]?.some((field) => fields.includes(field)));
  const names = [...new Set([...short, ...fields])].filter((name) => name.toLowerCase().startsWith(word));
  const common = quick.filter(({ term, label }) =>
    term.startsWith(word) || word !== "" && t(label).toLowerCase().startsWith(word)
  );
  return [
    ...common.map(({ term, label }) => ({ term, about: t(label), done: true })),
    ...(word === "" ? names.filter((name) => short.includes(name)) : names)
      .map((name) => ({ term: `${name}:`, about: "", done: false })),
  ];
}

/** Values of a field, the most common first. */
function values(key: string, written: string, { collection, rows, name }: Completed): Found[] {
  const [field] = parseQuery(`${key}:any`, { fields: fieldNames(collection) }).fields;
  if (field === undefined) return [];
  // Of several values the last is being written.
  const comma = written.lastIndexOf(",") + 1;
  const head = `${key}:${written.slice(0, comma)}`,
    part = written.slice(comma).replaceAll('"', "").toLowerCase();
  const kinds = new Map<string, number>();
  const to = NAMED[field];
  let dated = false;
  for (const row of rows) {
    const held = row[field];
    if (typeof held === "string" && /^\d{4}-\d\d-\d\dT/.test(held)) dated = true;
    for (const value of typeof held === "object" && held !== null ? Object.values(held) : [held]) {
      const text = typeof value === "boolean"
        ? value ? "yes" : "no"
        : to !== undefined && typeof value === "string"
        ? name(to, value)
        : typeof value === "string"
        ? value
        : "";
      if (text !== "") kinds.set(text, (kinds.get(text) ?? 0) + 1);
    }
  }
  const fixed = isNumeric(collection, field)
    ? [[">", t("more than")], ["<", t("less than")]] as const
    : dated
    ? [[">-1h", t("in the last hour")], [">-1d", t("in the last day")], [
      "<-30d",
      t("more than 30 days ago"),
    ]] as const
    : [];
  const seen = dated || isNumeric(collection, field) ? [] : [...kinds]
    .filter(([text]) => text.length <= 60 && text.toLowerCase().includes(part))
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([text, count]) => ({ term: head + quoted(text), about: String(count), done: true }));
  const others = [...fixed, ["none", t("nothing")] as const, ["any", t("something")] as const]
    .filter(([text]) => text.startsWith(part))
    .map(([text, about]) => ({ term: head + text, about, done: text.length > 1 }));
  return [...seen.slice(0, MOST - 2), ...others];
}

function quoted(text: string): string {
  return /^(?!(none|any)$)[\p{L}\p{N}_./-]+$/u.test(text) ? text : `"${text.replaceAll('"', "")}"`;
}
