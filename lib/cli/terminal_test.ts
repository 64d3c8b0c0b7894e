import assert from "node:assert/strict";
import { readSecret } from "./terminal.ts";

/** Standard input that holds this. */
function typing(...parts: (string | number)[]): (buffer: Uint8Array) => Promise<number | null> {
  const bytes = parts.flatMap((part) =>
    typeof part === "number" ? [part] : [...new TextEncoder().encode(part)]
  );
  return (buffer) => {
    const byte = bytes.shift();
    if (byte === undefined) return Promise.resolve(null);
    buffer[0] = byte;
    return Promise.resolve(1);
  };
}

Deno.test("a secret is one line, or what there is", async () => {
  assert.equal(await readSecret(typing("pässword\nmore")), "pässword");
  assert.equal(await readSecret(typing("pässword\rmore")), "pässword");
  assert.equal(await readSecret(typing("no end")), "no end");
  assert.equal(await readSecret(typing()), "");
  assert.equal((await readSecret(typing("x".repeat(10_000)))).length, 4096);
});

Deno.test("of two lines each is read by itself", async () => {
  const input = typing("one\ntwo\n");
  assert.equal(await readSecret(input), "one");
  assert.equal(await readSecret(input), "two");
});

Deno.test("keys of a raw terminal do what they say", async () => {
  assert.equal(await readSecret(typing("ab", 127, "c", 10)), "ac");
  assert.equal(await readSecret(typing("aä", 127, "b", 8, 8, 8, "c", 10)), "c");
  assert.equal(await readSecret(typing("ab", 4)), "ab");
  await assert.rejects(readSecret(typing("ab", 3)), /Given up: nothing was changed/);
});
