// The simulator on the command line: `deno task sim --vms 100`. Prints `Xen-API at URL` when it answers.
import { startCluster } from "./cluster.ts";
import { isMistake, reasonOf } from "./errors.ts";
import { FaultError, readFaults, type SimulatorOptions, startSimulator, StateError } from "./mod.ts";
import { OptionError, type Parsed, parseOptions, USAGE } from "./options.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Runs until SIGINT or SIGTERM. Gives the exit code: 0, 1 when it could not start, 2 for wrong options. */
async function main(args: readonly string[]): Promise<number> {
  let parsed: Parsed;
  try {
    parsed = parseOptions(args);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    say(Deno.stderr, `${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (parsed.help) {
    say(Deno.stdout, USAGE);
    return 0;
  }
  const { options } = parsed;
  try {
    const running = await start(await withFiles(parsed), parsed.cluster);
    const ended = Promise.race([signalled(), ...(parsed.untilEof ? [endOfInput()] : [])]);
    for (const url of running.urls) say(Deno.stdout, `Xen-API at ${url}`);
    await ended;
    await running.close();
    return 0;
  } catch (error) {
    say(Deno.stderr, why(error, options));
    return 1;
  }
}

/** Starts one simulator, or one for each host: those of the pool first, the coordinator before the others. */
async function start(
  options: SimulatorOptions,
  wanted: Parsed["cluster"],
): Promise<{ readonly urls: readonly string[]; close(): Promise<void> }> {
  if (wanted === undefined) {
    const simulator = await startSimulator(options);
    return { urls: [simulator.url], close: () => simulator.close() };
  }
  const cluster = await startCluster({ ...options, ...wanted, loopback: true });
  const hosts = [...cluster.hosts].sort((a, b) =>
    Number(a.coordinator !== undefined) - Number(b.coordinator !== undefined)
  );
  return { urls: [...hosts, ...cluster.spares].map(({ url }) => url), close: () => cluster.close() };
}

/** The options with what is in the files they name. */
async function withFiles({ options, certificate, faults }: Parsed): Promise<SimulatorOptions> {
  const known = faults === undefined ? options : { ...options, faults: await readFaults(faults) };
  if (certificate === undefined) return known;
  const [cert, key] = await Promise.all([read(certificate.cert), read(certificate.key)]);
  return { ...known, tls: { cert, key } };
}

async function read(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    throw new StateError(`Cannot read ${path}: ${reasonOf(error)}`);
  }
}

/** Why it did not start. Throws what is a mistake of the program itself. */
function why(error: unknown, { hostname, port }: SimulatorOptions): string {
  if (error instanceof StateError || error instanceof FaultError) return error.message;
  if (isMistake(error)) throw error;
  const reason = error instanceof Deno.errors.AddrInUse ? "the port is in use" : reasonOf(error);
  return `Cannot listen on ${hostname}:${port}: ${reason}`;
}

/** Resolves when nobody holds the other end of standard input any more, however its holder ended. */
async function endOfInput(): Promise<void> {
  const buffer = new Uint8Array(256);
  while (await Deno.stdin.read(buffer) !== null);
}

/** Resolves at the first SIGINT or SIGTERM. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      for (const signal of SIGNALS) Deno.removeSignalListener(signal, stop);
      resolve();
    };
    for (const signal of SIGNALS) Deno.addSignalListener(signal, stop);
  });
}

function say(stream: typeof Deno.stdout | typeof Deno.stderr, text: string): void {
  stream.writeSync(new TextEncoder().encode(`${text}\n`));
}

// Not exitCode: a read of standard input or a signal listener that is left would keep the process.
if (import.meta.main) Deno.exit(await main(Deno.args));
