import assert from "node:assert/strict";
import { classTokens, stylesheet } from "./stylesheet.ts";

Deno.test("words of string literals that may be classes are found, others are not", () => {
  const tokens = classTokens('<p class="mb-2 lg:grid-cols-2">Hello World, {x ? "t-bad" : `soft ${y}`}</p>');
  for (const token of ["mb-2", "lg:grid-cols-2", "t-bad", "soft"]) assert.ok(tokens.has(token), token);
  assert.ok(!tokens.has("Hello"));
});

Deno.test("the sheet holds the base layer and the utilities in use, and no other", async () => {
  const css = await stylesheet(".btn { color: red }", ['<p class="mb-2 text-accent no-such-class">']);
  assert.match(css, /^\.btn\{color:red\}/);
  assert.match(css, /\.mb-2\{margin-bottom:/);
  assert.match(css, /\.text-accent\{color:var\(--accent\)\}/);
  assert.ok(!css.includes("no-such-class") && !css.includes("mb-3"));
});
