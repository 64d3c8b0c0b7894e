// Real processes for tests and benchmarks: the simulator, the server, the demo; started, awaited by their ready line, stopped.
import { createInterface } from "node:readline";
import { dirname, resolve } from "node:path";
import { Readable } from "node:stream";
import { permissions } from "../permissions.ts";
import { ROOT } from "./sources.ts";

export interface Running {
  /** Where it answers: what follows "at " on its ready line. */
  readonly url: string;
  readonly pid: number;
  /** Every line it printed on stdout and stderr until now. */
  readonly lines: readonly string[];
  /** The first line, past or to come, that matches. Rejects when the process ends before. */
  line(pattern: RegExp): Promise<string>;
  /** Sends a signal and waits for the end; gives the exit code. SIGTERM unless told. */
  stop(signal?: Deno.Signal): Promise<number>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The line that says it is ready. */
  readonly ready: RegExp;
  /** Options for Deno itself. */
  readonly flags?: readonly string[];
  /** Flags of its permissions: all of them unless told. */
  readonly permissions?: readonly string[];
  /** Where it runs: the project's root unless told. */
  readonly cwd?: string;
}

/** Runs a script, its path relative to the project's root, and waits for its ready line. */
export async function startScript(
  script: string,
  args: readonly string[],
  options: StartOptions,
): Promise<Running> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      ...(options.permissions ?? ["-A"]),
      "--no-check",
      ...(options.flags ?? []),
      resolve(ROOT, script),
      ...args,
    ],
    cwd: options.cwd ?? ROOT,
    env: { NO_COLOR: "1", ...options.env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const lines: string[] = [];
  const waiting = new Set<
    { pattern: RegExp; resolve: (line: string) => void; reject: (error: Error) => void }
  >();
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const line of createInterface({ input: Readable.fromWeb(stream) })) {
      lines.push(line);
      for (const entry of waiting) {
        if (!entry.pattern.test(line)) continue;
        waiting.delete(entry);
        entry.resolve(line);
      }
    }
  };
  const reading = Promise.all([read(child.stdout), read(child.stderr)]);
  const ended = child.status.then(async (status) => {
    await reading;
    for (const { pattern, reject } of waiting) {
      reject(
        new Error(`${script} ended with ${status.code} before ${pattern}:\n${lines.slice(-20).join("\n")}`),
      );
    }
    return status;
  });
  const line = (pattern: RegExp): Promise<string> => {
    const past = lines.find((text) => pattern.test(text));
    if (past !== undefined) return Promise.resolve(past);
    return new Promise((resolve, reject) => waiting.add({ pattern, resolve, reject }));
  };
  const stop = async (signal: Deno.Signal = "SIGTERM"): Promise<number> => {
    try {
      child.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has ended already
    }
    await child.stdin.close().catch((error: unknown) => {
      if (!(error instanceof Deno.errors.BrokenPipe || error instanceof TypeError)) throw error;
    });
    return (await ended).code;
  };
  try {
    const ready = await line(options.ready);
    const url = /\bat (\S+)/.exec(ready)?.[1] ?? "";
    return { url, pid: child.pid, lines, line, stop, [Symbol.asyncDispose]: async () => void await stop() };
  } catch (error) {
    await stop("SIGKILL");
    throw error;
  }
}

/** The simulator as a process of its own, on a port of its own. It ends with the test, however that ends. */
export function startSim(args: readonly string[] = []): Promise<Running> {
  return startScript("sim/main.ts", ["--listen", "127.0.0.1:0", "--until-eof", ...args], {
    ready: /^Xen-API at /,
  });
}

let built: Promise<void> | undefined;

/** Builds what `task start` runs, once a process. */
function prepare(): Promise<void> {
  built ??= new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "dev.ts", "ensure"],
    cwd: ROOT,
    stdin: "null",
  }).output().then(({ success, stderr }) => {
    if (!success) throw new Error(new TextDecoder().decode(stderr));
  });
  return built;
}

/**
 * The server on a data directory, as `task start` runs it, with no more permissions. `password` is that of the first
 * administrator, `admin`; `flags` are for Deno itself.
 */
export async function startServer(
  data: string,
  password: string,
  args: readonly string[] = [],
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Running> {
  await prepare();
  const read = args.filter((_, n) => /^--(tls-cert|tls-key|key-file)$/.test(args[n - 1] ?? "")).map((file) =>
    dirname(file)
  );
  return await startScript("_fresh/atoll.js", ["--listen", "127.0.0.1:0", "--data", data, ...args], {
    ready: /^Atoll ready at /,
    env: { ATOLL_ADMIN_PASSWORD: password, ...env },
    permissions: permissions({ data: [data], read }),
    flags,
  });
}
