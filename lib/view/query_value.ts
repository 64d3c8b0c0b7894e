// What a value of a query means. Text fields contain it, lists have it as an item (addresses one that begins with it), numbers
// compare: `4GiB`, `>4GiB`, `<=2`, `1..4`, `>90%` (of the whole, where the field is a part of one); units are binary (K, M, G, T,
// P, with or without iB). Times compare as far as they are written, `created:>2026-11`, or by now: `created:<-30d` is more than
// thirty days ago. `none` holds where there is nothing, `any` where there is something.
import type { NameOf, QueryContext } from "./query.ts";
import { t } from "./text.ts";
import type { Collection, Json } from "./types.ts";

export type Row = { readonly [field: string]: Json | undefined };
export type Test = (row: Row, field: string, name: NameOf | undefined) => boolean;

export class Problem extends Error {
  /** @param key the one that means nothing, where that is the problem */
  constructor(message: string, readonly key?: string) {
    super(message);
  }
}

/** Fields that name another object, and its collection where that is not called like the field. */
export const NAMED: { readonly [field: string]: Collection } = {
  host: "host",
  affinity: "host",
  resident_on: "host",
  coordinator: "host",
  pool: "pool",
  sr: "sr",
  default_SR: "sr",
  network: "network",
  migration_network: "network",
  vm: "vm",
  vdi: "vdi",
  snapshot_of: "vm",
};

/** Fields that are a part of another one: of what `%` says a share. */
const TOTALS: { readonly [field: string]: string } = {
  physical_utilisation: "physical_size",
  virtual_allocation: "physical_size",
  storage_used: "storage_total",
  memory_free: "memory_total",
  memory_used: "memory_total",
  hosts_live: "hosts",
  vms_running: "vms",
  pbds_attached: "pbds",
};

/** The field that one is a part of; undefined where it is a share by itself, as `progress` is. */
export function totalOf(field: string): string | undefined {
  return TOTALS[field];
}

const NUMBER = /^(-?\d+(?:\.\d+)?)(?:([KMGTP])(?:i?B)?|(%))?$/i;
const COMPARISON = /^(>=|<=|>|<|=)?(.*)$/s;
/** A moment told from now, and what the letter stands for, in ms. */
export const RELATIVE = /^(-?\d{1,9})([smhdwy])$/;
const SECOND = 1000, DAY = 86_400 * SECOND;
export const SPANS: { readonly [unit: string]: number } = {
  s: SECOND,
  m: 60 * SECOND,
  h: 3600 * SECOND,
  d: DAY,
  w: 7 * DAY,
  y: 365 * DAY,
};
/** The last moment that can be written in four digits of a year. */
const LATEST = 253_402_300_799_000;

/**
 * The test that a value of a term stands for. Throws Problem.
 * @param free it stands without a key
 * @param fields those that its key means
 */
export function testOf(value: string, free: boolean, fields: readonly string[], context: QueryContext): Test {
  if (free) return (row, field) => inside(row[field], value);
  if (value === "none") return (row, field) => empty(row[field]);
  if (value === "any") return (row, field) => !empty(row[field]);
  const word = value.replaceAll('"', "");
  const [, sign, bound = ""] = COMPARISON.exec(word) ?? [];
  const [low = "", high = low] = bound.split("..");
  const from = number(low), to = number(high), share = bound.endsWith("%");
  const numeric = fields.some((field) => context.numeric?.(field));
  if (numeric && !(from <= Infinity && to <= Infinity)) {
    throw new Problem(t('"{text}" is no number: write 4, >4GiB or 1..4', { text: bound }));
  }
  const moment = sign === undefined ? undefined : momentOf(bound, numeric, context.now);
  return (row, field, name) => {
    const held = row[field];
    if (typeof held === "number") {
      return compare(share ? shareOf(row, field, held) : held, from, to, sign);
    }
    if (!sign) return contains(held, word, field, name);
    if (typeof held !== "string") return false;
    if (moment !== undefined) return compare(held.slice(0, moment.length), moment, moment, sign);
    // Times are compared as far as the query writes them: >2026-11 begins in December.
    return compare(held.slice(0, bound.length).toLowerCase(), bound, bound, sign);
  };
}

/** A moment relative to now, as view objects write times, without fractions of a second; undefined where the text is none. */
function momentOf(text: string, numeric: boolean, now: number | undefined): string | undefined {
  const [, digits, unit = ""] = RELATIVE.exec(text) ?? [];
  if (digits === undefined || numeric) return undefined;
  if (now === undefined) {
    throw new Problem(t('"{text}" is told from now, which is followed nowhere: write a date', { text }));
  }
  const at = now + Number(digits) * (SPANS[unit] ?? 0);
  return new Date(Math.min(LATEST, Math.max(0, at))).toISOString().slice(0, 19);
}

function compare<T extends string | number>(held: T, from: T, to: T, sign: string | undefined): boolean {
  return sign === ">"
    ? held > from
    : sign === "<"
    ? held < from
    : (sign === "<=" || held >= from) && (sign === ">=" || held <= to);
}

/** NaN for what is no number; 0.9 for 90%. */
function number(text: string): number {
  const [, digits, unit = "", percent] = NUMBER.exec(text) ?? [];
  if (digits === undefined) return NaN;
  return percent
    ? Number(digits) / 100
    : Number(digits) * 1024 ** " kmgtp".indexOf(unit.toLowerCase() || " ");
}

function shareOf(row: Row, field: string, held: number): number {
  const total = TOTALS[field];
  if (total === undefined) return held;
  const whole = row[total];
  return typeof whole === "number" && whole > 0 ? held / whole : NaN;
}

function empty(held: Json | undefined): boolean {
  return held === undefined || held === null || held === "" ||
    (typeof held === "number" ? Number.isNaN(held) : typeof held === "object" && !Object.keys(held).length);
}

function inside(held: Json | undefined, value: string): boolean {
  return typeof held === "string"
    ? held.toLowerCase().includes(value)
    : typeof held === "object" && held !== null &&
      Object.values(held).some((item: Json) => String(item).toLowerCase().includes(value));
}

function contains(held: Json | undefined, value: string, field: string, name: NameOf | undefined): boolean {
  if (typeof held === "object" && held !== null) {
    return Object.values(held).some((item: Json) => {
      const text = String(item).toLowerCase();
      return field === "ips" ? text.startsWith(value) : text === value;
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
