// The HTTP face of the simulator: JSON-RPC on /jsonrpc, XML-RPC everywhere else, and xapi's answers to what is neither.
import { type Answer, type Caller, UnreadyError } from "../dispatch.ts";
import { ApiError } from "../errors.ts";
import { type Body, BodyWriter } from "./body.ts";
import type { HttpRequest, HttpResponse } from "./http_server.ts";
import { failed, forbidden } from "./pages.ts";
import { type JsonCall, MalformedRequest, readJson } from "./json_read.ts";
import { quote, writeJson } from "./json_write.ts";
import { readXml } from "./xml_read.ts";
import { failureXml, writeXml } from "./xml_write.ts";
import { show } from "../arguments.ts";

/** A body beyond this is refused with HTTP 500 (xapi-consts/constants.ml). */
const BODY_MAX = 300 * 1024;

const CORS = [
  ["Access-Control-Allow-Origin", "*"],
  ["Access-Control-Allow-Headers", "X-Requested-With"],
] as const;

/** Answers an RPC request, or whatever else was asked of these paths. */
export async function answerRpc(caller: Caller, request: HttpRequest): Promise<HttpResponse> {
  if (request.method === "OPTIONS") return options(request);
  if (request.method !== "POST") return forbidden();
  if (request.body.length > BODY_MAX) return failed("Http_svr.Client_requested_size_over_limit");
  try {
    if (request.path === "/jsonrpc") {
      return caller.db.version.facts.json ? await json(caller, request) : unparsed();
    }
    return await xml(caller, request);
  } catch (error) {
    if (error instanceof MalformedRequest) return failed(error.message);
    throw error;
  }
}

async function json(caller: Caller, request: HttpRequest): Promise<HttpResponse> {
  const text = new TextDecoder().decode(request.body);
  const invalid = text.includes("\ufffd") && !isUtf8(request.body);
  const call = readJson(text);
  if (invalid) {
    // xapi answers this before it reads the request's version and id.
    const bad = Array.isArray(call.params)
      ? call.params.find((param) => String(param).includes("\ufffd"))
      : undefined;
    return early("INVALID_VALUE", "Invalid UTF-8 string in parameter", show(bad ?? ""));
  }
  try {
    const { params } = call;
    const answer = await caller.call(
      call.method,
      Array.isArray(params) ? params : [params],
      request.signal,
    );
    return ok("application/json", success(call, answer));
  } catch (error) {
    // xapi gives these before it has looked at the request's version and id.
    if (error instanceof UnreadyError) return early(error.code);
    const { code, params } = apiError(error);
    return ok("application/json", failure(call, code, params));
  }
}

async function xml(caller: Caller, request: HttpRequest): Promise<HttpResponse> {
  const call = readXml(new TextDecoder().decode(request.body));
  try {
    const body = new BodyWriter();
    writeXml(body, await caller.call(call.method, call.params, request.signal));
    return ok("text/xml", body.done());
  } catch (error) {
    const { code, params } = apiError(error);
    return ok("text/xml", failureXml(code, params));
  }
}

/** What xapi without JSON-RPC answers to it: it reads everything that is posted as XML. */
function unparsed(): HttpResponse {
  const member = (name: string, value: string) =>
    `<member><name>${name}</name><value>${value}</value></member>`;
  const fault = member("faultCode", "<int>1</int>") +
    member("faultString", "<string>Failed to parse supplied XML</string>");
  return {
    status: "200 OK",
    headers: [["content-type", "text/xml"]],
    body: `<methodResponse><fault><value><struct>${fault}</struct></value></fault></methodResponse>`,
  };
}

/** The third shape of errors. */
function early(...error: readonly string[]): HttpResponse {
  return ok("application/json", `{"jsonrpc":"2.0","error":[${error.map(quote).join(",")}],"id":0}`);
}

function success(call: JsonCall, answer: Answer): Body {
  const body = new BodyWriter();
  const id = JSON.stringify(call.id);
  const latest = call.version === "2.0";
  body.text(latest ? '{"jsonrpc":"2.0","result":' : '{"result":');
  writeJson(body, answer);
  body.text(latest ? `,"id":${id}}` : `,"error":null,"id":${id}}`);
  return body.done();
}

function failure(call: JsonCall, code: string, params: readonly string[]): string {
  const id = JSON.stringify(call.id);
  return call.version === "2.0"
    ? `{"jsonrpc":"2.0","error":{"code":1,"message":${quote(code)},"data":[${
      params.map(quote).join(",")
    }]},"id":${id}}`
    : `{"result":null,"error":[${[code, ...params].map(quote).join(",")}],"id":${id}}`;
}

function apiError(error: unknown): { code: string; params: readonly string[] } {
  return error instanceof ApiError ? error : { code: "INTERNAL_ERROR", params: [String(error)] };
}

function ok(type: string, body: string | Body): HttpResponse {
  return { status: "200 OK", headers: [["content-type", type], ...CORS], body };
}

function options(request: HttpRequest): HttpResponse {
  const asked = request.headers.get("access-control-request-headers");
  return {
    status: "200 OK",
    headers: [
      ["Access-Control-Allow-Origin", "*"],
      [
        "Access-Control-Allow-Headers",
        asked === undefined ? "X-Requested-With" : `${asked}, X-Requested-With`,
      ],
      ["Access-Control-Allow-Methods", "PUT"],
    ],
    body: "",
  };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
