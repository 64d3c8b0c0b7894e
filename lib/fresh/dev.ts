// Builds the app: browser bundles, hashed static files and the generated modules of _fresh/. Imported as "fresh/dev".
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createHash } from "node:crypto";
import type { AssetFile } from "./build.ts";
import { bundleBrowser, bundleServer } from "./bundle.ts";
import { hashedName, inputsOf, mediaType, walk } from "./build_files.ts";
export { bundleWorker } from "./bundle.ts";

export interface GeneratedFile {
  /** URL path, `/atoll.css`. */
  readonly path: string;
  contents(): Promise<string | Uint8Array> | string | Uint8Array;
}

export interface BuilderOptions {
  /** Directory with routes/, islands/, static/ and main.ts. */
  readonly root: string;
  /** Where the build goes: relative to the root, `_fresh` by default. Holds nothing else: it is emptied by every build. */
  readonly outDir?: string;
  /** Static files that are computed. */
  readonly generated?: readonly GeneratedFile[];
  /** Module, below the root, whose imports nearly every page needs: they are one file (see bundle.ts). */
  readonly shared?: string;
}

export interface BuildOptions {
  /** Also writes `_fresh/atoll.js`: the whole server in one module, which reads static/ beside itself. */
  readonly bundleServer?: boolean;
}

let lastBuild: Promise<void> = Promise.resolve();

const HERE = dirname(fileURLToPath(import.meta.url));
const STAMP = "inputs.txt";

/** Bundles and builds an app whose routes, islands and static files lie below one root. */
export class Builder {
  readonly #root: string;
  readonly #out: string;

  constructor(private readonly options: BuilderOptions) {
    this.#root = options.root.startsWith("file:")
      ? join(fileURLToPath(options.root), ".")
      : resolve(options.root);
    this.#out = resolve(this.#root, options.outDir ?? "_fresh");
  }

