// What may be pasted as a pool's own authority, and what people read who paste something else.
import { strict as assert } from "node:assert";
import { AuthorityError, readAuthorities } from "./authority.ts";
import { testAuthority, testCertificate } from "./testdata/servers.ts";

function refusal(text: string, now?: number): AuthorityError {
  try {
    readAuthorities(text, now);
  } catch (error) {
    assert(error instanceof AuthorityError, String(error));
    assert.match(error.message, /^[A-Z].*[^.]$/s);
    return error;
  }
  throw new Error("It was taken");
}

Deno.test("authorities are read with or without text around them, and kept without", () => {
  const pem = testAuthority();
  const { pem: kept, certificates } = readAuthorities(
    `subject=Lab\r\n${pem.replaceAll("\n", "\r\n")}\nthe end`,
  );
  assert.equal(kept, pem);
  assert.deepEqual(certificates.map(({ subject }) => subject), ["CN=Lab authority, O=Atoll tests"]);
  const both = readAuthorities(pem + testCertificate("own").cert);
  assert.equal(both.certificates.length, 2);
  assert.equal(readAuthorities(both.pem).pem, both.pem);
});

Deno.test("a private key is refused and never repeated, also beside a certificate", () => {
  const { key, cert } = testCertificate("signed");
  for (const text of [key, cert + key, testAuthority() + key.replace("PRIVATE KEY", "EC PRIVATE KEY")]) {
    const { code, message, stack } = refusal(text);
    assert.equal(code, "private-key");
    const secret = key.split("\n")[1] ?? "";
    assert.ok(!`${message}${stack}`.includes(secret));
  }
});

Deno.test("what is no authority is refused with its reason", () => {
  const pem = testAuthority();
  assert.equal(refusal(" \n").code, "empty");
  assert.equal(refusal("hello").code, "no-certificate");
  const request = "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----";
  assert.match(refusal(request).message, /no certificate but a certificate request/);
  assert.equal(refusal(pem.slice(0, 200) + pem.slice(240)).code, "unreadable");
  assert.equal(refusal("-----BEGIN CERTIFICATE-----\n<b>\n-----END CERTIFICATE-----").code, "unreadable");
  assert.match(
    refusal(testCertificate("signed").cert).message,
    /paste the one it is signed by, CN=Lab authority/,
  );
  assert.match(refusal(testCertificate("expired").cert).message, /\(CN=expired\) expired on 2021-01-01$/);
  assert.match(refusal(pem, Date.UTC(2020, 0)).message, /is valid from \d{4}-\d\d-\d\d on only$/);
  assert.equal(refusal(pem.repeat(13)).code, "too-large");
  assert.equal(refusal(pem + " ".repeat(40_000)).code, "too-large");
});
