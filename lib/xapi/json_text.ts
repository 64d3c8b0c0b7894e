// JSON as xapi writes it: `"progress":NaN` and `"max":Infinity` stand bare in genuine answers, which no JSON parser accepts.
import { endOfString, hasEscapedName, parseByHand } from "./json_by_hand.ts";
import type { Value } from "./types.ts";

/**
 * Parses JSON. An intact text goes straight through JSON.parse; only when that fails are bare NaN and Infinity outside
 * strings replaced, in one pass over the text in memory, and parsed again. NaN becomes the text "NaN" (a float field is
 * decoded to the number by its type), the infinities become numbers. Throws SyntaxError.
 */
export function parseJson(text: string): Value {
  try {
    return parse(text);
  } catch (error) {
    const repaired = quoteSpecialFloats(text);
    if (repaired === text) throw error;
    return parse(repaired);
  }
}

function parse(text: string): Value {
  return hasEscapedName(text) ? parseByHand(text) : JSON.parse(text);
}

/** Where a bare special float may stand: few places, found fast, but perhaps inside a string. */
const CANDIDATE = /(?<=[:,[]\s*)(-?)(nan|inf(?:inity)?)(?=\s*[,}\]])/gi;

function quoteSpecialFloats(text: string): string {
  // End of the last string that begins before the candidate: whoever stands behind it stands outside.
  let outside = 0, quote = text.indexOf('"');
  return text.replace(CANDIDATE, (found, minus: string, name: string, at: number) => {
    while (quote !== -1 && quote < at) {
      outside = endOfString(text, quote + 1);
      quote = text.indexOf('"', outside);
    }
    if (at < outside) return found;
    return name.toLowerCase() === "nan" ? '"NaN"' : `${minus}1e999`;
  });
}
