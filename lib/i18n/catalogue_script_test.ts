import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { bundleWorker } from "fresh/dev";
import { languageOf } from "@/lib/view/languages.ts";
import { pluralMessage, type Speech } from "@/lib/view/text.ts";
import { catalogueScript } from "./catalogue_script.ts";

Deno.test("the script speaks what the browser needs, and nothing more travels", async () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const speaker = new TextDecoder().decode(await bundleWorker(root, `${root}lib/i18n/browser.ts`));
  const some = pluralMessage("{count} VM", "{count} VMs");
  const catalogue = {
    "Start {name}": "Démarrer {name}",
    [some]: "{count, plural, one {# VM} other {# VM au total}}",
    "On the server": "Sur le serveur",
    "Not yet": "",
  };
  const script = catalogueScript("fr", catalogue, new Set(["Start {name}", some, "Not yet"]), speaker);
  assert.doesNotMatch(script, /serveur/);
  assert.ok(script.length < 4000 + JSON.stringify(catalogue).length, `${script.length} characters`);
  const scope: { atollSpeech?: Speech } = {};
  new Function("globalThis", script)(scope);
  const { atollSpeech } = scope;
  assert.deepEqual(atollSpeech?.language, languageOf("fr"));
  assert.equal(atollSpeech?.say?.("Start {name}", { name: "web" }), "Démarrer web");
  assert.equal(atollSpeech?.say?.(some, { count: 12000 }), "12\u202f000 VM au total");
  assert.equal(atollSpeech?.say?.("On the server", {}), undefined);
  assert.equal(atollSpeech?.say?.("toString", {}), undefined);
});
