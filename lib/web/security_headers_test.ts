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

Deno.test("what is no document carries only what concerns it", () => {
  for (const type of ["text/css; charset=utf-8", "text/javascript; charset=utf-8", "image/svg+xml"]) {
    const { headers } = withSecurityHeaders(new Response("x", { headers: { "content-type": type } }), true);
    assert.deepEqual([...headers.keys()].sort(), [
      "cache-control",
      "content-type",
      "cross-origin-resource-policy",
      "strict-transport-security",
      "x-content-type-options",
    ], type);
  }
  for (const type of ["text/html", "application/json", "text/event-stream"]) {
    const { headers } = withSecurityHeaders(new Response("x", { headers: { "content-type": type } }), true);
    assert.equal(headers.get("x-frame-options"), "DENY", type);
  }
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
