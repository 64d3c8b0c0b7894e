// A catalogue as pages load it: what this becomes, and the messages in front of it, is one script (catalogue_script.ts). It runs
// before the islands start, for both are deferred and this one stands first.
import type { CompiledMessage } from "icu-minify/format";
import { languageOf } from "@/lib/view/languages.ts";
import { speaker } from "./speak.ts";

/** Written in front of this script: the language's tag, and its messages by their English. */
declare const ATOLL_TAG: string;
declare const ATOLL_MESSAGES: Readonly<Record<string, CompiledMessage>>;

const language = languageOf(ATOLL_TAG);
if (language !== null) {
  const speak = speaker(language);
  globalThis.atollSpeech = {
    language,
    say: (message, values) =>
      Object.hasOwn(ATOLL_MESSAGES, message) ? speak(ATOLL_MESSAGES[message] ?? message, values) : undefined,
  };
}
