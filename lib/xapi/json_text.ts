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

/** Where a bare special float may stand: few places, found fast, but perhaps inside a string. */
const CANDIDATE = /(?<=[:,[]\s*)(-?)(nan|inf(?:inity)?)(?=\s*[,}\]])/gi;
const BACKSLASH = 92;

function quoteSpecialFloats(text: string): string {
  // End of the last string that begins before the candidate: whoever stands behind it stands outside.
  let outside = 0;
  return text.replace(CANDIDATE, (found, minus: string, name: string, at: number) => {
    for (
      let quote = text.indexOf('"', outside);
      quote !== -1 && quote < at;
      quote = text.indexOf('"', outside)
    ) {
      outside = endOfString(text, quote + 1);
    }
    if (at < outside) return found;
    return name.toLowerCase() === "nan" ? '"NaN"' : `${minus}1e999`;
  });
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
