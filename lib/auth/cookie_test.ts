import assert from "node:assert/strict";
import { clearedCookie, readCookie, readDevice, sessionCookie, signedInHeaders } from "./cookie.ts";

const expires = new Date(Date.UTC(2030, 0, 2, 3, 4, 5));

Deno.test("the session cookie is out of reach of scripts and, under TLS, of plain http and other hosts", () => {
  assert.equal(
    sessionCookie("abc", { secure: false, expires }),
    "atoll=abc; Path=/; Expires=Wed, 02 Jan 2030 03:04:05 GMT; HttpOnly; SameSite=Lax",
  );
  assert.equal(
    sessionCookie("abc", { secure: true, expires }),
    "__Host-atoll=abc; Path=/; Expires=Wed, 02 Jan 2030 03:04:05 GMT; HttpOnly; SameSite=Lax; Secure",
  );
  assert.match(clearedCookie(true), /^__Host-atoll=; Path=\/; Expires=Thu, 01 Jan 1970/);
});

Deno.test("the cookie is read back under its own name only", () => {
  assert.equal(readCookie("theme=dark; atoll=abc; x=y", false), "abc");
  assert.equal(readCookie("__Host-atoll=abc", true), "abc");
  assert.equal(readCookie("atoll=planted", true), null);
  assert.equal(readCookie("notatoll=abc", false), null);
  assert.equal(readCookie("atoll=", false), null);
  assert.equal(readCookie(null, false), null);
});

Deno.test("signing in sets the session's cookie and the browser's mark, each read back alone", () => {
  const principal = { userId: "u", username: "ada", sessionId: "s", token: null } as const;
  for (const secure of [false, true]) {
    const headers = signedInHeaders({ principal, cookie: "abc", expires, device: "mark" }, secure);
    const [session = "", device = ""] = headers.map(([, value]) => value);
    assert.equal(session, sessionCookie("abc", { secure, expires }));
    assert.match(device, secure ? /^__Host-atoll-device=mark; .*; Secure$/ : /^atoll-device=mark; .*Strict$/);
    assert.match(device, /; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Strict/);
    const sent = [device, session].map((cookie) => cookie.split(";")[0]).join("; ");
    assert.deepEqual([readCookie(sent, secure), readDevice(sent, secure)], ["abc", "mark"]);
    assert.equal(readDevice(sent, !secure), null);
  }
});
