import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleBrowser, bundleWorker } from "./bundle.ts";

const runtime = dirname(fileURLToPath(import.meta.url));
const root = join(runtime, "../../tests/fresh/fixture");

Deno.test("islands are split: shared code in chunks of its own, listed with each island", async () => {
  const bundle = await bundleBrowser({
    root,
    runtime,
    islands: new Map([["Box", "islands/Box.tsx"], ["Identity", "islands/Identity.tsx"]]),
    assets: { "/style.css": "/style-1a.css" },
  });
  const text = (url: string) =>
    new TextDecoder().decode(bundle.files.find(({ path }) => path === url)?.contents ?? new Uint8Array());
  const box = bundle.entry("Box");
  match(box.chunk, /^\/_fresh\/js\/island-Box-[A-Z0-9]+\.js$/);
  ok(box.imports.length > 0 && box.imports.every((url) => text(url).length > 0));
  ok(bundle.client.imports.some((url) => box.imports.includes(url)));
  ok(text(bundle.entry("Identity").chunk).includes('"/style-1a.css"'));
  ok(!text(box.chunk).includes("style-1a"));
});

Deno.test("what all islands are given to share is one chunk, loaded with each of them", async () => {
  const islands = new Map([["Box", "islands/Box.tsx"], ["Identity", "islands/Identity.tsx"]]);
  const options = { root, runtime, islands, assets: {} };
  const alone = await bundleBrowser(options);
  const shared = await bundleBrowser({ ...options, shared: "islands/Box.tsx" });
  const chunk = shared.entry("Box").chunk;
  ok(
    shared.entry("Identity").imports.some((url) =>
      url === chunk || shared.entry("Box").imports.includes(url)
    ),
  );
  ok(shared.files.length <= alone.files.length + 1);
});

Deno.test("without islands there is nothing to ship", async () => {
  const bundle = await bundleBrowser({ root, runtime, islands: new Map(), assets: {} });
  deepEqual(bundle.files, []);
});

Deno.test("a module that does not bundle fails with its name", async () => {
  const islands = new Map([["None", "islands/None.tsx"]]);
  await rejects(bundleBrowser({ root, runtime, islands, assets: {} }), /islands\/None\.tsx/);
  equal(islands.size, 1);
});

Deno.test("a worker is one classic script with all it imports", async () => {
  const script = new TextDecoder().decode(await bundleWorker(root, join(root, "islands/Identity.tsx")));
  ok(script.length > 0);
  ok(!/^\s*(import|export)\b/m.test(script));
});
