// The filter language of get_all_records_where: `field "name_label" = "x" and not (field "is_a_template" = "true")`.
import { ApiError } from "./errors.ts";
import type { Json, Rec } from "./values.ts";

type Test = (record: Rec) => boolean;

/** Reads a filter. Throws ApiError INTERNAL_ERROR for text outside the language. */
export function parseExpression(source: string): Test {
  const tokens = source.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()=]|[A-Za-z]+|\S/g) ?? [];
  let at = 0;
  const fail = (): never => {
    throw new ApiError("INTERNAL_ERROR", "Parsing.Parse_error");
  };
  const accept = (token: string) => tokens[at]?.toLowerCase() === token && at++ >= 0;
  const quoted = (): string => {
    const token = tokens[at++] ?? fail();
    return /^["']/.test(token) ? token.slice(1, -1).replace(/\\(.)/g, "$1") : fail();
  };
  const operand = (): (record: Rec) => string => {
    if (accept("field")) {
      const name = quoted();
      return (record) => stored(record[name]);
    }
    const literal = quoted();
    return () => literal;
  };
  const single = (): Test => {
    if (accept("not")) {
      const inner = single();
      return (record) => !inner(record);
    }
    if (accept("true")) return () => true;
    if (accept("false")) return () => false;
    if (accept("(")) {
      const inner = either();
      return accept(")") ? inner : fail();
    }
    const left = operand();
    if (!accept("=")) fail();
    const right = operand();
    return (record) => left(record) === right(record);
  };
  const both = (): Test => {
    const left = single();
    if (!accept("and")) return left;
    const right = both();
    return (record) => left(record) && right(record);
  };
  const either = (): Test => {
    const left = both();
    if (!accept("or")) return left;
    const right = either();
    return (record) => left(record) || right(record);
  };
  const test = either();
  return at === tokens.length ? test : fail();
}

/** A field as the database holds it, as text. */
function stored(value: Json | undefined): string {
  if (typeof value === "string") return value;
  if (value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
