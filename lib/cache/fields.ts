// Reading fields of raw records totally: a missing or wrong-typed field gives a sensible default and never throws, since
// old pools lack fields, newer ones add some, and a record may come from a file.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { Value, XapiRecord } from "@/lib/xapi/types.ts";

const NO_TEXTS: readonly string[] = [];
const NO_MAP: { readonly [key: string]: string } = {};

/** A string field; "" unless told. */
export function text(record: XapiRecord, field: string, otherwise = ""): string {
  const value = record[field];
  return typeof value === "string" ? value : otherwise;
}

/** One of the values of an enum, else the first of them. */
export function oneOf<T extends string>(record: XapiRecord, field: string, values: readonly [T, ...T[]]): T {
  const value = record[field];
  return values.find((known) => known === value) ?? values[0];
}

/** A finite number; ints that came as decimal text count too. 0 unless told. */
export function number(record: XapiRecord, field: string, otherwise = 0): number {
  const value = record[field];
  const read = typeof value === "number"
    ? value
    : typeof value === "string" && value !== ""
    ? Number(value)
    : NaN;
  return Number.isFinite(read) ? read : otherwise;
}

export function bool(record: XapiRecord, field: string): boolean {
  return record[field] === true;
}

/** A set of strings, shared with the record where it is well-formed. */
export function texts(record: XapiRecord, field: string): readonly string[] {
  const value = record[field];
  if (!Array.isArray(value) || value.length === 0) return NO_TEXTS;
  return isTexts(value) ? value : value.filter((item) => typeof item === "string");
}

function isTexts(value: Value[]): value is string[] {
  return value.every((item) => typeof item === "string");
}

/** A map of strings, shared with the record where it is well-formed. */
export function map(record: XapiRecord, field: string): { readonly [key: string]: string } {
  const value = record[field];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return NO_MAP;
  return isTextMap(value) ? value : Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function isTextMap(value: { [key: string]: Value }): value is { [key: string]: string } {
  for (const key in value) if (typeof value[key] !== "string") return false;
  return true;
}

/** A reference; null for none, whichever way it is spelled. */
export function ref(record: XapiRecord, field: string): Ref | null {
  const value = record[field];
  return typeof value === "string" && value !== "" && value !== "OpaqueRef:NULL" && value !== "NULL"
    ? value
    : null;
}

const BASIC = /^(\d{4})(\d\d)(\d\d)T/;

/** A time as ISO 8601 in UTC; null where there is none: xapi writes its epoch, 1970, for "never". */
export function time(record: XapiRecord, field: string): string | null {
  const value = text(record, field).replace(BASIC, "$1-$2-$3T");
  return value === "" || value.startsWith("1970-01-01T00:00:00") ? null : value;
}
