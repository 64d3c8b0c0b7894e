// Files of a build: walking directories, naming by hash, media types, and the stamp that says whether a build is stale.
import { join } from "node:path";

/** Paths of all files below a directory, sorted, with forward slashes; none when it does not exist. Dot files are left out. */
export async function walk(root: string, below = ""): Promise<string[]> {
  const entries: Deno.DirEntry[] = [];
  try {
    for await (const entry of Deno.readDir(join(root, below))) entries.push(entry);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound && below === "") return [];
    throw error;
  }
  entries.sort((a, b) => a.name < b.name ? -1 : 1);
  const paths: string[] = [];
  for (const { name, isDirectory, isFile } of entries) {
    if (name.startsWith(".")) continue;
    const path = below === "" ? name : `${below}/${name}`;
    if (isDirectory) paths.push(...await walk(root, path));
    else if (isFile) paths.push(path);
  }
  return paths;
}

/** `/atoll.css` and `1a2b` give `/atoll-1a2b.css`. */
export function hashedName(path: string, hash: string): string {
  return path.replace(/(\.[^./]+)?$/, (extension) => `-${hash}${extension}`);
}

const TYPES: Readonly<Record<string, string>> = {
  avif: "image/avif",
  css: "text/css; charset=utf-8",
  gif: "image/gif",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  jpg: "image/jpeg",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  map: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
  webp: "image/webp",
  woff2: "font/woff2",
  xml: "application/xml",
};

/** Content-Type of a path by its extension. */
export function mediaType(path: string): string {
  return TYPES[path.slice(path.lastIndexOf(".") + 1).toLowerCase()] ?? "application/octet-stream";
}

const INPUT_DIRECTORIES = ["routes", "islands", "components", "lib", "static"];

/** One line a file a build may depend on, with its size and time: equal text means nothing changed. */
export async function inputsOf(root: string, framework: string): Promise<string> {
  const paths: string[] = [];
  for await (const { name, isFile } of Deno.readDir(root)) {
    if (isFile && /^deno\.(json|lock)$|\.tsx?$/.test(name)) paths.push(join(root, name));
  }
  for (const name of INPUT_DIRECTORIES) {
    for (const path of await walk(join(root, name))) paths.push(join(root, name, path));
  }
  for (const path of await walk(framework)) paths.push(join(framework, path));
  const inputs = [...new Set(paths)].filter((path) => !/_test\.tsx?$/.test(path));
  const lines = await Promise.all(inputs.map(async (path) => {
    const { size, mtime } = await Deno.stat(path);
    return `${path} ${size} ${mtime?.getTime() ?? 0}`;
  }));
  return lines.sort().join("\n") + "\n";
}
