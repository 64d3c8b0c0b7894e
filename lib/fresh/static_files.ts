// Serves the build's static files.
import { type AssetFile, currentAssets } from "./build.ts";
import type { Middleware } from "./types.ts";
import { brotliCompress, constants, gzip } from "node:zlib";
import { promisify } from "node:util";

const COMPRESSIBLE =
  /^(text\/|application\/(javascript|json|manifest\+json|wasm|xml)|image\/(svg\+xml|x-icon))/;
/** Below this many bytes compression gains nothing worth a header. */
const LEAST_TO_COMPRESS = 200;

type Bytes = Uint8Array<ArrayBuffer>;
type Encoding = "br" | "gzip";

/** Read and compressed once a process, at the highest level, off the main loop: the files never change. */
const bodies = new Map<string, Promise<Bytes>>();

function once(key: string, make: () => Promise<Bytes>): Promise<Bytes> {
  let body = bodies.get(key);
  if (!body) {
    body = make();
    bodies.set(key, body);
    body.catch(() => bodies.delete(key));
  }
  return body;
}

function plain(file: AssetFile): Promise<Bytes> {
  const assets = currentAssets();
  return once(`${file.hash}:${file.file}`, () => assets.read(file.file));
}

function encoded(file: AssetFile, encoding: Encoding): Promise<Bytes> {
  return once(`${file.hash}:${file.file}:${encoding}`, async () => {
    const body = await plain(file);
    const packed = encoding === "gzip"
      ? await promisify(gzip)(body, { level: 9 })
      : await promisify(brotliCompress)(
        body,
        { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } },
      );
    return new Uint8Array(packed);
  });
}

function encodingFor(req: Request, file: AssetFile): Encoding | null {
  if (file.size < LEAST_TO_COMPRESS || !COMPRESSIBLE.test(file.type)) return null;
  const accepted = new Set(
    (req.headers.get("accept-encoding") ?? "").split(",")
      .filter((entry) => !/;\s*q=0(\.0*)?\s*$/.test(entry))
      .map((entry) => entry.split(";", 1)[0]?.trim()),
  );
  return accepted.has("br") ? "br" : accepted.has("gzip") ? "gzip" : null;
}

/** Bounds of a single-range request, null for what must be answered whole, "unsatisfiable" for 416. */
export function parseRange(
  header: string,
  size: number,
): [from: number, to: number] | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (!match || (match[1] === "" && match[2] === "")) return null;
  const [, first = "", last = ""] = match;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : [size - length, size - 1];
  }
  const from = Number(first);
  const to = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < from) return null;
  return from >= size ? "unsatisfiable" : [from, to];
}

/** Whether If-None-Match names this content, whatever encoding it was sent in. */
function matches(header: string | null, hash: string): boolean {
  return header !== null &&
    header.split(",").some((tag) => {
      const bare = tag.trim().replace(/^W\//, "").replaceAll('"', "");
      return bare === "*" || bare.split("-", 1)[0] === hash;
    });
}

/**
 * Serves the files of the build and nothing else: a path is looked up in the manifest, so there is nothing to traverse.
 * Hashed names are immutable; plain names are revalidated by ETag. GET and HEAD only, single ranges.
 */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const { req } = ctx;
    if (req.method !== "GET" && req.method !== "HEAD") return ctx.next();
    const file = lookUp(ctx.url.pathname.slice(ctx.config.basePath.length));
    if (!file) return ctx.next();

    const range = req.headers.get("range");
    const ranged = range !== null && (req.headers.get("if-range") ?? file.tag) === file.tag;
    const encoding = range === null ? encodingFor(req, file) : null;
    const headers = new Headers({
      "content-type": file.type,
      "etag": encoding === null ? file.tag : `"${file.hash}-${encoding}"`,
      "cache-control": file.immutable ? "public, max-age=31536000, immutable" : "no-cache",
      "accept-ranges": "bytes",
      "vary": "accept-encoding",
    });
    if (matches(req.headers.get("if-none-match"), file.hash)) {
      return new Response(null, { status: 304, headers });
    }
    if (encoding !== null) headers.set("content-encoding", encoding);

    const bounds = ranged ? parseRange(range, file.size) : null;
    if (bounds === "unsatisfiable") {
      headers.set("content-range", `bytes */${file.size}`);
      return new Response(null, { status: 416, headers });
    }
    let body = encoding === null ? await plain(file) : await encoded(file, encoding);
    let status = 200;
    if (bounds !== null) {
      headers.set("content-range", `bytes ${bounds[0]}-${bounds[1]}/${file.size}`);
      body = body.subarray(bounds[0], bounds[1] + 1);
      status = 206;
    }
    headers.set("content-length", String(body.length));
    return new Response(req.method === "HEAD" ? null : body, { status, headers });
  };
}

function lookUp(pathname: string): AssetFile & { tag: string; immutable: boolean } | null {
  const { files } = currentAssets();
  let path = pathname;
  try {
    path = decodeURIComponent(pathname);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
  }
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (!file) return null;
  return { ...file, tag: `"${file.hash}"`, immutable: path === "/" + file.file };
}
