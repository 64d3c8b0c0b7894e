import assert from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { compressed, encodingFor } from "./compress.ts";

const PAGE = "<p>a VM</p>".repeat(500);
const ask = (accept: string, method = "GET") =>
  new Request("http://atoll/", { method, headers: { "accept-encoding": accept } });
const page = (headers: HeadersInit = {}) =>
  new Response(PAGE, { headers: { "content-type": "text/html; charset=utf-8", ...headers } });
const bytes = async (response: Response) => new Uint8Array(await response.arrayBuffer());

Deno.test("brotli goes before gzip, and q=0 refuses", () => {
  assert.equal(encodingFor("gzip, deflate, br, zstd"), "br");
  assert.equal(encodingFor("gzip, br;q=0"), "gzip");
  assert.equal(encodingFor("identity"), undefined);
  assert.equal(encodingFor(null), undefined);
});

Deno.test("a page is packed, says so, and unpacks to itself", async () => {
  const brotli = await compressed(ask("br"), page({ "content-length": "5500" }));
  assert.equal(brotli.headers.get("content-encoding"), "br");
  assert.equal(brotli.headers.get("vary"), "accept-encoding");
  assert.equal(brotli.headers.get("content-length"), null);
  assert.equal(brotliDecompressSync(await bytes(brotli)).toString(), PAGE);
  const gzip = await compressed(ask("gzip"), page({ etag: '"a"' }));
  assert.equal(gzip.headers.get("etag"), 'W/"a"');
  assert.equal(gunzipSync(await bytes(gzip)).toString(), PAGE);
});

Deno.test("an event stream, a packed file, a short answer and a HEAD pass as they are", async () => {
  const stream = new Response("data: 1\n\n".repeat(500), {
    headers: { "content-type": "text/event-stream" },
  });
  assert.equal(await compressed(ask("br"), stream), stream);
  const packed = page({ "content-encoding": "gzip" });
  assert.equal(await compressed(ask("br"), packed), packed);
  const short = await compressed(ask("br"), Response.json({ ok: true }, { status: 422 }));
  assert.equal(short.headers.get("content-encoding"), null);
  assert.deepEqual([short.status, await short.json()], [422, { ok: true }]);
  const head = await compressed(ask("br", "HEAD"), page());
  assert.equal(head.headers.get("content-encoding"), null);
});
