import { assertFields, bare, projected } from "./testing.ts";

Deno.test("a certificate has its host and its time", () => {
  const certificate = projected("certificate", "c", {
    host: { H: { uuid: "h" } },
    Certificate: {
      C: {
        uuid: "c",
        type: "host_internal",
        host: "H",
        not_before: "20261123T06:16:09Z",
        not_after: "20361120T06:16:09Z",
        fingerprint: "00:71",
        fingerprint_sha1: "DD:BB",
      },
    },
  });
  assertFields(certificate, {
    type: "host_internal",
    host: "h",
    not_before: "2026-11-23T06:16:09Z",
    not_after: "2036-11-20T06:16:09Z",
    fingerprint: "00:71",
  });
  assertFields(bare("certificate", "Certificate"), { type: "host", host: null, not_after: null });
});
