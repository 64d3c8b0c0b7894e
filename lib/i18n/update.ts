// `deno task i18n`: keeps the catalogues in step with the sources. New texts come in empty, those nobody says any more go.
import { fileURLToPath } from "node:url";
import { CATALOGUES } from "./catalogues.ts";
import { allTexts, messagesOf } from "./sources.ts";

const messages = messagesOf(await allTexts(fileURLToPath(new URL("../../", import.meta.url))));
for (const [tag, catalogue] of Object.entries(CATALOGUES)) {
  const known = messages.map((message) => [message, catalogue[message] ?? ""] as const);
  await Deno.writeTextFile(
    new URL(`${tag}.json`, import.meta.url),
    JSON.stringify(Object.fromEntries(known), null, 2) + "\n",
  );
  const missing = known.filter(([, text]) => text === "").length;
  console.log(`${tag}: ${known.length - missing} of ${known.length} texts translated`);
}
