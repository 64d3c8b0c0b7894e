// The query language of the lists: `power:running host:alpha tag:web memory:>4GiB !tag:test "free text"`. docs/query.md
// describes all of it.
//
// Terms are separated by blanks and must all hold; `!` or `-` before a term negates it. `key:value` tests a field (by its name
// or a short one), `key:a,b` holds for either value, quotes keep blanks, commas and colons together. A word without key is
// looked for in name, description, tags, addresses, OS and id. Case never matters. What a value means is lib/view/query_value.ts's.
// Used by browser and server alike, so it stays small and knows fields by the names it is given.
import { NAMED, Problem, type Row, type Test, testOf, totalOf } from "./query_value.ts";
import { t } from "./text.ts";
import type { Collection } from "./types.ts";

/** Name of an object, so that `host:alpha` finds VMs by their host's name. */
export type NameOf = (collection: Collection, id: string) => string | undefined;

export interface QueryContext {
  /** Fields that the objects have: those a page carries, or all of a collection. */
  readonly fields: readonly string[];
  /** Ids only unless given. */
  readonly name?: NameOf | undefined;
  /** What times like `<-30d` are counted from, in ms. Without it they are refused: what is followed must not change by itself. */
  readonly now?: number;
  /** Whether a field holds numbers, where that is known: then what is no number is a problem. */
  readonly numeric?: (field: string) => boolean;
  /** All that words are looked for in, in lower case and with `\0` between the fields: for whoever remembers it. */
  readonly words?: (object: object) => string;
}

/** What is wrong with a part of the text, for people; `at` and `length` count UTF-16 units. */
export interface QueryProblem {
  readonly at: number;
  readonly length: number;
  readonly message: string;
  /** The key that no field of these objects has. */
  readonly key?: string;
}

export interface Query {
  /** Terms with a problem are left out of `matches`: useful while typing; a server refuses instead. */
  readonly problems: readonly QueryProblem[];
  /** The fields it looks at. */
  readonly fields: readonly string[];
  /** Those of them that may be held against the name of the object they name, and its collection. */
  readonly names: readonly (readonly [field: string, collection: Collection])[];
  /** What it says, without its spelling. */
  readonly terms: readonly QueryTerm[];
  /** Where each of the terms stands in the text. */
  readonly spans: readonly { readonly at: number; readonly length: number }[];
  readonly matches: (object: object) => boolean;
  /** The same, with names given now instead of when it was parsed. */
  readonly matchesBy: (object: object, name: NameOf) => boolean;
}

/** One of the values must be found in the field, or without one wherever words are looked for; or none of them with `not`. */
export interface QueryTerm {
  readonly not: boolean;
  readonly field: string | undefined;
  /** In lower case, as written otherwise; `"none"` and `"any"` with their quotes, which make plain words of them. */
  readonly values: readonly string[];
}

/** Short names of fields: the first that the objects have is meant. */
export const SHORT: { readonly [key: string]: readonly string[] } = {
  power: ["power_state"],
  tag: ["tags"],
  ip: ["ips", "address"],
  memory: ["memory_dynamic_max", "memory_static_max", "memory_total"],
  cpu: ["cpu", "VCPUs_max", "VCPUs_at_startup", "cpus"],
  size: ["virtual_size", "disk_size", "physical_size", "size"],
  used: ["physical_utilisation", "storage_used", "memory_used"],
  free: ["memory_free"],
  error: ["error", "error_info"],
};

/** Where a word without key is looked for. */
export const FREE: readonly string[] = ["name", "description", "tags", "ips", "os", "address", "body", "id"];

/** Each value is looked for in every object: thousands of them, in a URL, would keep the server busy for seconds. */
const MOST_VALUES = 50;

const TERM = /([-!]?)(?:([A-Za-z_]+):)?((?:"[^"]*(?:"|$)|[^\s"])*)\s*/y;

/** Parses a query. Never throws: what it cannot read is in `problems`. */
export function parseQuery(text: string, context: QueryContext): Query {
  const problems: QueryProblem[] = [];
  const used = new Set<string>();
  const tests: ((row: Row, name: NameOf | undefined) => boolean)[] = [];
  const terms: QueryTerm[] = [];
  const spans: { at: number; length: number }[] = [];
  let count = 0;
  TERM.lastIndex = text.search(/\S|$/);
  for (let term; TERM.lastIndex < text.length && (term = TERM.exec(text)) !== null;) {
    const [whole, minus, key, raw = ""] = term;
    const values = split(raw, key !== undefined);
    if (values.length === 0) continue;
    const span = { at: term.index, length: whole.trimEnd().length };
    count += values.length;
    if (count > MOST_VALUES) {
      const message = t("A query has at most {count} values", { count: MOST_VALUES });
      problems.push({ at: term.index, length: text.length - term.index, message });
      break;
    }
    try {
      const fields = fieldsOf(key, context.fields);
      const any = values.map((value): Test => testOf(value, key === undefined, fields, context));
      for (const field of fields) {
        used.add(field);
        const total = values.some((value) => value.endsWith("%")) ? totalOf(field) : undefined;
        if (total !== undefined && context.fields.includes(total)) used.add(total);
      }
      terms.push({ not: !!minus, field: key && fields[0], values });
      spans.push(span);
      const { words } = context;
      tests.push(
        key === undefined && words !== undefined
          ? (row) => values.some((value) => words(row).includes(value)) === !minus
          : (row, name) => fields.some((field) => any.some((test) => test(row, field, name))) === !minus,
      );
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push({ ...span, message: error.message, ...(error.key && { key: error.key }) });
    }
  }
  return {
    problems,
    fields: [...used],
    names: terms.flatMap(({ field }) => {
      const collection = field && NAMED[field];
      return field && collection ? [[field, collection] as const] : [];
    }),
    terms,
    spans,
    matches: (object) => tests.every((test) => test(object as Row, context.name)),
    matchesBy: (object, name) => tests.every((test) => test(object as Row, name)),
  };
}

/** One spelling of a query, which parses to the same: neither the order of terms and values nor their repetition means anything. */
export function queryText(terms: readonly QueryTerm[]): string {
  const texts = terms.map(({ not, field, values }) =>
    (not ? "-" : "") + (field === undefined ? "" : `${field}:`) +
    [...new Set(values)].map(quoted).sort().join(",")
  );
  return [...new Set(texts)].sort().join(" ");
}

function quoted(value: string): string {
  return /^[\p{L}\p{N}_.<>=]+$|^"/u.test(value) ? value : `"${value}"`;
}

/** Values between commas, in lower case, quotes taken off but from words that mean something else without. */
function split(raw: string, keyed: boolean): string[] {
  return (raw.match(/(?:"[^"]*(?:"|$)|[^",])+/g) ?? []).map((written) => {
    const value = written.replaceAll('"', "").toLowerCase();
    return keyed && value.length < written.length && /^(none|any)$/.test(value) ? `"${value}"` : value;
  }).filter(Boolean);
}

function fieldsOf(key: string | undefined, known: readonly string[]): readonly string[] {
  const has = (field: string) => field === "id" || known.includes(field);
  if (key === undefined) return FREE.filter(has);
  const lower = key.toLowerCase();
  const field = (Object.hasOwn(SHORT, lower) && SHORT[lower]?.find(has)) ||
    ["id", ...known].find((name) => name.toLowerCase() === lower);
  if (field) return [field];
  const short = Object.keys(SHORT).filter((name) => SHORT[name]?.some(has));
  const all = [...new Set([...short, ...known])].join(", ");
  throw new Problem(t('Nothing is called "{key}" here: use {keys}', { key, keys: all }), lower);
}
