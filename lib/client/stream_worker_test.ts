import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { bundleWorker } from "fresh/dev";

const root = fileURLToPath(new URL("../../", import.meta.url));

Deno.test("the worker is small and brings nothing of the pages along", async () => {
  const script = new TextDecoder().decode(await bundleWorker(root, `${root}lib/client/stream_worker.ts`));
  assert.ok(script.length < 12_000, `${script.length} bytes`);
  assert.ok(script.includes("/api/v1/stream"));
  assert.doesNotMatch(script, /\bdocument\b|preact/);
});
