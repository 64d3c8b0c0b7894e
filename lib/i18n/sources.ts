// All texts of the product: what its sources say, and which of it is said in the browser.
import { dirname, join } from "node:path/posix";
import { readTexts, type SourceTexts } from "./extract.ts";

const DIRECTORIES = ["components", "islands", "lib", "routes"];

/** Texts by path of the source, below the root. */
export type AllTexts = ReadonlyMap<string, SourceTexts>;

/** @param root the project, with a slash at its end */
export async function allTexts(root: string): Promise<AllTexts> {
  const paths: string[] = [];
  const walk = async (directory: string) => {
    for await (const { name, isDirectory } of Deno.readDir(root + directory)) {
      const path = `${directory}/${name}`;
      if (isDirectory) await walk(path);
      else if (/\.tsx?$/.test(name) && !/_test\.tsx?$/.test(name)) paths.push(path);
    }
  };
  for (const directory of DIRECTORIES) await walk(directory);
  const read = paths.sort().map(async (path) =>
    [path, readTexts(await Deno.readTextFile(root + path), path)] as const
  );
  return new Map(await Promise.all(read));
}

/** Messages as the catalogues name them, sorted. */
export function messagesOf(texts: AllTexts): string[] {
  const all = new Set<string>();
  for (const { messages } of texts.values()) for (const { text } of messages) all.add(text);
  return [...all].sort();
}

/** Messages of what islands bring along, sooner or later. */
export function messagesOfBrowser(texts: AllTexts): Set<string> {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const source = texts.get(path);
    if (source === undefined || seen.has(path)) return;
    seen.add(path);
    for (const specifier of source.imports) {
      if (specifier.startsWith("@/")) visit(specifier.slice(2));
      else if (specifier.startsWith(".")) visit(join(dirname(path), specifier));
    }
  };
  for (const path of texts.keys()) {
    if (path.startsWith("islands/") || path.includes("(_islands)/")) visit(path);
  }
  return new Set([...seen].flatMap((path) => texts.get(path)?.messages.map(({ text }) => text) ?? []));
}
