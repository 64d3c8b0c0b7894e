// Writes answers as pools do, independently of the code under test: facts of the wire are in the recordings of a genuine xapi.
import { recordFields } from "../model.ts";
import { type ModelType, parseType } from "../schema_type.ts";
import type { Dialect, Value } from "../types.ts";

/** Where pools differ from each other. */
export interface Spelling {
  /** Dates as `20240420T12:00:00Z`, else with hyphens. */
  readonly compactDates: boolean;
  /** Texts in XML within `<string>`, else bare. */
  readonly tagged: boolean;
  /** Special floats in JSON within quotes, else bare. */
  readonly quotedFloats: boolean;
  /** Letters beyond ASCII escaped, where the dialect can. */
  readonly ascii: boolean;
}

/** The body of an answer with this result. */
export function answerText(dialect: Dialect, type: ModelType, value: Value, spelling: Spelling): string {
  if (dialect === "xml") {
    const status = "<member><name>Status</name><value>Success</value></member>";
    const result = `<member><name>Value</name>${xml(type, value, spelling)}</member>`;
    return `<?xml version="1.0"?><methodResponse><params><param><value><struct>${status}${result}</struct></value></param></params></methodResponse>`;
  }
  const result = json(type, value, spelling);
  return dialect === "json2"
    ? `{"jsonrpc":"2.0","result":${result},"id":1}`
    : `{"result":${result},"error":null,"id":1}`;
}

function json(type: ModelType, value: Value, spelling: Spelling): string {
  const quote = (text: string) => jsonText(text, spelling);
  switch (type.kind) {
    case "void":
      return '""';
    case "int":
      return String(value);
    case "ref":
      return quote(String(value ?? "OpaqueRef:NULL"));
    case "datetime":
      return quote(date(value, spelling));
    case "float":
      return jsonFloat(Number(value), spelling);
    case "set":
      return `[${items(value).map((item) => json(type.of, item, spelling)).join(",")}]`;
    case "option":
      return value === null ? "[]" : `[${json(type.of, value, spelling)}]`;
    case "map":
    case "record":
      return `{${
        members(type, value).map(([name, of, member]) => `${quote(name)}:${json(of, member, spelling)}`).join(
          ",",
        )
      }}`;
    default:
      return typeof value === "string" ? quote(value) : JSON.stringify(value);
  }
}

function jsonText(text: string, { ascii }: Spelling): string {
  const quoted = JSON.stringify(text);
  return ascii
    ? quoted.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : quoted;
}

function jsonFloat(value: number, { quotedFloats }: Spelling): string {
  if (Number.isNaN(value)) return quotedFloats ? '"NaN"' : "NaN";
  if (Number.isFinite(value)) return ocamlFloat(value);
  const text = value > 0 ? "Infinity" : "-Infinity";
  return quotedFloats ? `"${text}"` : text;
}

function xml(type: ModelType, value: Value, spelling: Spelling): string {
  const bare = (text: string) => {
    const escaped = escape(text, spelling);
    return spelling.tagged ? `<value><string>${escaped}</string></value>` : `<value>${escaped}</value>`;
  };
  switch (type.kind) {
    case "void":
      return bare("");
    case "ref":
      return bare(String(value ?? "OpaqueRef:NULL"));
    case "datetime":
      return `<value><dateTime.iso8601>${date(value, spelling)}</dateTime.iso8601></value>`;
    case "float":
      return `<value><double>${xmlFloat(Number(value))}</double></value>`;
    case "bool":
      return `<value><boolean>${value === true ? 1 : 0}</boolean></value>`;
    case "set":
      return array(items(value).map((item) => xml(type.of, item, spelling)));
    case "option":
      return array(value === null ? [] : [xml(type.of, value, spelling)]);
    case "map":
    case "record":
      return `<value><struct>${
        members(type, value).map(([name, of, member]) =>
          `<member><name>${escape(name, spelling)}</name>${xml(of, member, spelling)}</member>`
        ).join("")
      }</struct></value>`;
    default:
      // Ints are texts in xapi's XML-RPC.
      return bare(String(value));
  }
}

function array(values: readonly string[]): string {
  return `<value><array><data>${values.join("")}</data></array></value>`;
}

function xmlFloat(value: number): string {
  if (Number.isNaN(value)) return "-nan";
  if (Number.isFinite(value)) return ocamlFloat(value);
  return value > 0 ? "inf" : "-inf";
}

/** A float always shows that it is one. */
function ocamlFloat(value: number): string {
  const text = Object.is(value, -0) ? "-0" : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function escape(text: string, { ascii }: Spelling): string {
  const escaped = text.replace(/[&<>"\r]/g, (char) => `&#${char.charCodeAt(0)};`);
  return ascii
    ? escaped.replace(/[\u007f-\u{10ffff}]/gu, (char) => `&#x${char.codePointAt(0)?.toString(16)};`)
    : escaped;
}

function date(value: Value, { compactDates }: Spelling): string {
  const text = String(value);
  return compactDates ? text.replace(/^(\d{4})-(\d\d)-(\d\d)/, "$1$2$3") : text;
}

function items(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  throw new Error("No set");
}

function members(type: ModelType, value: Value): [name: string, type: ModelType, value: Value][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("No object");
  const typeOf = (name: string): ModelType => {
    if (type.kind === "map") return type.value;
    return parseType(type.kind === "record" ? recordFields(type.name)?.[name]?.[0] ?? "string" : "string");
  };
  return Object.entries(value).map(([name, member]) => [name, typeOf(name), member]);
}
