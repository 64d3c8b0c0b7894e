import assert from "node:assert/strict";
import { document } from "./document.ts";

Deno.test("docs/health.md is what the rules are", async () => {
  const written = await Deno.readTextFile(new URL("../../docs/health.md", import.meta.url));
  assert.equal(written, document(), "Write it anew: deno run -A lib/health/document.ts");
});
