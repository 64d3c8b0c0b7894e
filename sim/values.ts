// The simulator's values: what a record holds, in the form JSON-RPC gives it, and how to read one field safely.
import { ENUMS, type Ref } from "@/lib/xapi/schema.ts";
import type { ModelType } from "@/lib/xapi/schema_type.ts";

export type { Ref };

/** A value as JSON-RPC gives it: ints and floats are numbers, dates `20261123T06:20:43Z`, a missing ref `OpaqueRef:NULL`. */
export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** One record; never changed in place, so whoever holds one holds a snapshot. */
export type Rec = { readonly [field: string]: Json };

/** The reference that names nothing. */
export const NULL_REF: Ref = "OpaqueRef:NULL";

/** The date xapi writes for "never". */
export const NEVER = "19700101T00:00:00Z";

/** A date in xapi's compact spelling, from milliseconds since 1970. */
export function date(ms: number): string {
  return new Date(ms).toISOString().replace(/[-]|\.\d+/g, "");
}

/** The milliseconds of a date in either spelling; NaN when it is none. */
export function dateMs(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T/, "$1-$2-$3T"));
}

/** The value xapi gives a field of this type that nobody set. */
export function defaultOf(type: ModelType): Json {
  switch (type.kind) {
    case "string":
    case "void":
      return "";
    case "int":
    case "float":
      return 0;
    case "bool":
      return false;
    case "datetime":
      return NEVER;
    case "enum": {
      const values: readonly string[] | undefined = Object.entries(ENUMS).find(([name]) => name === type.name)
        ?.[1];
      return values?.[0] ?? "";
    }
    case "ref":
      return NULL_REF;
    case "set":
    case "option":
      return NO_ITEMS;
    default:
      return NO_ENTRIES;
  }
}

// Records are never changed in place, and most of their sets and maps are empty: these serve them all.
const NO_ITEMS: Json = Object.freeze([]);
const NO_ENTRIES: Json = Object.freeze({});

/** The text of a field; "" when the field is missing or not text. */
export function text(record: Rec | undefined, field: string): string {
  const value = record?.[field];
  return typeof value === "string" ? value : "";
}

/** The number of a field; 0 when the field is missing or not a number. */
export function number(record: Rec | undefined, field: string): number {
  const value = record?.[field];
  return typeof value === "number" ? value : 0;
}

/** Whether a field is true. */
export function flag(record: Rec | undefined, field: string): boolean {
  return record?.[field] === true;
}

/** The texts (or refs) of a set field; empty when the field is missing. */
export function list(record: Rec | undefined, field: string): string[] {
  const value = record?.[field];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Whether a value is a map (or a record). */
export function isDict(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && !Array.isArray(value);
}

/** A map field as its own copy; empty when the field is missing. */
export function dict(record: Rec | undefined, field: string): Record<string, Json> {
  const value = record?.[field];
  return isDict(value) ? { ...value } : {};
}

/** Whether two values are equal in depth (NaN equals NaN; the order of a map's keys does not count). */
export function same(a: Json, b: Json): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => same(item, b[index]));
  }
  if (!isDict(a) || !isDict(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => {
    const [left, right] = [a[key], b[key]];
    return left !== undefined && right !== undefined && same(left, right);
  });
}
