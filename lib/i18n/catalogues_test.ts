// What keeps the catalogues and the sources together.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import compile from "icu-minify/compile";
import { LANGUAGES } from "@/lib/view/languages.ts";
import { CATALOGUES } from "./catalogues.ts";
import { allTexts, messagesOf, messagesOfBrowser } from "./sources.ts";

const texts = await allTexts(fileURLToPath(new URL("../../", import.meta.url)));
const messages = new Set(messagesOf(texts));

/** Names of the values that a compiled message puts in; those of a plural stand for all of its forms. */
function valuesIn(node: unknown, names = new Set<string>()): Set<string> {
  if (!Array.isArray(node)) return names;
  const [name, kind, forms] = node;
  if (typeof name === "string" && node.length === 1) names.add(name);
  else if (
    typeof name === "string" && typeof kind === "number" && typeof forms === "object" && forms !== null
  ) {
    names.add(name);
    for (const form of Object.values(forms)) parts(form, names);
  } else parts(node, names);
  return names;
}

function parts(nodes: unknown, names: Set<string>): void {
  if (Array.isArray(nodes)) { for (const node of nodes) valuesIn(node, names); }
}

const valuesOf = (message: string) => {
  const names = new Set<string>();
  parts(compile(message), names);
  return [...names].sort();
};

Deno.test("every language but English has its catalogue", () => {
  const tags = LANGUAGES.map(({ tag }) => tag).filter((tag) => tag !== "en");
  assert.deepEqual(Object.keys(CATALOGUES).sort(), tags.sort());
});

for (const [tag, catalogue] of Object.entries(CATALOGUES)) {
  Deno.test(`${tag}: nothing is translated that nobody says (deno task i18n mends it)`, () => {
    assert.deepEqual(Object.keys(catalogue).filter((message) => !messages.has(message)), []);
  });

  Deno.test(`${tag}: translations have the values of their texts, and forms that the language has`, () => {
    const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    for (const [message, text] of Object.entries(catalogue)) {
      if (text === "") continue;
      assert.deepEqual(valuesOf(text), valuesOf(message), `${message} → ${text}`);
      if (!text.startsWith("{count, plural, ")) continue;
      for (const [, form = ""] of text.matchAll(/(?:plural,|\}) (\w+) \{/g)) {
        assert.ok(categories.some((name) => name === form), `${text} has the form ${form}`);
      }
    }
  });

  Deno.test(`${tag}: what pages say without being asked for is translated`, () => {
    const needed = [...texts].filter(([path]) => COMPLETE.some((start) => path.startsWith(start)))
      .flatMap(([, { messages }]) => messages.map(({ text }) => text));
    assert.deepEqual([...new Set(needed)].filter((message) => !catalogue[message]), []);
  });
}

/** The parts of the product that are translated completely. */
const COMPLETE = [
  "components/Nav.tsx",
  "components/people/AccountAsk.tsx",
  "components/people/Factors.tsx",
  "components/people/Preferences.tsx",
  "components/people/Sessions.tsx",
  "components/shell/LanguageForm.tsx",
  "lib/view/format.ts",
  "routes/_",
  "routes/account/",
  "routes/setup.tsx",
  "routes/sign-in/",
];

Deno.test("no call is one that cannot work", () => {
  const wrong = [...texts].flatMap(([path, { wrong }]) =>
    wrong.map(({ line, text }) => `${path}:${line}: ${text}`)
  );
  assert.deepEqual(wrong, []);
});

Deno.test("what only the server says stays there", () => {
  const browser = messagesOfBrowser(texts);
  assert.ok(browser.has("Live") || browser.size > 100);
  assert.ok(browser.size < messages.size);
  assert.ok(!browser.has("Create the first administrator."));
});

/** Sources with texts that go past t(), and how many they are at most. */
const NOT_YET: Readonly<Record<string, number>> = {};

Deno.test("texts go through t(): what does not yet is named, and only shrinks", () => {
  for (const [path, { bare }] of texts) {
    const told = bare.map(({ line, text }) => `${path}:${line}: ${text}`).join("\n");
    assert.ok(bare.length <= (NOT_YET[path] ?? 0), `These go past t():\n${told}`);
  }
  for (const path of Object.keys(NOT_YET)) {
    assert.ok((texts.get(path)?.bare.length ?? 0) > 0, `${path} is done: take it off the list`);
  }
});
