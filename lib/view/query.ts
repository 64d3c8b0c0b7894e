// The query language of the lists: `power:running host:alpha tag:web memory:>4GiB -tag:test "free text"`.
//
// Terms are separated by blanks and must all hold; `-` before a term negates it. `key:value` tests a field (by its name
// or a short one), `key:a,b` holds for either value, quotes keep blanks, commas and colons together. Text fields contain
// the value, lists have it as an item (addresses one that begins with it), numbers compare: `4GiB`, `>4GiB`, `<=2`, `1..4`;
// units are binary (K, M, G, T, P, with or without iB). Times compare as far as they are written: `created:>2026-11`.
// A word without key is looked for in name, description, tags, addresses, OS and id. Case never matters.
// Used by browser and server alike, so it stays small and knows fields by the names it is given.
import type { Collection, Json } from "./types.ts";

/** Name of an object, so that `host:alpha` finds VMs by their host's name. */
export type NameOf = (collection: Collection, id: string) => string | undefined;

export interface QueryContext {
  /** Fields that the objects have: those a page carries, or all of a collection. */
  readonly fields: readonly string[];
  /** Ids only unless given. */
  readonly name?: NameOf | undefined;
}

/** What is wrong with a part of the text, for people; `at` and `length` count UTF-16 units. */
export interface QueryProblem {
  readonly at: number;
  readonly length: number;
  readonly message: string;
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
  readonly matches: (object: object) => boolean;
  /** The same, with names given now instead of when it was parsed. */
  readonly matchesBy: (object: object, name: NameOf) => boolean;
}

/** One of the values must be found in the field, or without one wherever words are looked for; or none of them with `not`. */
export interface QueryTerm {
  readonly not: boolean;
  readonly field: string | undefined;
  /** In lower case, as written otherwise. */
  readonly values: readonly string[];
}

type Test = (value: Json | undefined, field: string, name: NameOf | undefined) => boolean;
type Row = { readonly [field: string]: Json | undefined };

/** Short names of fields: the first that the objects have is meant. */
const SHORT: { readonly [key: string]: readonly string[] } = {
  power: ["power_state"],
  tag: ["tags"],
  ip: ["ips", "address"],
  memory: ["memory_dynamic_max", "memory_static_max", "memory_total"],
  cpu: ["VCPUs_max", "VCPUs_at_startup", "cpus"],
  size: ["virtual_size", "disk_size", "physical_size"],
};

/** Where a word without key is looked for. */
const FREE = ["name", "description", "tags", "ips", "os", "address", "id"];

/** Fields that name another object, and its collection where that is not called like the field. */
const NAMED: { readonly [field: string]: Collection } = {
  host: "host",
  affinity: "host",
  resident_on: "host",
  coordinator: "host",
  pool: "pool",
  sr: "sr",
  default_SR: "sr",
  network: "network",
  vm: "vm",
  vdi: "vdi",
  snapshot_of: "vm",
};

/** Fields with numbers, by their names; a test keeps this true. */
export const NUMERIC =
  /^(memory|storage|physical|virtual|disk|vcpu|cpus|pbds|hosts|(vms|nics|templates|snapshots|vdis|vifs|pifs|mtu|vlan|progress)(_|$))/i;

/** Each value is looked for in every object: thousands of them, in a URL, would keep the server busy for seconds. */
const MOST_VALUES = 50;

const TERM = /(-?)(?:([A-Za-z_]+):)?((?:"[^"]*(?:"|$)|[^\s"])*)\s*/y;
const NUMBER = /^(-?\d+(?:\.\d+)?)(?:([KMGTP])(?:i?B)?)?$/i;
const COMPARISON = /^(>=|<=|>|<|=)?(.*)$/;

