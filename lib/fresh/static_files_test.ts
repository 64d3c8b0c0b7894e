import { deepEqual, equal } from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { App } from "./app.ts";
import { type AssetFile, currentAssets, registerAssets } from "./build.ts";
import { parseRange, staticFiles } from "./static_files.ts";

const CSS = "p { color: red }\n".repeat(100);
const BYTES: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  "a-1a.css": new TextEncoder().encode(CSS),
  "b-2b.png": Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
};
const css: AssetFile = { file: "a-1a.css", type: "text/css; charset=utf-8", hash: "1a", size: CSS.length };
const png: AssetFile = { file: "b-2b.png", type: "image/png", hash: "2b", size: 10 };

async function ask(path: string, headers: HeadersInit = {}, method = "GET"): Promise<Response> {
  const before = currentAssets();
  registerAssets({
    names: {},
    files: { "/a.css": css, "/a-1a.css": css, "/b ä.png": png, "/b-2b.png": png },
    read: (file) => Promise.resolve(BYTES[file] ?? new Uint8Array()),
  });
  try {
    const app = new App().use(staticFiles()).post("/a.css", (ctx) => ctx.text("posted"));
    return await app.handler()(new Request(`http://atoll.test${path}`, { method, headers }));
  } finally {
    registerAssets(before);
  }
}

Deno.test("hashed names are kept for ever, plain ones are asked for again", async () => {
  const hashed = await ask("/a-1a.css");
  equal(hashed.headers.get("cache-control"), "public, max-age=31536000, immutable");
  const plain = await ask("/a.css");
  deepEqual(["cache-control", "etag", "content-type"].map((name) => plain.headers.get(name)), [
    "no-cache",
    '"1a"',
    "text/css; charset=utf-8",
  ]);
  equal(await plain.text(), CSS);
  equal((await ask("/b%20%C3%A4.png")).status, 200);
});

Deno.test("a known ETag answers 304, weak, encoded or in a list", async () => {
  for (const tag of ['"1a"', 'W/"1a"', '"1a-br"', '"x", "1a-gzip"', "*"]) {
    const response = await ask("/a.css", { "if-none-match": tag });
    deepEqual([response.status, await response.text()], [304, ""], tag);
  }
  equal((await ask("/a.css", { "if-none-match": '"other"' })).status, 200);
});

Deno.test("text is compressed as the browser accepts, pictures are not", async () => {
  const br = await ask("/a.css", { "accept-encoding": "gzip, deflate, br" });
  deepEqual([br.headers.get("content-encoding"), br.headers.get("etag")], ["br", '"1a-br"']);
  equal(brotliDecompressSync(await br.bytes()).toString(), CSS);
  const gzip = await ask("/a.css", { "accept-encoding": "gzip;q=0.5, br;q=0" });
  equal(gzip.headers.get("content-encoding"), "gzip");
  equal(gunzipSync(await gzip.bytes()).toString(), CSS);
  equal((await ask("/b-2b.png", { "accept-encoding": "br" })).headers.get("content-encoding"), null);
});

Deno.test("ranges give their part, stale and odd ones the whole, impossible ones 416", async () => {
  const part = await ask("/b-2b.png", { range: "bytes=2-4" });
  deepEqual([part.status, part.headers.get("content-range"), [...await part.bytes()]], [206, "bytes 2-4/10", [
    2,
    3,
    4,
  ]]);
  equal((await ask("/b-2b.png", { range: "bytes=0-1", "if-range": '"old"' })).status, 200);
  const impossible = await ask("/b-2b.png", { range: "bytes=10-" });
  deepEqual([impossible.status, impossible.headers.get("content-range")], [416, "bytes */10"]);
  deepEqual(
    ["bytes=-3", "bytes=7-99", "bytes=5-2", "bytes=0-1,3-4", "lines=1-2", "bytes=-0"].map((range) =>
      parseRange(range, 10)
    ),
    [
      [7, 9],
      [7, 9],
      null,
      null,
      null,
      "unsatisfiable",
    ],
  );
});

Deno.test("HEAD has headers only, other methods and unknown paths go on to the routes", async () => {
  const head = await ask("/b-2b.png", {}, "HEAD");
  deepEqual([head.status, head.headers.get("content-length"), await head.text()], [200, "10", ""]);
  equal(await (await ask("/a.css", {}, "POST")).text(), "posted");
  for (const path of ["/nothing", "/../deno.json", "/..%2fdeno.json", "/%zz", "/constructor", "//a.css"]) {
    equal((await ask(path)).status, 404, path);
  }
});
