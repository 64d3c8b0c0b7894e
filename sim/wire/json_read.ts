// Reading a JSON-RPC request the way xapi does: ints apart from floats, 64 bits and no more.
import { type Argument, Double } from "../arguments.ts";

/** A request that gets an HTTP 500 page with this text. */
export class MalformedRequest extends Error {
  override readonly name = "MalformedRequest";
}

/** A JSON-RPC call as received. */
export interface JsonCall {
  readonly version: "1.0" | "2.0";
  readonly id: string | number;
  readonly method: string;
  readonly params: readonly Argument[] | { readonly [key: string]: Argument };
}

const INVALID = "Jsonrpc.Malformed_method_request";

/** Reads a request body. Throws MalformedRequest. */
export function readJson(body: string): JsonCall {
  const request = parse(body);
  if (
    typeof request !== "object" || request === null || Array.isArray(request) || request instanceof Double
  ) {
    throw new MalformedRequest(`${INVALID}("Invalid request body")`);
  }
  const fields = new Map(Object.entries(request));
  const field = (name: string) =>
    new MalformedRequest(`${INVALID}("Invalid field '${name}' in request body")`);
  const method = fields.get("method");
  if (typeof method !== "string") throw field("method");
  const params = fields.get("params") ?? [];
  if (typeof params !== "object" || params === null || params instanceof Double) throw field("params");
  const id = fields.get("id");
  if (typeof id !== "string" && typeof id !== "number") throw field("id");
  const version = fields.get("jsonrpc");
  if (version !== undefined && version !== "2.0") throw field("jsonrpc");
  return { version: version === "2.0" ? "2.0" : "1.0", id, method, params: dictOrList(params) };
}

function dictOrList(
  value: Exclude<Argument, string | number | bigint | boolean | null | Double>,
): JsonCall["params"] {
  return value;
}

function parse(body: string): Argument {
  if (body.trim() === "") throw new MalformedRequest(`Yojson.Json_error("Blank input data")`);
  // xapi's parser takes control characters inside strings; they are refused later, by the database.
  const text = body.replace(
    // deno-lint-ignore no-control-regex -- these very characters
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  try {
    return JSON.parse(text, revive);
  } catch (error) {
    if (error instanceof MalformedRequest) throw error;
    throw new MalformedRequest(
      `Yojson.Json_error("Line 1, bytes 0-${Math.min(body.length, 5)}:\nInvalid token")`,
    );
  }
}

function revive(_key: string, value: Argument, context?: { readonly source?: string }): Argument {
  if (typeof value === "string" && !value.isWellFormed()) {
    throw new MalformedRequest(`Yojson.Json_error("Line 1: Invalid surrogate")`);
  }
  if (typeof value !== "number") return value;
  const source = context?.source ?? String(value);
  if (/[.eE]/.test(source)) return new Double(value);
  if (Number.isSafeInteger(value)) return value;
  const whole = BigInt(source);
  if (BigInt.asIntN(64, whole) !== whole) throw new MalformedRequest(`Failure("Int64.of_string")`);
  return whole;
}
