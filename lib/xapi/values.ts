// Wire values become plain values, once, at the edge. JSON needs little: records are changed in place, field by field.
import { classSpelling, recordFields } from "./model.ts";
import { type ModelType, parseType } from "./schema_type.ts";
import { setOwn } from "./set_own.ts";
import type { Value, XapiRecord } from "./types.ts";

/** Turns a wire value into a plain one; null where every wire value is plain already. */
export type Decoder = ((wire: Value) => Value) | null;

/** How to decode a class. `fields` holds all known names, with null for those that arrive plain. */
type RecordDecoder = ReadonlyMap<string, Decoder>;

const EPOCH = "1970-01-01T00:00:00Z";
const records = new Map<string, RecordDecoder>();
const types = new Map<ModelType, Decoder>();

/**
 * Decodes one record of a class (any spelling), in place. Fields the model does not know are kept; of them only
 * `OpaqueRef:NULL` (null) and compact dates (ISO 8601) are recognised. A wire value that is no record gives an empty one.
 */
export function decodeRecord(className: string, wire: Value): XapiRecord {
  if (typeof wire !== "object" || wire === null || Array.isArray(wire)) return {};
  const decoder = recordDecoder(className);
  for (const name in wire) {
    const field = decoder.get(name);
    if (field === null) continue;
    const before = wire[name];
    if (before === undefined) continue;
    const after = field === undefined ? decodeUnknown(before) : field(before);
    if (after !== before) setOwn(wire, name, after);
  }
  return wire;
}

/** Decodes a value of a model type ("VM ref set"), in place where that is possible. A value unfit for its type is kept as it came. */
export function decodeValue(type: string, wire: Value): Value {
  const decode = typeDecoder(parseType(type));
  return decode === null ? wire : decode(wire);
}

/** Decodes a value of which nothing is known. */
export function decodeUnknown(wire: Value): Value {
  if (typeof wire === "string") {
    if (wire === "OpaqueRef:NULL") return null;
    return COMPACT.test(wire) ? decodeDate(wire) : wire;
  }
  if (Array.isArray(wire)) return mapInPlace(wire, (item) => item === "OpaqueRef:NULL" ? null : item);
  return wire;
}

/** How the fields of a class (any spelling) are decoded; empty for an unknown one. */
export function recordDecoder(className: string): RecordDecoder {
  const known = records.get(className);
  if (known !== undefined) return known;
  const spelling = classSpelling(className);
  const decoder = records.get(spelling) ?? compile(spelling);
  // Unknown spellings come from the wire: remembering them would let a strange pool fill the memory.
  if (recordFields(spelling) !== undefined) records.set(className, decoder).set(spelling, decoder);
  return decoder;
}

function compile(className: string): RecordDecoder {
  const fields = Object.entries(recordFields(className) ?? {});
  return new Map(fields.map(([name, [type]]) => [name, typeDecoder(parseType(type))]));
}

function typeDecoder(type: ModelType): Decoder {
  let decoder = types.get(type);
  if (decoder === undefined) {
    decoder = makeDecoder(type);
    types.set(type, decoder);
  }
  return decoder;
}

function makeDecoder(type: ModelType): Decoder {
  switch (type.kind) {
    case "string":
    case "enum":
      return null;
    case "int":
      return decodeInt;
    case "float":
      return decodeFloat;
    case "bool":
      return decodeBool;
    case "datetime":
      return decodeDate;
    case "ref":
      return decodeRef;
    case "void":
      return () => null;
    case "batch":
      return null;
    case "record":
      // "<class> record" (the snapshot of an event) is decoded by whoever knows the class.
      return type.name.startsWith("<") ? null : (wire) => decodeRecord(type.name, wire);
    case "set":
      return setDecoder(type.of);
    case "map":
      return mapDecoder(typeDecoder(type.value));
    case "option": {
      const inner = typeDecoder(type.of);
      return (wire) => {
        if (!Array.isArray(wire)) return wire === null || inner === null ? wire : inner(wire);
        const [value] = wire;
        return value === undefined ? null : inner === null ? value : inner(value);
      };
    }
  }
}

function setDecoder(of: ModelType): Decoder {
  // A set of refs is a Ref[]: a null reference in it names nothing.
  if (of.kind === "ref") {
    return (wire) =>
      Array.isArray(wire) && wire.some((ref) => decodeRef(ref) === null)
        ? wire.filter((ref) => decodeRef(ref) !== null)
        : wire;
  }
  const item = typeDecoder(of);
  return item === null ? null : (wire) => Array.isArray(wire) ? mapInPlace(wire, item) : wire;
}

function mapDecoder(item: Decoder): Decoder {
  if (item === null) return null;
  return (wire) => {
    if (typeof wire !== "object" || wire === null || Array.isArray(wire)) return wire;
    for (const key in wire) {
      const before = wire[key];
      if (before === undefined) continue;
      const after = item(before);
      if (after !== before) setOwn(wire, key, after);
    }
    return wire;
  };
}

function mapInPlace(wire: Value[], item: (value: Value) => Value): Value[] {
  for (let i = 0; i < wire.length; i++) {
    const before = wire[i];
    if (before === undefined) continue;
    const after = item(before);
    if (after !== before) wire[i] = after;
  }
  return wire;
}

function decodeRef(wire: Value): Value {
  return wire === "OpaqueRef:NULL" || wire === "" ? null : wire;
}

function decodeInt(wire: Value): Value {
  if (typeof wire !== "string") return wire;
  const value = wire === "" ? NaN : Number(wire);
  return Number.isNaN(value) ? wire : value;
}

function decodeFloat(wire: Value): Value {
  if (typeof wire !== "string") return wire;
  switch (wire.toLowerCase().replace(/^[+]/, "")) {
    case "nan":
    case "-nan":
      return NaN;
    case "inf":
    case "infinity":
      return Infinity;
    case "-inf":
    case "-infinity":
      return -Infinity;
  }
  return decodeInt(wire);
}

function decodeBool(wire: Value): Value {
  if (wire === "true" || wire === "1" || wire === 1) return true;
  if (wire === "false" || wire === "0" || wire === 0) return false;
  return wire;
}

const COMPACT = /^\d{8}T\d\d:\d\d:\d\dZ$/;
const SPELLINGS = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)(?:\.\d+)?(Z|[+-]\d\d(?::?\d\d)?)?$/;

/** `20240420T12:00:00Z` and its relatives become `2024-04-20T12:00:00Z`. A time without zone is UTC: xapi has no other. */
function decodeDate(wire: Value): Value {
  if (typeof wire === "number") return secondsToIso(wire);
  if (typeof wire !== "string") return wire;
  // By far the most frequent date of a pool: "never".
  if (wire === "19700101T00:00:00Z") return EPOCH;
  if (wire.length === 18 && COMPACT.test(wire)) {
    // Joined, and not a tree of parts that keeps each of them.
    return [wire.slice(0, 4), wire.slice(4, 6), wire.slice(6)].join("-");
  }
  const match = SPELLINGS.exec(wire);
  if (match === null) return wire;
  const [, year, month, day, hour, minute, second, zone] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  if (zone === undefined || zone === "Z") return `${iso}Z`;
  const time = Date.parse(
    iso + zone.replace(/^(.\d\d):?(\d\d)?$/, (_, hours, minutes) => `${hours}:${minutes ?? "00"}`),
  );
  return Number.isNaN(time) ? wire : secondsToIso(time / 1000);
}

function secondsToIso(seconds: number): Value {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? seconds : date.toISOString().replace(/\.\d+Z$/, "Z");
}
