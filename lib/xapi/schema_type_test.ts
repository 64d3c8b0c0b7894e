// The model's type notation.
import { strict as assert } from "node:assert";
import { CLASSES } from "./schema.ts";
import { parseType } from "./schema_type.ts";

Deno.test("types nest", () => {
  assert.deepEqual(parseType("(VM ref -> (string -> string) map) map"), {
    kind: "map",
    key: { kind: "ref", name: "VM" },
    value: { kind: "map", key: { kind: "string" }, value: { kind: "string" } },
  });
  assert.deepEqual(parseType("string set set"), { kind: "set", of: { kind: "set", of: { kind: "string" } } });
  assert.equal(parseType("VM ref"), parseType("VM ref"));
  assert.throws(() => parseType("thing"), /Cannot read the model type "thing"/);
});

Deno.test("every type of the model is read", () => {
  const texts = Object.values(CLASSES).flatMap(({ fields, messages }) => [
    ...Object.values(fields).map(([type]) => type),
    ...Object.values(messages).flatMap((
      message,
    ) => [message.result, ...message.params.map(([, type]) => type)]),
  ]);
  assert(texts.length > 5_000);
  for (const text of texts) assert.ok(parseType(text).kind);
});
