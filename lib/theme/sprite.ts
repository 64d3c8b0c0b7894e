// Builds the icon sprite from lucide: one file with only the icons that are used. Runs at build time only.

/**
 * An SVG with one symbol an icon, its id the icon's name.
 * @param read gives the text of an icon's SVG file
 */
export async function sprite(
  names: readonly string[],
  read: (name: string) => Promise<string>,
): Promise<string> {
  const symbols: string[] = [];
  for (const name of names) {
    const shape = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(await read(name))?.[1];
    if (shape === undefined) throw new Error(`The icon "${name}" is no SVG file`);
    symbols.push(`<symbol id="${name}" viewBox="0 0 24 24">${shape.replace(/\s*\n\s*/g, "")}</symbol>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- Icons: lucide, ISC licence -->${
    symbols.join("")
  }</svg>`;
}
