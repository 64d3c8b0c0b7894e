// Every response carries them, whatever made it.
import assert from "node:assert/strict";
import { withSecurityHeaders } from "./security_headers.ts";

Deno.test("a page says what it never does, and is not kept by shared caches", () => {
  const { headers } = withSecurityHeaders(new Response("x"), false);
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  assert.equal(headers.get("x-frame-options"), "DENY");
  assert.equal(headers.get("referrer-policy"), "same-origin");
  assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
  assert.equal(headers.get("cache-control"), "private, no-cache");
  assert.equal(headers.get("strict-transport-security"), null);
});

Deno.test("over TLS browsers are told to stay there", () => {
  assert.match(
    withSecurityHeaders(new Response("x"), true).headers.get("strict-transport-security") ?? "",
    /max-age/,
  );
});

Deno.test("what a response says itself is kept", () => {
  const immutable = new Response("x", {
    headers: { "cache-control": "public, max-age=31536000, immutable" },
  });
  assert.match(withSecurityHeaders(immutable, false).headers.get("cache-control") ?? "", /immutable/);
});

Deno.test("a response with frozen headers gets them too", () => {
  const response = withSecurityHeaders(Response.redirect("http://atoll/x", 303), false);
  assert.equal(response.status, 303);
  assert.equal(response.headers.get("location"), "http://atoll/x");
  assert.equal(response.headers.get("x-frame-options"), "DENY");
});
