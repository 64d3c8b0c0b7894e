import assert from "node:assert/strict";
import { siteOf } from "./site.ts";

const at = (headers: Record<string, string>, secure = true) =>
  siteOf(new Request("http://127.0.0.1:8000/sign-in", { headers }), secure);

Deno.test("a browser says itself where it is", () => {
  assert.equal(at({ origin: "https://atoll.lab", host: "backend:8000" }), "https://atoll.lab");
  assert.equal(at({ origin: "http://localhost:8000" }, false), "http://localhost:8000");
});

Deno.test("otherwise the host that was asked for counts", () => {
  assert.equal(at({ host: "atoll.lab:8443" }), "https://atoll.lab:8443");
  assert.equal(at({ host: "atoll.lab" }, false), "http://atoll.lab");
  assert.equal(at({}, false), "http://127.0.0.1:8000");
});

Deno.test("what is no origin, or one without TLS of a site with TLS, is not believed", () => {
  for (const origin of ["null", "http://atoll.lab", "javascript:alert(1)", "x"]) {
    assert.equal(at({ origin, host: "atoll.lab" }), "https://atoll.lab", origin);
  }
  assert.equal(at({ host: "[" }), "http://127.0.0.1:8000");
});
