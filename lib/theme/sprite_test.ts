import assert from "node:assert/strict";
import { sprite } from "./sprite.ts";

Deno.test("each icon is one symbol, without the attributes of its file", async () => {
  const svg = await sprite(
    ["a", "b"],
    (name) => Promise.resolve(`<svg\n  width="24">\n  <path d="${name}" />\n</svg>\n`),
  );
  assert.match(svg, /<symbol id="a" viewBox="0 0 24 24"><path d="a" \/><\/symbol>/);
  assert.match(svg, /<symbol id="b"/);
  assert.ok(!svg.includes('width="24"'));
});

Deno.test("a file that is no SVG stops the build", async () => {
  await assert.rejects(sprite(["a"], () => Promise.resolve("nothing")), /The icon "a" is no SVG file/);
});
