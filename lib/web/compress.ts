// Compression of what is made per request: pages and JSON. Static files bring their own; an event stream stays as it is.
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Middleware } from "fresh";
import type { State } from "@/fresh.config.ts";

const COMPRESSIBLE = /^(text\/html|text\/plain|application\/(problem\+)?json)\b/;
/** Below one packet there is nothing to gain (bytes). */
const LEAST = 1024;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** br where the browser takes it (it says so over TLS only), else gzip; undefined for none of them or `q=0`. */
export function encodingFor(accept: string | null): "br" | "gzip" | undefined {
  const accepted = new Set(
    (accept ?? "").split(",").filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part)).map((part) =>
      part.split(";")[0]?.trim().toLowerCase()
    ),
  );
  if (accepted.has("br")) return "br";
  return accepted.has("gzip") ? "gzip" : undefined;
}

/** Compresses a response where that pays. The work is done off the event loop. */
export async function compressed(request: Request, response: Response): Promise<Response> {
  const { headers } = response;
  const type = headers.get("content-type") ?? "";
  if (!COMPRESSIBLE.test(type) || headers.has("content-encoding") || response.body === null) return response;
  const vary = new Headers(headers);
  vary.append("vary", "accept-encoding");
  const encoding = request.method === "HEAD"
    ? undefined
    : encodingFor(request.headers.get("accept-encoding"));
  const init = { status: response.status, statusText: response.statusText, headers: vary };
  if (encoding === undefined) return new Response(response.body, init);
  const plain = new Uint8Array(await response.arrayBuffer());
  if (plain.length < LEAST) return new Response(plain, init);
  const packed = encoding === "br"
    ? await brotli(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
    })
    : await zip(plain, { level: 6 });
  vary.set("content-encoding", encoding);
  vary.delete("content-length");
  // An entity tag names one exact form.
  const tag = vary.get("etag");
  if (tag !== null && !tag.startsWith("W/")) vary.set("etag", `W/${tag}`);
  return new Response(new Uint8Array(packed), init);
}

/** The middleware around pages and the API. */
export function compress(): Middleware<State> {
  return async (ctx) => await compressed(ctx.req, await ctx.next());
}
