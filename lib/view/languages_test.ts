import assert from "node:assert/strict";
import fc from "fast-check";
import { acceptedLanguage, languageOf, LANGUAGES } from "./languages.ts";

Deno.test("a language is known by its tag, in any region", () => {
  assert.equal(languageOf("fr")?.name, "Français");
  assert.equal(languageOf("AR-EG")?.dir, "rtl");
  assert.equal(languageOf("frr"), null);
  assert.equal(languageOf(""), null);
  for (const { tag } of LANGUAGES) assert.equal(languageOf(tag)?.tag, tag);
});

Deno.test("the language that is wanted most counts, of equals the first", () => {
  const cases: [string | null, string | undefined][] = [
    [null, undefined],
    ["", undefined],
    ["de,nl;q=0.9", undefined],
    ["de,fr;q=0.8,en;q=0.7", "fr"],
    ["en-US,en;q=0.9,fr;q=0.9", "en"],
    ["fr;q=0.1, ar ; q=0.5", "ar"],
    ["fr;q=0,ar;q=nonsense", undefined],
    ["fr,".repeat(1000), undefined],
  ];
  for (const [header, tag] of cases) assert.equal(acceptedLanguage(header)?.tag, tag, `${header}`);
});

Deno.test("no header throws", () => {
  fc.assert(fc.property(fc.string(), (header) => void acceptedLanguage(header)));
});
