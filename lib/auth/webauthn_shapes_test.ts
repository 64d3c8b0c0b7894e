import assert from "node:assert/strict";
import { SoftAuthenticator } from "@/tests/api/authenticator.ts";
import { askForPasskey, newChallenge } from "./passkeys.ts";
import { passkeyMade, readPasskeyProof } from "./webauthn_shapes.ts";

Deno.test("a browser's proof is read as it was made, whatever else comes along", async () => {
  const proof = new SoftAuthenticator("https://atoll.lab").get(
    await askForPasskey("https://atoll.lab", newChallenge(), null),
    "AAAA",
  );
  const sent = {
    ...proof,
    extra: { large: "x" },
    clientExtensionResults: { appid: true },
    authenticatorAttachment: null,
  };
  assert.deepEqual(readPasskeyProof(JSON.stringify(sent)), proof);
});

Deno.test("what is no proof is none", () => {
  const texts = [
    "",
    "x",
    "{}",
    "null",
    "[]",
    '{"id":1}',
    `"${"x".repeat(40_000)}"`,
    '{"__proto__":{"id":"AA"}}',
  ];
  for (const text of texts) assert.equal(readPasskeyProof(text), null, text.slice(0, 40));
  assert.equal(
    passkeyMade.safeParse({ id: "AA", rawId: "AA", type: "password", response: {} }).success,
    false,
  );
});
