// Which language the server speaks: that of the request it answers, whatever else it answers at the same time.
import { AsyncLocalStorage } from "node:async_hooks";
import compile from "icu-minify/compile";
import type { CompiledMessage } from "icu-minify/format";
import type { Language } from "@/lib/view/languages.ts";
import { speakBy, type Speech } from "@/lib/view/text.ts";
import { type Catalogue, CATALOGUES } from "./catalogues.ts";
import { speaker } from "./speak.ts";

type Say = NonNullable<Speech["say"]>;

const speaking = new AsyncLocalStorage<Speech>();
speakBy(() => speaking.getStore());

const said = new Map<string, Say>();

/**
 * Runs what speaks to somebody.
 * @param zone their time zone; undefined where it is not known: that of the server counts
 */
export function speakingTo<T>(language: Language, zone: string | undefined, run: () => T): T {
  const catalogue = Object.hasOwn(CATALOGUES, language.tag) ? CATALOGUES[language.tag] : undefined;
  if (catalogue === undefined) return speaking.run({ language, zone }, run);
  let say = said.get(language.tag);
  if (say === undefined) said.set(language.tag, say = sayFrom(catalogue, language));
  return speaking.run({ language, zone, say }, run);
}

/** Messages are compiled when they are said first: a start needs none of them. */
function sayFrom(catalogue: Catalogue, language: Language): Say {
  const speak = speaker(language);
  const compiled = new Map<string, CompiledMessage>();
  return (message, values) => {
    let known = compiled.get(message);
    if (known === undefined) {
      const text = Object.hasOwn(catalogue, message) ? catalogue[message] : undefined;
      if (!text) return undefined;
      compiled.set(message, known = compile(text));
    }
    return speak(known, values);
  };
}
