// The parts of bench/fanout.ts: the process of the readers, the changes at the pool, the position where streams begin.
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { ROOT } from "@/tests/sources.ts";
import type { ClientsOrder, ClientsReport, SentTimes } from "./fanout_clients.ts";
import type { Rpc } from "./rpc.ts";
import type { Bench } from "./setup.ts";

/** The readers, when all their streams have begun. */
export interface ClientsProcess {
  /** Ends them and gives what they saw of these changes. */
  finish(sent: SentTimes): Promise<ClientsReport>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startClients(order: ClientsOrder): Promise<ClientsProcess> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", `${ROOT}/bench/fanout_clients.ts`],
    cwd: ROOT,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const lines = createInterface({ input: Readable.fromWeb(child.stdout) })[Symbol.asyncIterator]();
  const input = child.stdin.getWriter();
  const tell = (message: unknown) => input.write(new TextEncoder().encode(JSON.stringify(message) + "\n"));
  const line = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error("The process of the readers ended early");
    return value;
  };
  await tell(order);
  await line();
  let running = true;
  return {
    async finish(sent) {
      await tell(sent);
      const report: ClientsReport = JSON.parse(await line());
      running = false;
      await input.close();
      await child.status;
      return report;
    },
    async [Symbol.asyncDispose]() {
      if (running) child.kill("SIGKILL");
      await child.status;
    },
  };
}

/** Renames VMs in turn, evenly, each name with the number of its change. Stops when told; a refused call is thrown then. */
export class Changes {
  #next = 0;
  #refused: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly rpc: Rpc, private readonly vms: readonly unknown[]) {}

  start(perSecond: number): void {
    let due = performance.now();
    const change = () => {
      const number = this.#next++;
      this.rpc.call("VM.set_name_label", this.vms[number % this.vms.length], `bench-${number}-vm`)
        .catch((error: unknown) => this.#refused ??= error);
      due += 1000 / perSecond;
      this.#timer = setTimeout(change, Math.max(0, due - performance.now()));
    };
    change();
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (this.#refused !== undefined) throw this.#refused;
  }
}

/** What the VM list subscribes to, from now on: the path and query of its stream. */
export async function streamFromNow(bench: Bench, collections: string): Promise<string> {
  const path = `/api/v1/stream?${new URLSearchParams({ collections })}`;
  const aborter = new AbortController();
  const response = await bench.client.fetch(path, { signal: aborter.signal });
  if (response.body === null) throw new Error("The stream has no body");
  let text = "", position: string | undefined;
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    position = /^id: ?(\S+)\n/m.exec(text)?.[1];
    if (position !== undefined) break;
  }
  aborter.abort();
  if (position === undefined) throw new Error("The stream ended without an event");
  return `${path}&since=${position}`;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
