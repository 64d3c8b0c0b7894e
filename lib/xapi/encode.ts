// Plain parameters become what the wire wants, by the method's types in the model.
import { XapiError } from "./errors.ts";
import { methodSchema, recordFields } from "./model.ts";
import { type ModelType, parseType } from "./schema_type.ts";
import type { Dialect, Value } from "./types.ts";

/** How a dialect writes each kind of value. */
interface Writer<T> {
  string(text: string): T;
  /** Decimal digits, perhaps beyond a double's precision. */
  int(digits: string): T;
  float(value: number): T;
  bool(value: boolean): T;
  /** `20240420T12:00:00Z` */
  datetime(compact: string): T;
  set(items: T[]): T;
  map(entries: [string, T][]): T;
}

const JSON_WRITER: Writer<Value> = {
  string: (text) => text,
  // xapi accepts an int as text, too; so none loses digits.
  int: (digits) => Number.isSafeInteger(Number(digits)) ? Number(digits) : digits,
  float: (value) => value,
  bool: (value) => value,
  datetime: (compact) => compact,
  set: (items) => items,
  map: (entries) => Object.fromEntries(entries),
};

const XML_WRITER: Writer<string> = {
  string: (text) => `<value><string>${escapeXml(text)}</string></value>`,
  // Ints travel as text in xapi's XML-RPC.
  int: (digits) => `<value><string>${digits}</string></value>`,
  float: (value) => `<value><double>${Number.isInteger(value) ? value.toFixed(1) : value}</double></value>`,
  bool: (value) => `<value><boolean>${value ? 1 : 0}</boolean></value>`,
  datetime: (compact) => `<value><dateTime.iso8601>${compact}</dateTime.iso8601></value>`,
  set: (items) => `<value><array><data>${items.join("")}</data></array></value>`,
  map: (entries) =>
    `<value><struct>${
      entries.map(([name, value]) => `<member><name>${escapeXml(name)}</name>${value}</member>`).join("")
    }</struct></value>`,
};

/**
 * The body of a request. `params` are plain values in the model's order, the session first where the method wants one;
 * trailing optional ones may be left out. Throws XapiError FIELD_TYPE_ERROR or INVALID_VALUE, as xapi would, for a value
 * that the type cannot hold, without asking the pool.
 */
export function encodeCall(dialect: Dialect, id: number, method: string, params: readonly Value[]): string {
  if (dialect === "xml") {
    const values = encodeParams(method, params, XML_WRITER);
    return `<?xml version="1.0"?><methodCall><methodName>${escapeXml(method)}</methodName><params>${
      values.map((value) => `<param>${value}</param>`).join("")
    }</params></methodCall>`;
  }
  const values = encodeParams(method, params, JSON_WRITER);
  return JSON.stringify({ ...(dialect === "json2" ? { jsonrpc: "2.0" } : {}), method, params: values, id });
}

function encodeParams<T>(method: string, params: readonly Value[], writer: Writer<T>): T[] {
  const schema = methodSchema(method);
  const before = schema === undefined || schema.noSession ? 0 : 1;
  return params.map((param, index) => {
    const declared = schema?.params[index - before];
    if (declared === undefined) return encodeUntyped(param, writer);
    return encode(parseType(declared[1]), param, declared[0].replace(/\?$/, ""), writer);
  });
}

function encode<T>(type: ModelType, value: Value, name: string, writer: Writer<T>): T {
  switch (type.kind) {
    case "string":
    case "enum":
      if (typeof value === "number" || typeof value === "boolean") return writer.string(String(value));
      if (typeof value === "string") return writer.string(legal(value, name));
      break;
    case "ref":
      if (value === null) return writer.string("OpaqueRef:NULL");
      if (typeof value === "string") return writer.string(legal(value, name));
      break;
    case "int":
      if (typeof value === "string" && /^-?\d{1,19}$/.test(value)) return writer.int(value);
      if (typeof value === "number") {
        if (!Number.isSafeInteger(value)) throw new XapiError("INVALID_VALUE", [name, String(value)]);
        return writer.int(String(value));
      }
      break;
    case "float":
      if (typeof value === "number") {
        if (!Number.isFinite(value)) throw new XapiError("INVALID_VALUE", [name, String(value)]);
        return writer.float(value);
      }
      break;
    case "bool":
      if (typeof value === "boolean") return writer.bool(value);
      break;
    case "datetime":
      if (typeof value === "string") return writer.datetime(compactDate(value, name));
      break;
    case "set":
      if (Array.isArray(value)) return writer.set(value.map((item) => encode(type.of, item, name, writer)));
      break;
    case "map":
      if (typeof value === "object" && value !== null && !Array.isArray(value)) {
        return writer.map(
          Object.entries(value).map((
            [key, item],
          ) => [legal(key, name), encode(type.value, item, name, writer)]),
        );
      }
      break;
    case "option":
      return writer.set(value === null ? [] : [encode(type.of, value, name, writer)]);
    case "record":
    case "void":
    case "batch":
      return encodeUntyped(value, writer, type.kind === "record" ? type.name : undefined);
  }
  throw new XapiError("FIELD_TYPE_ERROR", [name]);
}

/** Without a type: whole numbers are ints, as nearly all numbers of the model are. */
function encodeUntyped<T>(value: Value, writer: Writer<T>, className?: string): T {
  if (value === null) return writer.string("OpaqueRef:NULL");
  if (typeof value === "string") return writer.string(legal(value, "value"));
  if (typeof value === "boolean") return writer.bool(value);
  if (typeof value === "number") {
    return encode(parseType(Number.isInteger(value) ? "int" : "float"), value, "value", writer);
  }
  if (Array.isArray(value)) return writer.set(value.map((item) => encodeUntyped(item, writer)));
  const fields = className === undefined ? undefined : recordFields(className);
  return writer.map(
    Object.entries(value).map(([key, item]) => {
      const type = fields?.[key]?.[0];
      return [
        legal(key, "value"),
        type === undefined ? encodeUntyped(item, writer) : encode(parseType(type), item, key, writer),
      ];
    }),
  );
}

/** xapi stores no control characters but tab and line ends, and answers HTTP 500 to half a surrogate pair. */
function legal(text: string, name: string): string {
  // deno-lint-ignore no-control-regex -- these are exactly the characters looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) {
    throw new XapiError("INVALID_VALUE", [name, "it contains a control character"]);
  }
  return text.toWellFormed();
}

function compactDate(text: string, name: string): string {
  const time = Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T/, "$1-$2-$3T"));
  if (Number.isNaN(time)) throw new XapiError("INVALID_VALUE", [name, text]);
  return new Date(time).toISOString().replace(/[-]|\.\d+/g, "");
}

function escapeXml(text: string): string {
  return text.replace(/[&<>\r]/g, (char) => {
    switch (char) {
      case "&":
        return "&amp;";
      case "<":
        return "&lt;";
      case ">":
        return "&gt;";
      default:
        // A bare carriage return would reach the other side as a line feed.
        return "&#13;";
    }
  });
}
