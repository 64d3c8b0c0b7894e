// Fingerprints, and looking at a certificate (pinning itself: http_client_test.ts).
import { strict as assert } from "node:assert";
import { fingerprintOf, probeCertificate, sameFingerprint } from "./certificate.ts";
import { httpsServer, json2, testCertificate } from "./testdata/servers.ts";

Deno.test("a fingerprint is the same in any spelling, and nothing short of it", () => {
  const full = "AB:".repeat(31) + "AB";
  assert(sameFingerprint(full, "ab".repeat(32)));
  assert(!sameFingerprint(full, "AB:".repeat(31) + "AC"));
  assert(!sameFingerprint("", ""));
  assert(!sameFingerprint("AB:AB", "AB:AB"));
});

Deno.test("a probe sends no request", async () => {
  let asked = 0;
  await using server = await httpsServer("two", (_body, _request, response) => {
    asked++;
    json2(response, "");
  });
  assert.equal((await probeCertificate(server.endpoint)).subject, "CN=test-two.invalid, O=Test only");
  await assert.rejects(probeCertificate(server.endpoint, { signal: AbortSignal.abort() }), {
    kind: "aborted",
  });
  assert.equal(asked, 0);
});

Deno.test("a certificate in PEM has the fingerprint that is presented with it; what is none has none", async () => {
  await using server = await httpsServer("two", (_body, _request, response) => json2(response, ""));
  const { fingerprint } = await probeCertificate(server.endpoint);
  assert.equal(fingerprintOf(testCertificate("two").cert), fingerprint);
  assert.equal(fingerprintOf("-----BEGIN CERTIFICATE-----\nAA:BB\n-----END CERTIFICATE-----"), null);
  assert.equal(fingerprintOf(""), null);
});