  /** Module to import the built app from: exports `main` of main.ts, and `{ fetch }` by default. */
  get server(): string {
    return pathToFileURL(join(this.#out, "server.js")).href;
  }

  /** Whether the last build was made of what is there now: compares paths, sizes and times of all inputs. */
  async upToDate({ bundleServer = false }: BuildOptions = {}): Promise<boolean> {
    try {
      if (bundleServer) await Deno.stat(join(this.#out, "atoll.js"));
      return await Deno.readTextFile(join(this.#out, STAMP)) === await inputsOf(this.#root, HERE);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  }

  /**
   * Builds unless the last build is up to date. Gives whether it did. Of several processes one builds and the others wait: a build
   * that comes later would take the first one's files from under a server that is just starting.
   */
  async ensure(options: BuildOptions = {}): Promise<boolean> {
    if (await this.upToDate(options)) return false;
    using file = await Deno.open(fileURLToPath(import.meta.url));
    await file.lock(true);
    if (await this.upToDate(options)) return false;
    await this.build(options);
    return true;
  }

  /** Writes the build. Throws with esbuild's messages when a module does not bundle. */
  async build(options: BuildOptions = {}): Promise<void> {
    const turn = lastBuild.then(() => this.#buildAndMove(options));
    // The next one waits for this one, however it ends: esbuild is stopped after each for the whole process.
    lastBuild = turn.catch(() => {});
    return await turn;
  }

  async #buildAndMove(options: BuildOptions): Promise<void> {
    // Beside the build and moved over it at the end, so that a build that fails, or two at a time, leave a whole one.
    const work = join(dirname(this.#out), `.${basename(this.#out)}-${crypto.randomUUID()}`);
    try {
      await this.#build(work, options);
      await replace(work, this.#out);
    } finally {
      await remove(work);
    }
  }

  async #build(work: string, options: BuildOptions): Promise<void> {
    const write = (name: string, text: string): Promise<void> => Deno.writeTextFile(join(work, name), text);
    const inputs = await inputsOf(this.#root, HERE);
    await Deno.mkdir(join(work, "static"), { recursive: true });

    const names: Record<string, string> = {};
    const files: Record<string, AssetFile> = {};
    for (const [path, contents] of await this.#staticFiles()) {
      const hash = contentHash(contents);
      const hashed = hashedName(path, hash);
      names[path] = hashed;
      files[path] = files[hashed] = await writeAsset(work, hashed, contents, hash);
    }

    const islands = await this.#islands();
    const bundle = await bundleBrowser({
      root: this.#root,
      runtime: HERE,
      islands,
      shared: this.options.shared,
      assets: names,
    });
    for (const { path, contents } of bundle.files) {
      files[path] = await writeAsset(work, path, contents, contentHash(contents));
    }

    const routes = (await walk(join(this.#root, "routes")))
      .filter((path) => isModule(path) && !path.includes("(_islands)"));
    await write("manifest.js", this.#manifest(names, files));
    await write("snapshot.js", this.#snapshot(routes, islands, bundle));
    await write("server.js", this.#server());
    if (options.bundleServer) {
      await write("entry.js", 'import { main } from "./server.js";\nawait main(Deno.args);\n');
      await bundleServer({
        root: this.#root,
        entry: join(work, "entry.js"),
        out: join(work, "atoll.js"),
      });
    }
    await write(STAMP, inputs);
  }

  /** Builds if needed and serves, for development. */
  async listen(options: Deno.ServeTcpOptions = {}): Promise<Deno.HttpServer<Deno.NetAddr>> {
    await this.ensure();
    const { default: app } = await import(this.server);
    return Deno.serve({ automaticCompression: true, ...options }, app.fetch);
  }

  /** Path and contents of everything in static/, and of what is generated. */
  async #staticFiles(): Promise<[path: string, contents: Uint8Array][]> {
    const root = join(this.#root, "static");
    const files: [string, Uint8Array][] = [];
    for (const path of await walk(root)) files.push(["/" + path, await Deno.readFile(join(root, path))]);
    for (const { path, contents } of this.options.generated ?? []) {
      const made = await contents();
      files.push([path, typeof made === "string" ? new TextEncoder().encode(made) : made]);
    }
    return files;
  }

  /** Island name → path of its module below the root. */
  async #islands(): Promise<Map<string, string>> {
    const paths = (await walk(join(this.#root, "islands"))).map((path) => `islands/${path}`);
    for (const path of await walk(join(this.#root, "routes"))) {
      if (path.includes("(_islands)/")) paths.push(`routes/${path}`);
    }
    const islands = new Map<string, string>();
    for (const path of paths.filter(isModule)) {
      const name = path.replace(/^islands\//, "").replace(/\.tsx?$/, "").replace(/\W+/g, "_");
      if (islands.has(name)) {
        throw new Error(`Two islands are called ${name}: ${islands.get(name)} and ${path}`);
      }
      islands.set(name, path);
    }
    return islands;
  }

  /** Specifier of a module as the generated ones import it: relative, so that the tree can be moved. */
  #specifier(path: string): string {
    const specifier = relative(this.#out, path).replaceAll("\\", "/");
    return JSON.stringify(specifier.startsWith(".") ? specifier : "./" + specifier);
  }

  #manifest(names: Readonly<Record<string, string>>, files: Readonly<Record<string, AssetFile>>): string {
    return `// Generated by lib/fresh. First of all modules, so that asset() works at their top level.
import { registerAssets } from ${this.#specifier(join(HERE, "build.ts"))};

registerAssets({
  names: ${JSON.stringify(names)},
  files: ${JSON.stringify(files)},
  read: (file) => Deno.readFile(new URL("./static/" + file, import.meta.url)),
});
`;
  }

  #snapshot(
    routes: readonly string[],
    islands: ReadonlyMap<string, string>,
    bundle: Awaited<ReturnType<typeof bundleBrowser>>,
  ): string {
    const lines = [
      "// Generated by lib/fresh: the routes and islands of the app.",
      'import "./manifest.js";',
      `import { registerBuild } from ${this.#specifier(join(HERE, "build.ts"))};`,
    ];
    const paths = routes.map((path) => join(this.#root, "routes", path));
    paths.forEach((path, i) => lines.push(`import * as route${i} from ${this.#specifier(path)};`));
    [...islands.values()].forEach((path, i) =>
      lines.push(`import island${i} from ${this.#specifier(join(this.#root, path))};`)
    );
    lines.push("", "registerBuild({", "  routes: [");
    routes.forEach((path, i) => {
      lines.push(`    { path: ${JSON.stringify("/" + path.replace(/\.tsx?$/, ""))}, module: route${i} },`);
    });
    lines.push("  ],", "  islands: [");
    [...islands.keys()].forEach((name, i) => {
      const { chunk, imports } = bundle.entry(name);
      lines.push(`    ${JSON.stringify({ name, chunk, imports }).slice(0, -1)},"component":island${i}},`);
    });
    lines.push("  ],", `  client: ${JSON.stringify(bundle.client)},`, "});", "");
    return lines.join("\n");
  }

  #server(): string {
    return `// Generated by lib/fresh: the built app.
import "./snapshot.js";
import * as app from ${this.#specifier(join(this.#root, "main.ts"))};

export const main = app.main;

let handler;

export default {
  /** Composes the app at the first request. */
  async fetch(req, info) {
    handler ??= Promise.resolve(app.app ? app : app.atoll({})).then((made) => made.app.handler());
    return (await handler)(req, info);
  },
};
`;
  }
}

async function remove(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Moves a directory over another, also while another process does the same. */
async function replace(from: string, to: string): Promise<void> {
  for (let left = 10;; left--) {
    await remove(to);
    try {
      return await Deno.rename(from, to);
    } catch (error) {
      // Somebody else's build took the place in between.
      const { code } = error as { code?: unknown };
      if (left === 0 || (code !== "ENOTEMPTY" && code !== "EEXIST")) throw error;
    }
  }
}

async function writeAsset(
  work: string,
  path: string,
  contents: Uint8Array,
  hash: string,
): Promise<AssetFile> {
  const file = path.slice(1);
  const target = join(work, "static", file);
  await Deno.mkdir(dirname(target), { recursive: true });
  await Deno.writeFile(target, contents);
  return { file, type: mediaType(path), hash, size: contents.length };
}

function isModule(path: string): boolean {
  return /\.tsx?$/.test(path) && !/[._]test\.tsx?$/.test(path);
}

function contentHash(contents: Uint8Array): string {
  return createHash("sha256").update(contents).digest("hex").slice(0, 10);
}
