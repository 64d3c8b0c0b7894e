// Sentences for people: complete for what the model names, and never odd.
import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import { ERROR_SENTENCES } from "./error_sentences.ts";
import { errorText } from "./error_text.ts";
import { ERRORS } from "./schema.ts";
import { oddities } from "./testdata/oddities.ts";

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

Deno.test("alternatives read as such, texts of xapi's own become part of the sentence", () => {
  assert.equal(
    errorText("VM_BAD_POWER_STATE", ["OpaqueRef:1", "paused, suspended, running", "halted"]),
    "The VM is halted, this needs it to be paused, suspended or running",
  );
  assert.equal(
    errorText("INVALID_VALUE", ["shutdown_delay must be non-negative", "-1"]),
    "A value is not valid: shutdown_delay must be non-negative (-1)",
  );
  assert.equal(errorText("INTERNAL_ERROR", ["Not found. "]), "The pool failed inside: Not found");
  assert.equal(
    errorText("INTERNAL_ERROR", ['Failure("Unknown tag/contents")']),
    "The pool failed inside: Unknown tag/contents",
  );
  assert.equal(
    errorText("PIF_CONFIGURATION_ERROR", [
      "OpaqueRef:1",
      "script error [script = /sbin/ip, args = link, code = Exit code 2, stdout = , stderr = Error: Unknown device type.\n]",
    ]),
    "The interface could not be configured: Error: Unknown device type",
  );
  assert.equal(errorText("HANDLE_INVALID", ["VDI", "OpaqueRef:1"]), "The disk does not exist any more");
  assert.equal(errorText("HANDLE_INVALID", ["task", "OpaqueRef:1"]), "The task does not exist any more");
  assert.equal(
    errorText("OTHER_OPERATION_IN_PROGRESS", ["VM", "OpaqueRef:1", "clean_shutdown", "OpaqueRef:2"]),
    "Another operation is under way on this VM: clean shutdown",
  );
  assert.equal(
    errorText("CANNOT_EVACUATE_HOST", [
      "VM_REQUIRES_SR,OpaqueRef:1,OpaqueRef:2|VM_REQUIRES_SR,OpaqueRef:3,OpaqueRef:2|HOST_HAS_RESIDENT_VMS,OpaqueRef:4",
    ]),
    "The host cannot be evacuated: the host has no access to storage that the VM needs; VMs still run on the host",
  );
  assert.equal(errorText("CANNOT_EVACUATE_HOST", ["no room"]), "The host cannot be evacuated: no room");
});

Deno.test("an unknown code still reads well", () => {
  assert.equal(errorText("FOO_BAR", ["a", "OpaqueRef:1", "b"]), "The pool answered FOO_BAR (a, b)");
  assert.equal(errorText("FOO_BAR", []), "The pool answered FOO_BAR");
  assert.equal(errorText("toString", []), "The pool answered toString");
});

/** What a parameter of that name looks like. */
function sample(name: string, index: number): string {
  if (/space|size|bytes|memory/i.test(name)) return "2147483648";
  if (/version|build/i.test(name)) return `8.${index}`;
  if (/amount|number|count|length|timeout|expected|received|^\d/i.test(name)) return String(index + 3);
  return `${name.toLowerCase().replace(/\W+/g, "-")}-${index}`;
}

Deno.test("every code of the model has a sentence of its own, which reads well whatever its parameters are", () => {
  const REF = "OpaqueRef:01234567-89ab-cdef-0123-456789abcdef";
  for (const [code, names] of Object.entries(ERRORS)) {
    const cases: [what: string, params: string[]][] = [
      ["as documented", names.map(sample)],
      ["references", names.map(() => REF)],
      ["a reference and texts", names.map((name, i) => i === 0 ? REF : sample(name, i))],
      ["missing", []],
      ["empty", names.map(() => "")],
      ["xapi's own sentences", names.map((name) => `The ${name} is\n  not so: see ${REF}. `)],
      ["more than documented", [...names.map(sample), "one", REF, "two"]],
    ];
    for (const [what, params] of cases) {
      const text = errorText(code, params);
      assert.deepEqual(oddities(text), [], `${code}, parameters ${what}: ${text}`);
      assert.doesNotMatch(text, /^The pool answered/, code);
    }
  }
});

Deno.test("every place in a sentence is one of a documented parameter, every sentence one of a code", () => {
  for (const [code, sentence] of Object.entries(ERROR_SENTENCES)) {
    const params = ERRORS[code];
    assert(params !== undefined, `${code} is no code of the model`);
    const places = [...sentence.matchAll(/\{(\d)[bnow]?\}/g)].map((match) => Number(match[1]));
    // A code without documented parameters may have some nevertheless.
    assert(
      places.every((place) => place < Math.max(params.length, 1)),
      `${code} has only ${params.length} parameters`,
    );
    assert.equal(places.length > 0, sentence.includes("{"), code);
  }
});

const model = new URL("../../../shared/xapi/model.json", import.meta.url);
const ignore = !existsSync(model);

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

Deno.test("a sentence stays short and is made at once, whatever a pool answers", () => {
  const begun = performance.now();
  const hostile = [
    "script error [" + "stderr = ".repeat(100_000),
    ...Array.from({ length: 100_000 }, String),
  ];
  for (const code of ["CANNOT_EVACUATE_HOST", "SESSION_AUTHENTICATION_FAILED", "X".repeat(1_000_000)]) {
    assert.ok(errorText(code, hostile).length < 4_000, code.slice(0, 40));
  }
  assert.ok(performance.now() - begun < 500);
});
