// What a caller sent, made into values of the model's types; the refusals are xapi's own words.
import { ENUMS } from "@/lib/xapi/schema.ts";
import type { ModelType } from "@/lib/xapi/schema_type.ts";
import { ApiError } from "./errors.ts";
import { fieldsOf } from "./model.ts";
import type { Json } from "./values.ts";

/** A number that was written as a float (`1.0`, `1e9`, `<double>`). */
export class Double {
  constructor(readonly value: number) {}
}

/**
 * A parameter as read from the wire. Ints are numbers, those beyond 2^53 their digits as a bigint.
 */
export type Argument =
  | string
  | number
  | bigint
  | boolean
  | null
  | Double
  | readonly Argument[]
  | { readonly [key: string]: Argument };

const enums: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(ENUMS));

/** Converts an argument to a type. Throws ApiError INTERNAL_ERROR with the text xapi gives. */
export function convert(value: Argument, type: ModelType): Json {
  switch (type.kind) {
    case "string":
    case "ref":
    case "datetime":
    case "void":
      if (typeof value !== "string") throw expected("string", value);
      return value;
    case "enum": {
      if (typeof value !== "string") throw expected("string", value);
      if (enums.get(type.name)?.includes(value) === false) {
        // Recordings: the one enum that is read by hand.
        throw internal(
          type.name === "bond_mode"
            ? 'Failure("Unmarshalling error in bond-mode")'
            : 'Failure("Unknown tag/contents")',
        );
      }
      return value;
    }
    case "int":
      return int(value);
    case "float":
      return float(value);
    case "bool":
      if (typeof value === "boolean") return value;
      if (value === "true" || value === "false") return value === "true";
      throw expected("bool", value);
    case "set":
    case "option":
      if (!Array.isArray(value)) throw expected("list", value);
      return value.map((item) => convert(item, type.of));
    case "map": {
      const map: Record<string, Json> = {};
      for (const [key, item] of entries(value)) map[key] = convert(item, type.value);
      return map;
    }
    case "record": {
      const record: Record<string, Json> = {};
      const fields = fieldsOf(type.name);
      for (const [key, item] of entries(value)) {
        const field = fields.get(key);
        if (field !== undefined) record[key] = convert(item, field);
      }
      return record;
    }
    case "batch":
      throw internal('Failure("Unmarshalling error")');
  }
}

/** Converts an argument nobody knows the type of: as it came. */
export function plain(value: Argument): Json {
  if (value instanceof Double) return value.value;
  if (value === null) return "";
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object") {
    return Object.fromEntries(entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return value;
}

/** Refuses text the database cannot hold: control characters other than tab and line ends. */
export function assertStorable(value: Json): void {
  if (typeof value === "string") {
    // deno-lint-ignore no-control-regex -- these very characters are what xapi refuses
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value)) throw internal("Db_exn.Invalid_value");
  } else if (Array.isArray(value)) value.forEach(assertStorable);
  else if (typeof value === "object") {
    Object.keys(value).forEach(assertStorable);
    Object.values(value).forEach(assertStorable);
  }
}

function int(value: Argument): Json {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "string") {
    if (!/^-?\d+$/.test(value)) throw internal(`Failure("Int64.of_string")`);
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  throw expected("int64", value);
}

function float(value: Argument): number {
  if (value instanceof Double) return value.value;
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string") {
    const number = value.trim() === "" ? NaN : Number(value);
    if (Number.isNaN(number) && value.toLowerCase() !== "nan") throw internal(`Failure("float_of_string")`);
    return number;
  }
  throw expected("float", value);
}

function entries(value: Argument): [string, Argument][] {
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Double) {
    throw expected("dictionary", value);
  }
  return Object.entries(value);
}

function internal(text: string): ApiError {
  return new ApiError("INTERNAL_ERROR", text);
}

function expected(what: string, value: Argument): ApiError {
  // OCaml quotes the text of a Failure.
  const shown = show(value).replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t");
  return internal(`Failure("Expected ${what}, got '${shown}'")`);
}

/** A value as OCaml's Rpc.to_string writes it. */
export function show(value: Argument): string {
  if (typeof value === "string") return `S(${value})`;
  if (typeof value === "number" || typeof value === "bigint") return `I(${value})`;
  if (typeof value === "boolean") return `B(${value})`;
  if (value === null) return "N";
  if (value instanceof Double) return `F(${general(value.value)})`;
  if (Array.isArray(value)) return `[${value.map(show).join(";")}]`;
  return `{${Object.entries(value).map(([key, item]) => `${key}:${show(item)}`).join(";")}}`;
}

/** C's %g: six significant digits, no trailing zeros, exponents of at least two digits. */
function general(value: number): string {
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (exponent < -4 || exponent >= 6) {
    const [mantissa = "", power = ""] = value.toExponential(5).split("e");
    const digits = mantissa.replace(/\.?0+$/, "");
    return `${digits}e${power.replace(/^([+-])(\d)$/, "$10$2")}`;
  }
  return String(Number(value.toPrecision(6)));
}
