import assert from "node:assert/strict";
import { readTheme } from "./session.ts";
import { themeCookie } from "./theme_cookie.ts";

Deno.test("the browser remembers the colour scheme, out of reach of scripts", () => {
  for (const theme of ["system", "light", "dark"] as const) {
    const cookie = themeCookie(theme);
    assert.equal(readTheme(cookie.split(";", 1)[0] ?? ""), theme);
    assert.match(cookie, /; HttpOnly; SameSite=Lax$/);
  }
});
