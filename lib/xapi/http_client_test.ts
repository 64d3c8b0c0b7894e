// The HTTP layer against real servers: pinning, limits, timeouts, aborts, broken answers.
import { strict as assert } from "node:assert";
import { probeCertificate } from "./certificate.ts";
import { ConnectionError, type ConnectionErrorKind } from "./errors.ts";
import { type HttpAnswer, HttpClient } from "./http_client.ts";
import { httpServer, httpsServer, json2, tcpServer, type TestServer } from "./testdata/servers.ts";

const body = new TextEncoder().encode("{}");

function client(
  server: TestServer,
  options: Partial<ConstructorParameters<typeof HttpClient>[1]> = {},
): HttpClient & Disposable {
  const http = new HttpClient(server.endpoint, { fingerprint: null, inFlight: 20, ...options });
  return Object.assign(http, { [Symbol.dispose]: () => http.close() });
}

function post(
  http: HttpClient,
  options: { signal?: AbortSignal; timeout?: number } = {},
): Promise<HttpAnswer> {
  return http.post("/jsonrpc", "application/json", body, { timeout: 5_000, ...options });
}

async function failsWith(kind: ConnectionErrorKind, promise: Promise<unknown>): Promise<ConnectionError> {
  const error = await promise.then(() => undefined, (error: unknown) => error);
  assert(error instanceof ConnectionError, `expected a ConnectionError, got ${error}`);
  assert.equal(error.kind, kind, `${error.message} (${error.cause})`);
  return error;
}

Deno.test("a pinned certificate lets requests through, whatever its name and issuer", async () => {
  await using server = await httpsServer("one", (_body, _request, response) => json2(response, "fine"));
  const { fingerprint, subject, issuer, valid_to } = await probeCertificate(server.endpoint);
  assert.match(fingerprint, /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  assert.equal(subject, "CN=test-one.invalid, O=Test only");
  assert.equal(issuer, subject);
  assert.match(valid_to, /^2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  using http = client(server, { fingerprint: fingerprint.toLowerCase().replaceAll(":", "") });
  assert.equal((await post(http)).status, 200);
  assert.equal((await post(http)).status, 200);
});

Deno.test("another certificate than the pinned one stops everything before a byte of the request", async () => {
  let seen = 0;
  await using one = await httpsServer("one", (_body, _request, response) => json2(response, "fine"));
  await using two = await httpsServer("two", (_body, _request, response) => {
    seen++;
    json2(response, "stolen");
  });
  const pinned = (await probeCertificate(one.endpoint)).fingerprint;
  const presented = (await probeCertificate(two.endpoint)).fingerprint;
  using http = client(two, { fingerprint: pinned });
  const failures = await Promise.all([1, 2, 3].map(() => failsWith("certificate-changed", post(http))));
  assert.deepEqual(failures.map((error) => error.fingerprint), [presented, presented, presented]);
  assert.equal(seen, 0);
});
