import assert from "node:assert/strict";
import { clearedCookie, readCookie, sessionCookie } from "./cookie.ts";

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
