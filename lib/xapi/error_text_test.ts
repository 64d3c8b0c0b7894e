// Sentences for people: complete for what the model names, and never odd.
import { strict as assert } from "node:assert";
import { ERROR_SENTENCES } from "./error_sentences.ts";
import { errorText } from "./error_text.ts";
import { ERRORS } from "./schema.ts";

Deno.test("a code's sentence carries its parameters, but no reference", () => {
  assert.equal(
    errorText("VM_BAD_POWER_STATE", ["OpaqueRef:1", "halted", "running"]),
    "The VM is running, this needs it to be halted",
  );
  assert.equal(
    errorText("SESSION_INVALID", ["OpaqueRef:00-secret"]),
    "The session has ended, a new sign-in is needed",
  );
  assert.equal(
    errorText("HOST_NOT_ENOUGH_FREE_MEMORY", ["2147483648", "1073741824"]),
    "The host has not enough free memory: 2 GiB needed, 1 GiB available",
  );
  assert.equal(errorText("HOST_NOT_ENOUGH_FREE_MEMORY", []), "The host has not enough free memory");
  assert.equal(
    errorText("SR_BACKEND_FAILURE_46", ["", "The VDI is not available", ""]),
    "The storage reported an error: The VDI is not available",
  );
});

Deno.test("an unknown code still reads well", () => {
  assert.equal(errorText("FOO_BAR", ["a", "OpaqueRef:1", "b"]), "The pool answered FOO_BAR (a, b)");
  assert.equal(errorText("FOO_BAR", []), "The pool answered FOO_BAR");
  assert.equal(errorText("toString", []), "The pool answered toString");
});

Deno.test("every sentence is a sentence, for a code of the model, with places its parameters fill", () => {
  for (const [code, sentence] of Object.entries(ERROR_SENTENCES)) {
    const params = ERRORS[code];
    assert(params !== undefined, `${code} is no code of the model`);
    const places = [...sentence.matchAll(/\{(\d)b?\}/g)].map((match) => Number(match[1]));
    // A code without documented parameters may have some nevertheless; a place must then be optional, which fill() ensures.
    assert(
      places.every((place) => place < Math.max(params.length, 1)),
      `${code} has only ${params.length} parameters`,
    );
    const text = errorText(code, params.map((_, i) => String(i + 1)));
    assert.match(text, /^[A-Z].*[^.\s]$/, code);
    assert.doesNotMatch(text, /[{}[\]|]|OpaqueRef| {2}/, code);
  }
});

const model = new URL("../../../shared/xapi/model.json", import.meta.url);

function missing(url: URL): boolean {
  try {
    Deno.statSync(url);
    return false;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    throw error;
  }
}

const ignore = missing(model);

Deno.test({
  name: `every code that a message of the model names has a sentence${
    ignore ? " (skipped: the model is not here)" : ""
  }`,
  ignore,
  async fn() {
    const { classes }: { classes: Record<string, { messages: Record<string, { errors?: string[] }> }> } = JSON
      .parse(
        await Deno.readTextFile(model),
      );
    const named = Object.values(classes).flatMap((c) =>
      Object.values(c.messages).flatMap((m) => m.errors ?? [])
    );
    assert.deepEqual([...new Set(named)].filter((code) => !Object.hasOwn(ERROR_SENTENCES, code)), []);
  },
});