/** Parses a query. Never throws: what it cannot read is in `problems`. */
export function parseQuery(text: string, context: QueryContext): Query {
  const problems: QueryProblem[] = [];
  const used = new Set<string>();
  const tests: ((row: Row, name: NameOf | undefined) => boolean)[] = [];
  const terms: QueryTerm[] = [];
  let count = 0;
  TERM.lastIndex = text.search(/\S|$/);
  for (let term; TERM.lastIndex < text.length && (term = TERM.exec(text)) !== null;) {
    const [whole, minus, key, raw = ""] = term;
    const values = split(raw);
    if (values.length === 0) continue;
    count += values.length;
    if (count > MOST_VALUES) {
      const message = `A query has at most ${MOST_VALUES} values`;
      problems.push({ at: term.index, length: text.length - term.index, message });
      break;
    }
    try {
      const fields = fieldsOf(key, context.fields);
      const any = values.map((value) => testOf(value, key === undefined, fields));
      for (const field of fields) used.add(field);
      terms.push({ not: !!minus, field: key && fields[0], values });
      tests.push((row, name) =>
        fields.some((field) => any.some((test) => test(row[field], field, name))) === !minus
      );
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push({ at: term.index, length: whole.trimEnd().length, message: error.message });
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
    matches: (object) => tests.every((test) => test(object as Row, context.name)),
    matchesBy: (object, name) => tests.every((test) => test(object as Row, name)),
  };
}

class Problem extends Error {}

/** Values between commas, quotes taken off, in lower case. */
function split(raw: string): string[] {
  return (raw.match(/(?:"[^"]*(?:"|$)|[^",])+/g) ?? [])
    .map((value) => value.replaceAll('"', "").toLowerCase()).filter(Boolean);
}

function fieldsOf(key: string | undefined, known: readonly string[]): readonly string[] {
  const has = (field: string) => field === "id" || known.includes(field);
  if (key === undefined) return FREE.filter(has);
  const lower = key.toLowerCase();
  const field = (Object.hasOwn(SHORT, lower) && SHORT[lower]?.find(has)) ||
    ["id", ...known].find((name) => name.toLowerCase() === lower);
  if (field) return [field];
  const short = Object.keys(SHORT).filter((name) => SHORT[name]?.some(has));
  throw new Problem(
    `Nothing is called "${key}" here: use ${[...short, ...known].join(", ")}`,
  );
}

function testOf(value: string, free: boolean, fields: readonly string[]): Test {
  const [, sign, bound = ""] = COMPARISON.exec(value) ?? [];
  if (!free && fields.some((field) => NUMERIC.test(field))) {
    const [low = "", high = low] = bound.split("..");
    const from = size(low), to = size(high);
    return (held) => typeof held === "number" && compare(held, from, to, sign);
  }
  if (free || !sign) return (held, field, name) => contains(held, value, field, free, name);
  // Times are compared as far as the query writes them: >2026-11 begins in December.
  return (held) =>
    typeof held === "string" && compare(held.slice(0, bound.length).toLowerCase(), bound, bound, sign);
}

function compare<T extends string | number>(held: T, from: T, to: T, sign: string | undefined): boolean {
  return sign === ">"
    ? held > from
    : sign === "<"
    ? held < from
    : (sign === "<=" || held >= from) && (sign === ">=" || held <= to);
}

function size(text: string): number {
  const [, digits, unit = ""] = NUMBER.exec(text) ?? [];
  if (digits === undefined) throw new Problem(`"${text}" is no number: write 4, >4GiB or 1..4`);
  return Number(digits) * 1024 ** " kmgtp".indexOf(unit.toLowerCase() || " ");
}

function contains(
  held: Json | undefined,
  value: string,
  field: string,
  free: boolean,
  name: NameOf | undefined,
): boolean {
  if (typeof held === "object" && held !== null) {
    return Object.values(held).some((item: Json) => {
      const text = String(item).toLowerCase();
      return free ? text.includes(value) : field === "ips" ? text.startsWith(value) : text === value;
    });
  }
  if (typeof held === "boolean") {
    return (held ? /^(yes|true|on)$/ : /^(no|false|off)$/).test(value);
  }
  if (typeof held !== "string") return false;
  const collection = NAMED[field];
  return collection === undefined
    ? held.toLowerCase().includes(value)
    : held === value || !!name?.(collection, held)?.toLowerCase().includes(value);
}
