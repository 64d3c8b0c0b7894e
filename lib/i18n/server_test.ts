import assert from "node:assert/strict";
import { bytes, dateTime } from "@/lib/view/format.ts";
import { ENGLISH, languageOf } from "@/lib/view/languages.ts";
import { speech, t, tn } from "@/lib/view/text.ts";
import { speakingTo } from "./server.ts";
import { speaker } from "./speak.ts";

const language = (tag: string) => languageOf(tag) ?? ENGLISH;

Deno.test("requests at the same time do not mix their languages", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let waiting = 0;
  const tags = ["fr", "ar", "en", "fr"];
  const told = await Promise.all(tags.map((tag) =>
    speakingTo(language(tag), undefined, async () => {
      if (++waiting === tags.length) resolve();
      await promise;
      return [speech().language.tag, bytes(1.5 * 2 ** 30), t("Sign in")];
    })
  ));
  assert.deepEqual(told.map(([tag]) => tag), tags);
  assert.deepEqual(told.map(([, size]) => size), ["1,5 Gio", "1.5 GiB", "1.5 GiB", "1,5 Gio"]);
  assert.deepEqual(told.map(([, , text]) => text), [
    "Se connecter",
    "تسجيل الدخول",
    "Sign in",
    "Se connecter",
  ]);
  assert.equal(speech().language, ENGLISH);
});

Deno.test("what has no translation is said in English, with numbers as the language writes them", () => {
  speakingTo(language("fr"), undefined, () => {
    assert.equal(t("Nobody says {this}", { this: "that" }), "Nobody says that");
    assert.equal(tn(2, "{count} unheard", "{count} unheard of"), "2 unheard of");
  });
});

Deno.test("moments are told in the reader's time zone", () => {
  const at = "2026-11-23T22:30:00Z";
  speakingTo(ENGLISH, "Asia/Tokyo", () => assert.equal(dateTime(at), "24 Nov 2026, 07:30"));
  speakingTo(language("fr"), "Europe/Paris", () => assert.equal(dateTime(at), "23 nov. 2026, 23:30"));
});

Deno.test("values keep their direction in a right-to-left sentence", () => {
  const say = speaker(language("ar"));
  assert.equal(say(["بدء ", ["name"]], { name: "web-1" }), "بدء \u2068web-1\u2069");
  assert.equal(speaker(language("fr"))(["Démarrer ", ["name"]], { name: "web-1" }), "Démarrer web-1");
});
