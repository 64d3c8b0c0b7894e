// JSON as xapi writes it: `"progress":NaN` and `"max":Infinity` stand bare in genuine answers, which no JSON parser accepts.
import type { Value } from "./types.ts";

/**
 * Parses JSON. An intact text goes straight through JSON.parse; only when that fails are bare NaN and Infinity outside
 * strings replaced, in one pass over the text in memory, and parsed again. NaN becomes the text "NaN" (a float field is
 * decoded to the number by its type), the infinities become numbers. Throws SyntaxError.
 */
export function parseJson(text: string): Value {
  try {
    return JSON.parse(text);
  } catch (error) {
    const repaired = quoteSpecialFloats(text);
    if (repaired === text) throw error;
    return JSON.parse(repaired);
  }
}

const SPECIALS: readonly (readonly [bare: string, json: string])[] = [
  ["NaN", '"NaN"'],
  ["nan", '"NaN"'],
  ["Infinity", "1e999"],
  ["inf", "1e999"],
];
const MINUS = 45;
const QUOTE = 34;
const BACKSLASH = 92;

function quoteSpecialFloats(text: string): string {
  let repaired = "";
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at + 1);
      continue;
    }
    if (code === 78 || code === 73 || code === 110 || code === 105) { // N I n i
      const special = SPECIALS.find(([bare]) => text.startsWith(bare, at));
      if (special !== undefined) {
        const [bare, json] = special;
        // A minus goes with an infinity; NaN has no sign worth keeping.
        const dropMinus = json === '"NaN"' && text.charCodeAt(at - 1) === MINUS;
        repaired += text.slice(copied, dropMinus ? at - 1 : at) + json;
        at += bare.length;
        copied = at;
        continue;
      }
    }
    at++;
  }
  return copied === 0 ? text : repaired + text.slice(copied);
}

/** Index after the closing quote of the string whose content begins at `from`. */
function endOfString(text: string, from: number): number {
  let quote = text.indexOf('"', from);
  while (quote !== -1) {
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return quote + 1;
    quote = text.indexOf('"', quote + 1);
  }
  return text.length;
}
