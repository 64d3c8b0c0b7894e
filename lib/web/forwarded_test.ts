// Headers of proxies: believed from those that are named, taken away from everybody else.
import assert from "node:assert/strict";
import fc from "fast-check";
import { AtollError } from "@/lib/errors.ts";
import { clientAddress } from "./client_address.ts";
import { forwarded } from "./forwarded.ts";

const at = (hostname: string): Deno.NetAddr => ({ transport: "tcp", hostname, port: 1 });
const said = (headers: Record<string, string>) => new Request("http://atoll/", { headers });
const PROXIES = ["10.0.0.0/8", "192.0.2.1", "fd00::/8"];
const believed = forwarded(PROXIES);

/** Whom a request is counted as from. */
function clientOf(chain: string, remote: string, believe = believed): string {
  const request = believe(said({ "x-forwarded-for": chain }), at(remote));
  return clientAddress(request.headers, at(remote), true);
}

Deno.test("a request without such headers passes as it is", () => {
  const request = said({ host: "atoll" });
  assert.equal(believed(request, at("203.0.113.5")), request);
});

Deno.test("a stranger's word on addresses, protocols and hosts is taken away", () => {
  const headers = {
    "x-forwarded-for": "1.2.3.4",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "evil.example",
    "forwarded": "for=1.2.3.4",
    "x-real-ip": "1.2.3.4",
    "accept": "text/html",
  };
  const request = believed(said(headers), at("203.0.113.5"));
  assert.deepEqual([...request.headers.keys()], ["accept"]);
  assert.equal(forwarded([])(said(headers), at("127.0.0.1")).headers.has("x-forwarded-for"), false);
});

Deno.test("of a chain the last address counts that is no trusted proxy", () => {
  assert.equal(clientOf("6.6.6.6, 1.2.3.4", "10.1.2.3"), "1.2.3.4");
  assert.equal(clientOf("6.6.6.6, 1.2.3.4, 192.0.2.1, fd00::7", "10.1.2.3"), "1.2.3.4");
  assert.equal(clientOf("1.2.3.4", "::ffff:10.1.2.3"), "1.2.3.4");
  assert.equal(clientOf("192.0.2.1", "10.1.2.3"), "10.1.2.3", "the proxy itself asks");
  assert.equal(clientOf("6.6.6.6, <script>", "10.1.2.3"), "10.1.2.3", "what is no address names nobody");
});

Deno.test("protocol and host of a trusted proxy stay", () => {
  const { headers } = believed(
    said({ "x-forwarded-proto": "https", "x-forwarded-host": "a.lan" }),
    at("fd12::1"),
  );
  assert.equal(headers.get("x-forwarded-proto"), "https");
  assert.equal(headers.get("x-forwarded-host"), "a.lan");
});

Deno.test("an upgrade passes as it came, or not at all", () => {
  const upgrade = () => said({ "upgrade": "websocket", "x-forwarded-for": "1.2.3.4" });
  const request = upgrade();
  assert.equal(believed(request, at("10.0.0.1")), request);
  assert.throws(
    () => believed(upgrade(), at("203.0.113.5")),
    (error) => error instanceof AtollError && error.code === "untrusted-proxy",
  );
});

Deno.test("whatever a client writes itself, it is counted by the address the proxy saw", () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[ -~]*$/))), (made) => {
    assert.equal(clientOf([...made, "203.0.113.9"].join(", "), "10.0.0.1"), "203.0.113.9");
  }));
});
