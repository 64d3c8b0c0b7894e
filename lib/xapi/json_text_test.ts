// Bare special floats in JSON: repaired outside strings, and nowhere else.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { parseJson } from "./json_text.ts";

Deno.test("bare NaN and infinities are read", () => {
  assert.deepEqual(parseJson('{"a":NaN,"b":-NaN,"c":Infinity,"d":[-Infinity, nan ,inf]}'), {
    a: "NaN",
    b: "NaN",
    c: Infinity,
    d: [-Infinity, "NaN", Infinity],
  });
});

Deno.test("strings that look like special floats stay as they are", () => {
  const tricky = ["x:NaN,", ":NaN}", "\\", '"', '\\":NaN,', "[NaN]", "é:Infinity,"];
  const text = JSON.stringify({ tricky, [":NaN,"]: 1 });
  assert.deepEqual(parseJson(text.replace(/}$/, ',"":NaN}')), { tricky, [":NaN,"]: 1, "": "NaN" });
});

Deno.test("any JSON with one bare NaN is read as if it stood there as text", () => {
  fc.assert(fc.property(fc.jsonValue(), fc.string(), (value, key) => {
    const text = JSON.stringify([value, key]);
    const expected = JSON.parse(`[${text},{"p":"NaN"},${text}]`);
    assert.deepEqual(parseJson(`[${text},{"p":NaN},${text}]`), expected);
  }));
});

Deno.test("what is broken otherwise stays an error", () => {
  for (const text of ["", "<html>", '{"a":', '{"a":NaNNaN}', '{"a":NaN']) {
    assert.throws(() => parseJson(text), SyntaxError);
  }
});
