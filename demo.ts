// `task demo`: simulated pools and Atoll in front of them, on a throw-away data directory. Ctrl-C takes all of it away.
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { ensureBuilt, server } from "./dev.ts";
import { type Options, parseOptions } from "./lib/options.ts";

const HELP = `Usage: deno task demo [options]

  --listen 127.0.0.1:8000   where Atoll serves (ATOLL_LISTEN)
  --vms 100                 VMs of the largest of the three simulated pools
  --churn N                 changes a second in each of them (a few, unless given)
  --speed 1                 operations take 1/N of their time
  --state FILE              serve this pool instead, {Class: {ref: record}} as JSON; may be given several times
  --help                    this text

The sign-in is admin with the password ATOLL_ADMIN_PASSWORD, or one made up for this run.`;

/** Arguments of one simulator each. */
type Plan = string[][];

interface Simulated {
  readonly url: string;
  readonly child: Deno.ChildProcess;
}

const PREFIX = "atoll-demo-";
/** The simulator's own default, so that other Xen-API clients can be pointed at the demo's pools as well. */
const SIMULATOR_PASSWORD = "atoll";
const SIMULATOR = fileURLToPath(new URL("./sim/main.ts", import.meta.url));

function parse(args: string[]) {
  return parseArgs({
    args,
    options: {
      listen: { type: "string" },
      vms: { type: "string", default: "100" },
      churn: { type: "string" },
      speed: { type: "string", default: "1" },
      state: { type: "string", multiple: true },
      help: { type: "boolean", short: "h" },
    },
  }).values;
}

/** Three pools of different size, the second over TLS; or one a state file. */
function plan(options: ReturnType<typeof parse>): Plan {
  const { state, churn, vms, speed } = options;
  const plain = ["--listen", "127.0.0.1:0", "--speed", speed, "--until-eof"];
  // A cluster gives its hosts other addresses, and a state file is shown as it is.
  if (state !== undefined) {
    return state.map((file) => [...plain, "--state", file, "--churn", churn ?? "0"]);
  }
  // Every host answers, so that statistics and consoles of all of them are there.
  const common = [...plain, "--cluster"];
  return [
    [...common, "--hosts", "3", "--vms", vms, "--seed", "1", "--churn", churn ?? "2"],
    [...common, "--hosts", "2", "--vms", "30", "--seed", "2", "--churn", churn ?? "0.5", "--tls"],
    [...common, "--hosts", "1", "--vms", "8", "--seed", "3", "--churn", churn ?? "0.2"],
  ];
}

/** Starts a simulator of its own process and waits for its address; its other lines pass through. */
async function simulate(args: string[]): Promise<Simulated> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", SIMULATOR, ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const { promise, resolve, reject } = Promise.withResolvers<Simulated>();
  const lines = createInterface({ input: Readable.fromWeb(child.stdout) });
  lines.on("line", (line) => {
    const url = /^Xen-API at (\S+)/.exec(line)?.[1];
    if (url !== undefined) resolve({ url, child });
    else console.log(line);
  });
  // After it is ready this reports nothing: a promise settles once.
  child.status.then(({ code }) =>
    reject(new Error(`A simulator ended with code ${code} before it was ready`))
  );
  return await promise;
}

/** Ends a simulator: its standard input closes, as it would if this process died. */
async function end({ child }: Simulated): Promise<void> {
  try {
    await child.stdin.close();
    child.kill("SIGTERM");
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof Deno.errors.BrokenPipe)) throw error; // it has ended already
  }
  await child.status;
}

/** Removes the directories of demos that were killed: the kernel has let go the lock that their server held. */
async function sweep(parent: string): Promise<void> {
  for await (const { name } of Deno.readDir(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const directory = join(parent, name);
    try {
      using lock = await Deno.open(join(directory, "lock"), { write: true });
      if (await lock.tryLock(true)) await Deno.remove(directory, { recursive: true });
    } catch (error) {
      // Just being made, just being removed, or somebody else's.
      if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied)) {
        throw error;
      }
    }
  }
}

function randomPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => letters[byte % letters.length]).join("");
}

/** Options of the server, read before anything is started. Throws OptionError. */
function serverOptions(listen: string | undefined): Options {
  const parsed = parseOptions(
    listen === undefined ? [] : ["--listen", listen],
    (name) => name === "ATOLL_LISTEN" ? Deno.env.get(name) : undefined,
  );
  if (parsed === "help") throw new Error("No help was asked for");
  return parsed;
}

async function demo(args: string[]): Promise<number> {
  let options: ReturnType<typeof parse>;
  let wanted: Options;
  try {
    options = parse(args);
    wanted = serverOptions(options.listen);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    return 2;
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  // The log of a demo is for what goes wrong; read when lib/log.ts is first imported, hence before the server.
  if (Deno.env.get("ATOLL_LOG") === undefined) Deno.env.set("ATOLL_LOG", "warn");
  const password = Deno.env.get("ATOLL_ADMIN_PASSWORD") || randomPassword();
  const simulators: Simulated[] = [];
  const starting = plan(options).map(async (arguments_) => {
    const simulated = await simulate(arguments_);
    simulators.push(simulated);
    console.log(`Xen-API at ${simulated.url}`);
    return simulated;
  });
  // One that does not start is told by serve(), which has a build to wait for first.
  for (const start of starting) start.catch(() => {});
  const takeAway = async () => {
    await Promise.allSettled(starting);
    await Promise.all(simulators.map(end));
  };
  try {
    await ensureBuilt();
    await import(server);
    return await withData((data) => serve({ ...wanted, data, adminPassword: password }, starting));
  } finally {
    await takeAway();
  }
}

/** Runs on a throw-away directory, made late: until the server has locked it, a kill would leave it for ever. */
async function withData(run: (data: string) => Promise<number>): Promise<number> {
  const data = await Deno.makeTempDir({ prefix: PREFIX });
  try {
    await sweep(dirname(data));
    return await run(data);
  } finally {
    await Deno.remove(data, { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error; // somebody tidied up before
    });
  }
}

/** The server, with the pools added as a person would add them. */
async function serve(options: Options, starting: Promise<Simulated>[]): Promise<number> {
  const { atoll } = await import("./main.ts");
  const { serve: listen } = await import("./lib/web/serve.ts");
  const made = await atoll(options);
  const listening = await listen(made.fetch, options, made.close);
  const stopped = listening.untilSignal();
  const { pools } = made.services;
  const added = Promise.all(starting.map(async (start) => {
    const { url } = await start;
    const certificate = await pools.probe(url);
    await pools.add({
      address: url,
      username: "root",
      password: SIMULATOR_PASSWORD,
      fingerprint: certificate?.fingerprint,
    });
  }));
  try {
    const early = await Promise.race([added.then(() => false), stopped.then(() => true)]);
    if (!early) {
      console.log(`Atoll ready at ${listening.url}`);
      console.log(`Sign in as admin with the password ${options.adminPassword}`);
      console.log(`The simulated pools take root with the password ${SIMULATOR_PASSWORD}`);
      await stopped;
    }
    return 0;
  } catch (error) {
    await listening.close();
    throw error;
  } finally {
    added.catch(() => {}); // told by the race, or no longer of interest
  }
}

if (import.meta.main) {
  try {
    Deno.exit(await demo(Deno.args));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    Deno.exit(1);
  }
}
