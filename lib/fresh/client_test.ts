// client.ts needs a DOM: tests/fresh/islands_test.ts tries it in a browser. Here is what it weighs.
import { ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

Deno.test("beside preact and signals the browser loads at most 2 KB of the framework, compressed", async () => {
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: [fileURLToPath(new URL("./client.ts", import.meta.url))],
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      external: ["preact", "@preact/signals"],
      write: false,
    });
    const size = gzipSync(outputFiles[0]?.contents ?? new Uint8Array()).length;
    ok(size > 0 && size <= 2048, `${size} bytes`);
  } finally {
    await esbuild.stop();
  }
});
