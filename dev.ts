// Builds the app: browser bundles, stylesheet, icons. `deno run -A dev.ts build` writes _fresh/; `ensure` only when
// something has changed, as demo.ts and start.ts do. `deno run -A dev.ts compile` makes one file of it all.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Builder, bundleWorker } from "fresh/dev";
import { ICONS } from "./components/Icon.tsx";
import { CATALOGUES } from "./lib/i18n/catalogues.ts";
import { catalogueScript } from "./lib/i18n/catalogue_script.ts";
import { allTexts, messagesOfBrowser } from "./lib/i18n/sources.ts";
import { permissions } from "./permissions.ts";
import { sprite } from "./lib/theme/sprite.ts";
import { stylesheet } from "./lib/theme/stylesheet.ts";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Texts of all components, islands and routes: where class names stand. */
async function sources(directory: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(directory)) {
    const path = `${directory}/${name}`;
    if (isDirectory) texts.push(...await sources(path));
    else if (name.endsWith(".tsx")) texts.push(await Deno.readTextFile(path));
  }
  return texts;
}

/** The base layer: lib/theme/atoll.css, then the layers of single parts of the UI in the order of their names. */
async function baseLayers(): Promise<string> {
  const directory = `${root}lib/theme/`;
  const names: string[] = [];
  for await (const { name } of Deno.readDir(directory)) if (name.endsWith(".css")) names.push(name);
  names.sort((a, b) => Number(b === "atoll.css") - Number(a === "atoll.css") || (a < b ? -1 : 1));
  return (await Promise.all(names.map((name) => Deno.readTextFile(directory + name)))).join("\n");
}

/** What makes the build; `out` is `_fresh` unless told. */
export function builder(out = "_fresh"): Builder {
  return new Builder({
    root,
    outDir: out,
    shared: "lib/client/shell.ts",
    generated: [
      {
        path: "/atoll.css",
        async contents() {
          const texts = await Promise.all(
            ["components", "islands", "routes"].map((name) => sources(root + name)),
          );
          return await stylesheet(await baseLayers(), texts.flat());
        },
      },
      {
        path: "/icons.svg",
        contents: () =>
          sprite(
            ICONS,
            (name) => Deno.readTextFile(new URL(import.meta.resolve(`lucide-static/icons/${name}.svg`))),
          ),
      },
      ...Object.keys(CATALOGUES).map((tag) => ({
        path: `/i18n/${tag}.js`,
        contents: async () => {
          const needed = messagesOfBrowser(await allTexts(root));
          const speaker = new TextDecoder().decode(await bundleWorker(root, `${root}lib/i18n/browser.ts`));
          return catalogueScript(tag, CATALOGUES[tag] ?? {}, needed, speaker);
        },
      })),
      { path: "/stream.js", contents: () => bundleWorker(root, `${root}lib/client/stream_worker.ts`) },
      {
        path: "/layout.js",
        contents: () => bundleWorker(root, `${root}lib/client/topology/layout_worker.ts`),
      },
    ],
  });
}

/** Module of the built server, to be imported. */
export const server: string = builder().server;

/** Builds, with the one-module server, when the last build is not of what is there now. Gives whether it did. */
export function ensureBuilt(): Promise<boolean> {
  return builder().ensure({ bundleServer: true });
}

/** Builds in any case, with the one-module server. */
export function build(): Promise<void> {
  return builder().build({ bundleServer: true });
}

const NO_RUNTIME = `Cannot make one file: deno compile failed, see above
It embeds a runtime of its own, which it downloads once. Where that cannot be reached, set DENORT_BIN to a copy of it
for this version of Deno. What was built runs without: deno task start`;

/** Packs the built server, its static files and a runtime into one file. Gives the exit code. */
async function compile(output: string): Promise<number> {
  await build();
  // The bundle holds every package: nothing but the runtime may come from outside.
  const args = ["compile", "--no-check", "--no-remote", "--no-npm", "--include", "_fresh/static"];
  // What the file holds is read from a place, and the data directory chosen, only when it runs.
  args.push(...permissions({ data: [] }).map((flag) => flag.replace(/^(--allow-(?:read|write))=.*/, "$1")));
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: [...args, "--output", output, "_fresh/atoll.js"],
    cwd: root,
  }).spawn().status;
  if (code !== 0) console.error(`\n${NO_RUNTIME}`);
  return code;
}

const USAGE = "Usage: dev.ts build | ensure | compile [--output FILE]   (FILE is dist/atoll unless given)";

/** Gives the exit code. */
async function main(args: string[]): Promise<number> {
  try {
    const { values, positionals: [command, ...rest] } = parseArgs({
      args,
      allowPositionals: true,
      options: { output: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) return say(USAGE, 0);
    if (rest.length > 0) return say(`Unexpected argument "${rest[0]}"\n${USAGE}`, 2);
    if (command === "compile") return await compile(values.output ?? "dist/atoll");
    if ((command === "build" || command === "ensure") && values.output === undefined) {
      await (command === "build" ? build() : ensureBuilt());
      return 0;
    }
    return say(USAGE, 2);
  } catch (error) {
    if (error instanceof TypeError && "code" in error) return say(`${error.message}\n${USAGE}`, 2);
    throw error;
  }
}

function say(text: string, code: number): number {
  if (code === 0) console.log(text);
  else console.error(text);
  return code;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
