// The script that a page loads for its language: the messages that code of the browser says, and what says them.
import compile from "icu-minify/compile";
import type { Catalogue } from "./catalogues.ts";

/**
 * @param speaker lib/i18n/browser.ts as one classic script
 * @param needed messages that are said in the browser; what only the server says does not travel
 */
export function catalogueScript(
  tag: string,
  catalogue: Catalogue,
  needed: ReadonlySet<string>,
  speaker: string,
): string {
  const messages = Object.entries(catalogue)
    .filter(([message, text]) => text !== "" && needed.has(message))
    .map(([message, text]) => [message, compile(text)] as const);
  const data = JSON.stringify(Object.fromEntries(messages));
  return `{const ATOLL_TAG=${JSON.stringify(tag)},ATOLL_MESSAGES=${data};${speaker}}`;
}
