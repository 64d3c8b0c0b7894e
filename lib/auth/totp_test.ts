import assert from "node:assert/strict";
import { Secret, TOTP } from "otpauth";
import { newTotpSecret, offerOf, totpCode, totpStep } from "./totp.ts";

/** RFC 6238, appendix B, SHA-1: the secret, and codes of eight digits whose last six are ours. */
const RFC_SECRET = new Secret({ buffer: new TextEncoder().encode("12345678901234567890").buffer }).base32;
const RFC_CODES: readonly [seconds: number, code: string][] = [
  [59, "94287082"],
  [1111111109, "07081804"],
  [1111111111, "14050471"],
  [1234567890, "89005924"],
  [2000000000, "69279037"],
  [20000000000, "65353130"],
];

Deno.test("codes are those of RFC 6238", () => {
  for (const [seconds, code] of RFC_CODES) {
    assert.equal(totpStep(RFC_SECRET, code.slice(2), 0, seconds * 1000), Math.floor(seconds / 30));
  }
});

Deno.test("a code counts in its own time step, the one before and the one after", () => {
  const secret = newTotpSecret();
  const now = 1_700_000_010_000;
  const step = Math.floor(now / 30_000);
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
  for (const [off, wanted] of [[-60, null], [-30, step], [0, step], [30, step], [60, null]] as const) {
    assert.equal(totpStep(secret, code, 0, now + off * 1000), wanted, `${off} s`);
  }
});

Deno.test("a time step that was used, and those before it, are refused", () => {
  const secret = newTotpSecret();
  const now = 1_700_000_010_000;
  const step = Math.floor(now / 30_000);
  const code = (ms: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: ms });
  assert.equal(totpStep(secret, code(now), step, now), null);
  assert.equal(totpStep(secret, code(now - 30_000), step, now), null);
  assert.equal(totpStep(secret, code(now + 30_000), step, now), step + 1);
});

Deno.test("what was typed is a code with or without spaces, and nothing else is one", () => {
  for (const typed of ["123456", " 123 456 ", "123-456"]) assert.equal(totpCode(typed), "123456");
  for (const typed of ["", "12345", "1234567", "12345a", "１２３４５６"]) {
    assert.equal(totpCode(typed), null, typed);
  }
});

Deno.test("an offer holds the secret for apps, for cameras and for fingers", () => {
  const secret = newTotpSecret();
  assert.match(secret, /^[A-Z2-7]{32}$/);
  assert.notEqual(secret, newTotpSecret());
  const offer = offerOf(secret, "ada <x>&@lab");
  const uri = new URL(offer.uri);
  assert.equal(uri.protocol, "otpauth:");
  assert.equal(uri.searchParams.get("secret"), secret);
  assert.equal(uri.searchParams.get("issuer"), "Atoll");
  assert.equal(decodeURIComponent(uri.pathname.split("/").at(-1) ?? ""), "Atoll:ada <x>&@lab");
  assert.equal(offer.secret.replaceAll(" ", ""), secret);
  assert.match(offer.svg, /^<svg [^>]*viewBox="0 0 \d+ \d+"/);
  assert.doesNotMatch(offer.svg, /style=|<script|ada/);
});
