// What sockets and TLS throw, in words.
import { strict as assert } from "node:assert";
import { ConnectionError, type ConnectionErrorKind } from "./errors.ts";
import { connectionError } from "./failure.ts";

const endpoint = { protocol: "https:", hostname: "xcp-1", port: 443 } as const;

Deno.test("each kind of failure has its kind and its sentence", () => {
  const cases: [code: string, message: string, kind: ConnectionErrorKind][] = [
    ["ECONNREFUSED", "", "refused"],
    ["ENOTFOUND", "", "unreachable"],
    ["EHOSTUNREACH", "", "unreachable"],
    ["ETIMEDOUT", "", "timeout"],
    ["ECONNRESET", "socket hang up", "reset"],
    ["HPE_INVALID_CONSTANT", "Parse Error", "not-xapi"],
    ["", "received corrupt message of type InvalidContentType", "not-xapi"],
    ["", "invalid peer certificate: UnknownIssuer", "certificate-untrusted"],
    ["CERT_HAS_EXPIRED", "certificate has expired", "certificate-expired"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "", "certificate-name"],
    ["", "received fatal alert: HandshakeFailure", "tls"],
    ["", "who knows", "reset"],
  ];
  for (const [code, message, kind] of cases) {
    const error = connectionError(Object.assign(new Error(message), { code }), endpoint);
    assert.equal(error.kind, kind, `${code} ${message}`);
    assert.match(error.message, /^[A-Za-z].*[^.]$/);
  }
  const known = new ConnectionError("aborted", "x");
  assert.equal(connectionError(known, endpoint), known);
});
