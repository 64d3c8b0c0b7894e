// `task start`: builds what browsers need if it is not up to date, then runs the server in a process of its own that may do no
// more than its options name: which files those are is known only once the options are read.
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./dev.ts";
import { HELP, OptionError, parseOptions } from "./lib/options.ts";
import { permissions, type Places } from "./permissions.ts";

/** The directory and the files that options name. Throws OptionError. */
export function placesOf(
  args: readonly string[],
  env: (name: string) => string | undefined,
): Places | "help" {
  const options = parseOptions(args, env);
  if (options === "help") return options;
  const { data, key, tls } = options;
  const read: string[] = [];
  if (key.file !== null) read.push(resolve(key.file));
  if (key.credentials !== null) read.push(resolve(key.credentials));
  // Their directories: renewed files are noticed there.
  if (tls !== null && tls !== "self-signed") read.push(dirname(resolve(tls.cert)), dirname(resolve(tls.key)));
  return { data: [resolve(data)], read };
}

/** Gives the exit code of the server. */
async function start(args: readonly string[]): Promise<number> {
  let places: Places | "help";
  try {
    places = placesOf(args, (name) => Deno.env.get(name));
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    console.error(error.message);
    return 1;
  }
  if (places === "help") {
    console.log(HELP);
    return 0;
  }
  await ensureBuilt();
  const root = fileURLToPath(new URL(".", import.meta.url));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", ...permissions(places), "_fresh/atoll.js", ...args],
    cwd: root,
  }).spawn();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(name, () => {
      try {
        // A terminal has sent its SIGINT to the server as well; for the server a SIGTERM after that is no second wish to end.
        child.kill("SIGTERM");
      } catch (error) {
        if (!(error instanceof TypeError)) throw error; // it has ended already
      }
    });
  }
  return (await child.status).code;
}

if (import.meta.main) Deno.exit(await start(Deno.args));
