// JSON by hand: the same as the engine where that is right, and right where it is not.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { hasEscapedName, parseByHand } from "./json_by_hand.ts";
import { parseJson } from "./json_text.ts";

Deno.test("an escape in a name is found, one in a text is not", () => {
  for (const text of ['{"\\"":1}', '{"a":{"b\\u00e9c" :1}}', '["\\\\",{"\\\\\\"x"\n:1}]']) {
    assert(hasEscapedName(text), text);
  }
  for (
    const text of [
      '{"a":"\\"","b":1}',
      '["\\"b\\":1"]',
      '{"a":"{\\"b\\":1}","c":":"}',
      '{"a:":1}',
      '"\\\\"',
      "\\",
    ]
  ) {
    assert(!hasEscapedName(text), text);
  }
});

Deno.test("whatever is written is read, names with escapes among it, in any order", () => {
  const name = fc.string({ unit: fc.constantFrom('"', "\\", "\u00a0", "\n", "a", "é"), maxLength: 3 });
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      fc.jsonValue(),
      name,
      fc.array(tie("tree")),
      fc.dictionary(name, tie("tree"), { noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(tree, fc.constantFrom(0, 1, "\t"), (value, space) => {
      const text = JSON.stringify(value, null, space);
      // -0 is written as 0.
      const plain = structuredClone(value);
      assert.equal(JSON.stringify(parseByHand(text)), JSON.stringify(plain));
      assert.equal(JSON.stringify(parseJson(text)), JSON.stringify(plain));
    }),
    { numRuns: 1_000, seed: 20261123 },
  );
});

Deno.test("what is no JSON is refused, as by the engine", () => {
  const pieces = fc.constantFrom(
    '"',
    "\\",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "1",
    "-",
    ".",
    "e",
    "0",
    "true",
    "null",
    " ",
    "\n",
    "a",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 7 }), (list) => {
      const text = list.join("");
      let refused = false;
      try {
        JSON.parse(text);
      } catch (error) {
        assert(error instanceof SyntaxError);
        refused = true;
      }
      if (refused) assert.throws(() => parseByHand(text), SyntaxError, text);
      else parseByHand(text);
    }),
    { numRuns: 5_000, seed: 20261123 },
  );
  assert.throws(() => parseByHand("[".repeat(100_000)), SyntaxError);
});

Deno.test("names that the engine confuses are told apart", () => {
  parseJson('{"h":[],"\\\\":0}');
  assert.deepEqual(parseJson('{"h":1,"\\"":2}'), { h: 1, '"': 2 });
  assert.deepEqual(parseJson('{"h":NaN,"\\u00a0":2}'), { h: "NaN", "\u00a0": 2 });
});
