// Bundles by esbuild: the browser's chunks, and the server as one module.
import { dirname, join, resolve } from "node:path";
import * as esbuild from "esbuild";

export interface BrowserBundleOptions {
  readonly root: string;
  /** Directory of lib/fresh. */
  readonly runtime: string;
  /** Island name → path of its module below the root. */
  readonly islands: ReadonlyMap<string, string>;
  /**
   * Module below the root whose imports every island is given, used or not: they come as one chunk instead of one for each set of
   * islands that share some of them. Many small files compress badly.
   */
  readonly shared?: string | undefined;
  /** Hashed URLs, for asset() in the browser. */
  readonly assets: Readonly<Record<string, string>>;
}

interface Chunk {
  /** URL path. */
  readonly chunk: string;
  /** URL paths of the chunks it imports statically, theirs too. */
  readonly imports: readonly string[];
}

export interface BrowserBundle {
  readonly files: readonly { readonly path: string; readonly contents: Uint8Array }[];
  readonly client: Chunk;
  /** Chunk of an island. */
  entry(island: string): Chunk;
}

/** The nearest deno.json at or above a directory, with its import map. */
async function findConfig(root: string): Promise<{ dir: string; imports: Readonly<Record<string, string>> }> {
  for (let dir = root;; dir = dirname(dir)) {
    try {
      const { imports = {} } = JSON.parse(await Deno.readTextFile(join(dir, "deno.json")));
      return { dir, imports };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      if (dir === dirname(dir)) throw new Error(`There is no deno.json at or above ${root}`);
    }
  }
}

/** Resolves what deno.json maps to files; packages are found in node_modules, as "nodeModulesDir": "auto" lays them out. */
function importMap(dir: string, imports: Readonly<Record<string, string>>): esbuild.Plugin {
  const local = Object.entries(imports).filter(([, target]) => target.startsWith("./"));
  return {
    name: "import-map",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, (args) => {
        for (const [name, target] of local) {
          if (args.path === name) return { path: resolve(dir, target) };
          if (name.endsWith("/") && args.path.startsWith(name)) {
            return { path: resolve(dir, target, args.path.slice(name.length)) };
          }
        }
        return undefined;
      });
    },
  };
}

/** Lets every entry import what all of them share. */
function sharing(shared: string, entries: ReadonlySet<string>): esbuild.Plugin {
  return {
    name: "shared",
    setup(build) {
      build.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
        if (!entries.has(path) || path === shared) return undefined;
        const contents = `import ${JSON.stringify(shared)};${await Deno.readTextFile(path)}`;
        return { contents, loader: path.endsWith("x") ? "tsx" : "ts" };
      });
    },
  };
}

const COMMON = {
  bundle: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  logLevel: "silent",
} satisfies esbuild.BuildOptions;

/** Bundles the islands, one chunk each and shared ones for what several import. */
export async function bundleBrowser(options: BrowserBundleOptions): Promise<BrowserBundle> {
  const { root, runtime, islands, assets } = options;
  const { dir, imports } = await findConfig(root);
  const assetModule = join(runtime, "assets.ts");
  const shared = options.shared === undefined ? undefined : join(root, options.shared);
  const entryPoints: Record<string, string> = { start: join(runtime, "client.ts") };
  for (const [name, path] of islands) entryPoints[`island-${name}`] = join(root, path);
  try {
    const build = (more: readonly esbuild.Plugin[]) =>
      esbuild.build({
        ...COMMON,
        absWorkingDir: root,
        entryPoints,
        outdir: join(root, "_fresh/js"),
        outbase: root,
        entryNames: "[name]-[hash]",
        chunkNames: "chunk-[hash]",
        platform: "browser",
        splitting: true,
        minify: true,
        metafile: true,
        write: false,
        define: { "process.env.NODE_ENV": '"production"' },
        plugins: [
          {
            name: "assets",
            setup(build) {
              build.onLoad(
                { filter: /assets\.ts$/ },
                ({ path }) =>
                  path === assetModule
                    ? { contents: `const n=${JSON.stringify(assets)};export const assetNames=()=>n;` }
                    : undefined,
              );
            },
          },
          ...more,
          importMap(dir, imports),
        ],
      });
    let built = await build([]);
    if (shared !== undefined) {
      // What is loaded later is an entry, too: only a first build tells which files that are.
      const entries = Object.values(built.metafile.outputs).flatMap(({ entryPoint }) =>
        entryPoint === undefined ? [] : resolve(root, entryPoint)
      );
      built = await build([sharing(shared, new Set(entries))]);
    }
    const { outputFiles, metafile } = built;

    const url = (output: string): string => "/_fresh/js/" + output.slice(output.lastIndexOf("/") + 1);
    const chunkOf = (entry: string): Chunk => {
      const found = Object.entries(metafile.outputs)
        .find(([, output]) => output.entryPoint && resolve(root, output.entryPoint) === entry);
      if (!found) throw new Error(`esbuild wrote nothing for ${entry}`);
      const seen = new Set<string>();
      const visit = (name: string): void => {
        for (const { path, kind } of metafile.outputs[name]?.imports ?? []) {
          if (kind !== "import-statement" || seen.has(path)) continue;
          seen.add(path);
          visit(path);
        }
      };
      visit(found[0]);
      return { chunk: url(found[0]), imports: [...seen].map(url) };
    };
    return {
      files: islands.size > 0
        ? outputFiles.map(({ path, contents }) => ({ path: url(path.replaceAll("\\", "/")), contents }))
        : [],
      client: chunkOf(join(runtime, "client.ts")),
      entry: (island) => chunkOf(join(root, islands.get(island) ?? "")),
    };
  } finally {
    // Its service process would keep this one from ending.
    await esbuild.stop();
  }
}

/** Bundles a worker into one classic script, which every browser that has workers can run. */
export async function bundleWorker(root: string, entry: string): Promise<Uint8Array> {
  const { dir, imports } = await findConfig(root);
  try {
    const { outputFiles: [file] } = await esbuild.build({
      ...COMMON,
      absWorkingDir: root,
      entryPoints: [entry],
      format: "iife",
      platform: "browser",
      minify: true,
      write: false,
      plugins: [importMap(dir, imports)],
    });
    if (!file) throw new Error(`esbuild wrote nothing for ${entry}`);
    return file.contents;
  } finally {
    await esbuild.stop();
  }
}

/** Bundles a server entry with everything it imports into one module that needs neither registry nor cache. */
export async function bundleServer(
  options: { readonly root: string; readonly entry: string; readonly out: string },
): Promise<void> {
  const { dir, imports } = await findConfig(options.root);
  try {
    await esbuild.build({
      ...COMMON,
      absWorkingDir: options.root,
      entryPoints: [options.entry],
      outfile: options.out,
      platform: "node",
      target: "esnext",
      // In one module every "am I the main module" would be true.
      define: { "import.meta.main": "false" },
      // Packages in CommonJS call require() of node's own modules.
      banner: { js: 'import{createRequire as $r}from"node:module";const require=$r(import.meta.url);' },
      plugins: [{
        name: "node-modules",
        setup(build) {
          build.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, external: true }));
        },
      }, importMap(dir, imports)],
    });
  } finally {
    await esbuild.stop();
  }
}
