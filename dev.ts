// Builds the app: browser bundles, stylesheet, icons. `deno run -A dev.ts build` writes _fresh/; demo.ts and start.ts build
// only when something has changed.
import { fileURLToPath } from "node:url";
import { Builder } from "fresh/dev";
import { ICONS } from "./components/Icon.tsx";
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

/** What makes the build; `out` is `_fresh` unless told. */
export function builder(out = "_fresh"): Builder {
  return new Builder({
    root,
    outDir: out,
    generated: [
      {
        path: "/atoll.css",
        async contents() {
          const texts = await Promise.all(
            ["components", "islands", "routes"].map((name) => sources(root + name)),
          );
          return await stylesheet(await Deno.readTextFile(`${root}lib/theme/atoll.css`), texts.flat());
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
    ],
  });
}

/** Module of the built server, to be imported. */
export const server: string = builder().server;

/** Builds when the last build is not of what is there now. Gives whether it did. */
export function ensureBuilt(): Promise<boolean> {
  return builder().ensure();
}

/** Builds in any case, with the one-module server. */
export function build(): Promise<void> {
  return builder().build({ bundleServer: true });
}

if (import.meta.main && Deno.args[0] === "build") await build();
