// What every request passes before it reaches a route: no other site may act in a visitor's name, no body may be too large
// or of an unknown kind.
import type { z } from "@hono/zod-openapi";
import { parseArguments } from "@/lib/actions/definition.ts";
import { AtollError } from "@/lib/errors.ts";

/** Largest body the API reads. */
export const BODY_BYTES = 64 * 1024;

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Throws AtollError 403 when an unsafe request comes from a page of another site. Browsers tell so themselves: every one of
 * them sends Sec-Fetch-Site or Origin with an unsafe request. One with neither is no browser, so no visitor's cookie was
 * lent to a stranger: programs pass.
 * @param secure the site is served over TLS: a page of the same host over plain http is another site
 */
export function checkOrigin(request: Request, secure: boolean): void {
  if (!SAFE.has(request.method)) checkSite(request, secure);
}

/**
 * Throws AtollError 403 when a page of another site opens a WebSocket: browsers let it, send the visitor's cookies along, and
 * ask nobody; and 426 when it is none that is opened. Who opens one besides is checked like for any request.
 */
export function checkUpgrade(request: Request, secure: boolean): void {
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    throw new AtollError(426, "no-websocket", "This address speaks WebSocket only");
  }
  checkSite(request, secure);
}

function checkSite(request: Request, secure: boolean): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const same = site !== null
    ? site === "same-origin" || site === "none"
    : origin === null || sameOrigin(origin, request, secure);
  if (!same) {
    throw new AtollError(403, "other-site", "Refused: the request comes from a page of another site");
  }
}

function sameOrigin(origin: string, request: Request, secure: boolean): boolean {
  const url = URL.parse(origin);
  if (url === null || (secure && url.protocol !== "https:")) return false;
  // The host as the client wrote it: behind a proxy the request's own URL may name another.
  return url.host === (request.headers.get("host") ?? new URL(request.url).host);
}

/**
 * The JSON body as the schema has it; an empty one counts as {}. Throws AtollError: 413 larger than BODY_BYTES, 415 no JSON,
 * 400 malformed, 422 with the field at fault.
 * @param most bytes, where a route takes files
 */
export async function readBody<S extends z.ZodType>(
  request: Request,
  schema: S,
  most = BODY_BYTES,
): Promise<z.infer<S>> {
  const text = await readText(request, most);
  if (text.trim() === "") return parseArguments(schema, {});
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new AtollError(415, "not-json", "The body is not JSON: send it with content-type application/json");
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AtollError(400, "malformed-json", "The body is malformed JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AtollError(422, "bad-argument", "The body is no JSON object", "body");
  }
  return parseArguments(schema, value);
}

async function readText(request: Request, most: number): Promise<string> {
  const tooLarge = () =>
    new AtollError(413, "too-large", `The body is too large: ${most / 1024} KiB at most`);
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge();
  if (request.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
