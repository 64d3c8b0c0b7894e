import assert from "node:assert/strict";
import { newRecoveryCodes, recoveryHash } from "./recovery_codes.ts";

Deno.test("ten different codes, of which hashes alone are kept", () => {
  const { codes, hashes } = newRecoveryCodes();
  assert.equal(new Set(codes).size, 10);
  for (const [n, code] of codes.entries()) {
    assert.match(code, /^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
    assert.equal(recoveryHash(code), hashes[n]);
    assert.match(hashes[n] ?? "", /^[0-9a-f]{64}$/);
  }
});

Deno.test("a code may be typed in any way that people read it", () => {
  const hash = recoveryHash("0123-abcd-1110-wxyz");
  assert.notEqual(hash, null);
  for (const typed of ["0123ABCD1110WXYZ", " o123 abcd ILiO wxyz ", "O123-ABCD-1llo-WXYZ"]) {
    assert.equal(recoveryHash(typed), hash, typed);
  }
});

Deno.test("what is no code has no hash", () => {
  for (const typed of ["", "123456", "0123-abcd-1110-wxy", "0123-abcd-1110-wxyzz", "0123-abcd-1110-wxyu"]) {
    assert.equal(recoveryHash(typed), null, typed);
  }
});
