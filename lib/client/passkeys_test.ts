import assert from "node:assert/strict";
import { addPasskey, hasPasskeys, signInByPasskey } from "./passkeys.ts";

/** Runs with an Atoll that answers so. */
async function withAnswer(answer: () => Response, run: (asked: string[]) => Promise<void>): Promise<void> {
  const before = globalThis.fetch;
  const asked: string[] = [];
  globalThis.fetch = (url) => {
    asked.push(String(url));
    return Promise.resolve().then(answer);
  };
  try {
    await run(asked);
  } finally {
    globalThis.fetch = before;
  }
}

Deno.test("where there are no passkeys none are offered", () => {
  assert.equal(hasPasskeys(), false);
});

Deno.test("what Atoll refuses is told in its own words", async () => {
  const refused = () =>
    Response.json({ error: { code: "confirm-first", message: "Enter your password" } }, { status: 403 });
  await withAnswer(refused, async (asked) => {
    assert.deepEqual(await addPasskey("key"), { ok: false, message: "Enter your password" });
    assert.deepEqual(asked, ["/api/v1/factors/passkeys/question"]);
  });
});

Deno.test("an Atoll that is away, or answers with no words, is told as such", async () => {
  await withAnswer(() => {
    throw new TypeError("network");
  }, async () => {
    assert.deepEqual(await signInByPasskey(), { ok: false, message: "Atoll does not answer" });
  });
  await withAnswer(() => new Response("<html>", { status: 502 }), async () => {
    assert.deepEqual(await signInByPasskey(), { ok: false, message: "Atoll answered with status 502" });
  });
});

Deno.test("a browser that cannot use a passkey is told in a sentence", async () => {
  await withAnswer(() => Response.json({ ticket: "t", options: { challenge: "AA" } }), async (asked) => {
    const outcome = await signInByPasskey();
    assert.deepEqual(outcome, { ok: false, message: "The browser could not use a passkey: try again" });
    assert.deepEqual(asked, ["/api/v1/session/passkey/question"]);
  });
});
