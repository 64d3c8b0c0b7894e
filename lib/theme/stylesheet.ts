// Builds the one stylesheet: the base layer, then the utility classes that the sources use. Runs at build time only.
import { defineConfig, twind, virtual } from "@twind/core";
import presetAutoprefix from "@twind/preset-autoprefix";
import presetTailwind from "@twind/preset-tailwind";
import { transform } from "esbuild";

const LITERAL = /"([^"\n]*)"|`([^`]*)`/g;
const TOKEN = /^-?[a-z][\w:/.[\]%,()-]*$/;

/** Every word of the string literals of a source that might be a class name. */
export function classTokens(source: string): Set<string> {
  const tokens = new Set<string>();
  for (const [, quoted, template] of source.matchAll(LITERAL)) {
    for (const word of (quoted ?? template ?? "").split(/\s+/)) if (TOKEN.test(word)) tokens.add(word);
  }
  return tokens;
}

/**
 * The minified stylesheet.
 * @param base the base layer, plain CSS
 * @param sources texts whose string literals hold class names
 */
export async function stylesheet(base: string, sources: Iterable<string>): Promise<string> {
  const sheet = virtual();
  const tw = twind(
    defineConfig({
      presets: [presetAutoprefix(), presetTailwind({ disablePreflight: true })],
      theme: {
        extend: {
          colors: Object.fromEntries(
            [
              "bg",
              "surface",
              "sunken",
              "line",
              "edge",
              "ink",
              "soft",
              "accent",
              "tint",
              "ok",
              "warn",
              "bad",
              "info",
            ]
              .map((name) => [name, `var(--${name})`]),
          ),
        },
      },
      // Words that are classes of the base layer, or plain words that happen to be utilities.
      ignorelist: [
        /^(table|hidden|filter|content|contents|static|container|transition|resize|grow|shrink|fixed)$/,
      ],
    }),
    sheet,
  );
  const tokens = new Set<string>();
  for (const source of sources) for (const token of classTokens(source)) tokens.add(token);
  for (const token of [...tokens].sort()) tw(token);
  const { code } = await transform(base + "\n" + sheet.target.join("\n"), { loader: "css", minify: true });
  return code;
}
