// Answers are believed only when they fit.
import { strict as assert } from "node:assert";
import { ConnectionError } from "./errors.ts";
import { checkResult, misfit } from "./misfit.ts";
import { parseType } from "./schema_type.ts";
import type { Value } from "./types.ts";

const look = (type: string, value: Value) => misfit(parseType(type), value);

Deno.test("what is of its type fits; what is not is named by its place", () => {
  assert.equal(look("int", 1), null);
  assert.equal(look("float", NaN), null);
  assert.equal(look("VM ref", null), null);
  assert.equal(look("string option", null), null);
  assert.equal(look("enum vm_power_state", "Hibernating"), null, "a newer xapi may know more words");
  assert.equal(look("int", "1"), "no int");
  assert.equal(look("void", "x"), "no void");
  assert.equal(look("string set set", [["a"], [1]]), "[1][0]: no string");
  assert.equal(look("(string -> int) map", { a: 1, b: "x" }), "[b]: no int");
  assert.equal(look("(string -> int) map", ["a"]), "no map");
});

Deno.test("a record may have more than the model knows, and lack what came after XenServer 5.6", () => {
  const console = { uuid: "u", protocol: "rfb", location: "x", VM: null, other_config: {} };
  assert.equal(look("console record", { ...console, brand_new: [1] }), null);
  assert.equal(look("console record", { ...console, location: 5 }), ".location: no string");
  const { uuid: _, ...without } = console;
  assert.equal(look("console record", without), ".uuid: missing");
  assert.equal(look("(VM ref -> console record) map", { r: without }), "[r].uuid: missing");
});

Deno.test("an answer that does not fit is a bad answer, said without quoting it", async () => {
  const refused = async (method: string, value: Value, words: RegExp) =>
    await assert.rejects(
      checkResult(method, value),
      (error) => error instanceof ConnectionError && error.kind === "bad-answer" && words.test(error.message),
    );
  await refused("VM.get_by_name_label", "secret", /^The answer to VM.get_by_name_label .* \(no set\)$/);
  await refused("VM.clone", null, /\(no ref\)$/);
  await refused("VM.get_by_uuid", null, /\(no ref\)$/);
  await refused("VM.get_all_records", { "OpaqueRef:1": {} }, /\(\[OpaqueRef:1\]\.uuid: missing\)$/);
  await checkResult("VM.get_affinity", null);
  await checkResult("VM.get_all_records", {});
  await checkResult("New.thing", "anything");
});
