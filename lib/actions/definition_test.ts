import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import { flag, longText, nameText, parseArguments } from "./definition.ts";

const schema = z.object({ name: nameText, about: longText.optional(), hard: flag.default(false) });

function fault(given: unknown): AtollError {
  try {
    parseArguments(schema, given);
  } catch (error) {
    assert(error instanceof AtollError);
    return error;
  }
  assert.fail("was accepted");
}

Deno.test("arguments come from JSON and from forms alike", () => {
  assert.deepEqual(parseArguments(schema, { name: " web ", hard: true }), { name: "web", hard: true });
  assert.deepEqual(parseArguments(schema, { name: "web", hard: "on", about: "a\r\nb", _csrf: "x" }), {
    name: "web",
    hard: true,
    about: "a\nb",
  });
  assert.deepEqual(parseArguments(schema, { name: "web", hard: "" }), { name: "web", hard: false });
});

Deno.test("what is wrong is one sentence that names the argument", () => {
  const cases: [unknown, string, string][] = [
    [{}, "name", 'The argument "name" is missing'],
    [{ name: 7 }, "name", 'The argument "name" is no text'],
    [{ name: "  " }, "name", 'The argument "name" is empty'],
    [{ name: "x".repeat(256) }, "name", 'The argument "name" is longer than 255 characters'],
    [{ name: "a\u0000b" }, "name", 'The argument "name" holds a control character'],
    [{ name: "a\nb" }, "name", 'The argument "name" holds a control character'],
    [{ name: "a", about: "\u0001" }, "about", 'The argument "about" holds a control character'],
    [{ name: "a", hard: "maybe" }, "hard", 'The argument "hard" is neither true nor false'],
  ];
  for (const [given, field, message] of cases) {
    const error = fault(given);
    assert.deepEqual([error.status, error.field, error.message], [422, field, message]);
  }
  assert.throws(() => parseArguments(z.strictObject({}), { extra: 1 }), /There is no argument "extra"/);
});

Deno.test("whatever is given, the answer is arguments or a 422", () => {
  fc.assert(fc.property(fc.anything(), (given) => {
    try {
      assert.equal(typeof parseArguments(schema, given).name, "string");
    } catch (error) {
      assert(error instanceof AtollError && error.status === 422, String(error));
    }
  }));
});
