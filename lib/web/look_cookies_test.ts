import assert from "node:assert/strict";
import { languageCookie, readLanguage, readTheme, readZone, spoken, themeCookie } from "./look_cookies.ts";

const sent = (cookie: string) => cookie.split(";", 1)[0] ?? "";

Deno.test("the browser remembers the colour scheme, out of reach of scripts", () => {
  for (const theme of ["system", "light", "dark"] as const) {
    const cookie = themeCookie(theme);
    assert.equal(readTheme(sent(cookie)), theme);
    assert.match(cookie, /; HttpOnly; SameSite=Lax$/);
  }
});

Deno.test("the browser remembers the language, or forgets it", () => {
  assert.equal(readLanguage(`theme=dark; ${sent(languageCookie("ar"))}`), "ar");
  assert.equal(readLanguage(sent(languageCookie(""))), "");
  assert.match(languageCookie(""), /Max-Age=0;/);
  assert.equal(readLanguage("language=tlh"), "");
  assert.equal(readLanguage(null), "");
});

Deno.test("what was chosen counts, else what the browser accepts, else English", () => {
  assert.equal(spoken("fr", "ar").tag, "fr");
  assert.equal(spoken("", "de, ar;q=0.5").tag, "ar");
  assert.equal(spoken("", "de").tag, "en");
  assert.equal(spoken("tlh", "fr").tag, "en");
});

Deno.test("a time zone is one that there is", () => {
  assert.equal(readZone("theme=dark; zone=America/Argentina/Ushuaia"), "America/Argentina/Ushuaia");
  assert.equal(readZone("zone=Etc/GMT+5"), "Etc/GMT+5");
  assert.equal(readZone("zone=Europe/Atlantis"), undefined);
  assert.equal(readZone("zone=../../etc/passwd"), undefined);
  assert.equal(readZone(null), undefined);
});
