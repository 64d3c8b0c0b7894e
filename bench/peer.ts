// Atoll's stream beside Xen Orchestra's way of telling browsers, on the same simulated pool while it changes: bytes, latency, and
// what the servers take. The two are measured in turns; both follow the pool all the time.
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { ROOT } from "@/tests/sources.ts";
import { startSim } from "@/tests/processes.ts";
import { pageDataOf } from "./bytes/page.ts";
import { kilobytes, ms, percentile, table } from "./figures.ts";
import { hasNode } from "./node.ts";
import { type ClientsOrder, type ClientsReport, type Marked, MARKER } from "./peer_clients.ts";
import { cpuOf, residentOf } from "./process_figures.ts";
import { type ProxyThread, startProxyThread } from "./proxy_thread.ts";
import { Rpc } from "./rpc.ts";
import { type Bench, startBench } from "./setup.ts";

const VMS = 1000;
/** Changes a second that happen by themselves, and the renames a second whose way to the clients is timed. */
const CHURN = 20;
const RENAMES = 10;
const SECONDS = 15;
const WARM = 3000;
const CLIENTS = [0, 1, 10, 100];

interface Figures {
  readonly server: string;
  readonly clients: number;
  readonly seconds: number;
  /** Share of one core that the server took. */
  readonly cpu: number;
  readonly resident: number;
  readonly report: ClientsReport;
  readonly changes: number;
}

/** One of the two servers. */
interface Side {
  readonly name: string;
  readonly pid: number;
  /** When each marker was told to this server (wall clock, ms). */
  readonly told: ReadonlyMap<string, number>;
  /** How a client connects now. */
  order(): Promise<Omit<ClientsOrder, "clients">>;
}

/** A server's own way to the pool, with the times of what it was told. */
async function listen(sim: string, stack: AsyncDisposableStack): Promise<[ProxyThread, Map<string, number>]> {
  const told = new Map<string, number>();
  const proxy = await startProxyThread(sim, MARKER, (marker, at) => told.set(marker, at));
  stack.defer(() => proxy.stop());
  return [proxy, told];
}

async function openAtoll(sim: string, stack: AsyncDisposableStack): Promise<Side> {
  const [proxy, told] = await listen(sim, stack);
  const bench: Bench = stack.use(await startBench(proxy.url));
  const { port } = new URL(bench.url);
  return {
    name: "Atoll, the VM list",
    pid: bench.server.pid,
    told,
    order: async () => {
      const page = pageDataOf(await (await bench.client.fetch("/vms")).text());
      const query = new URLSearchParams({ collections: page.subscription, since: page.at });
      const path = `/api/v1/stream?${query}`;
      const accept = "Accept: text/event-stream";
      // A session has 100 streams.
      const [many, one] = [await bench.signIn(), await bench.signIn()];
      return {
        port: Number(port),
        request: {
          compressed: head(path, port, [accept, `Cookie: ${many.cookie}`, "Accept-Encoding: gzip"]),
          plain: head(path, port, [accept, `Cookie: ${one.cookie}`]),
        },
        answer: "HTTP/1.1 200 ",
      };
    },
  };
}

async function openXenOrchestra(sim: string, stack: AsyncDisposableStack): Promise<Side> {
  const [proxy, told] = await listen(sim, stack);
  const child = new Deno.Command("node", {
    args: [`${ROOT}/bench/peers/xen_orchestra.mjs`, proxy.url],
    cwd: ROOT,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  stack.defer(async () => {
    await child.stdin.close();
    await child.status;
  });
  const { value } = await linesOf(child).next();
  const { port } = JSON.parse(String(value));
  const key = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const headers = [
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${key}`,
  ];
  const deflate = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
  const request = {
    compressed: head("/api/", String(port), [...headers, deflate]),
    plain: head("/api/", String(port), headers),
  };
  return {
    name: "Xen Orchestra's way",
    pid: child.pid,
    told,
    order: () => Promise.resolve({ port, request, answer: "HTTP/1.1 101 " }),
  };
}

function head(path: string, port: string, headers: readonly string[]): string {
  return [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers, "", ""].join("\r\n");
}

function linesOf(child: Deno.ChildProcess): AsyncIterator<string> {
  return createInterface({ input: Readable.fromWeb(child.stdout) })[Symbol.asyncIterator]();
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Renames one VM after the other; gives what it asked for, and when. */
class Renames {
  #next = 0;
  readonly asked: (readonly [marker: string, at: number])[] = [];

  constructor(private readonly rpc: Rpc, private readonly vms: readonly unknown[]) {}

  async one(): Promise<void> {
    const number = this.#next++;
    const marker = `peer-${number}-`;
    this.asked.push([marker, performance.timeOrigin + performance.now()]);
    await this.rpc.call("VM.set_name_label", this.vms[number % this.vms.length], `${marker}vm`);
  }
}

/** The process of the clients, when all of them are connected. */
async function connectClients(order: ClientsOrder) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", `${ROOT}/bench/peer_clients.ts`],
    cwd: ROOT,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const lines = linesOf(child), input = child.stdin.getWriter();
  const tell = (message: unknown) => input.write(new TextEncoder().encode(JSON.stringify(message) + "\n"));
  await tell(order);
  const { done } = await lines.next();
  if (done) throw new Error("The clients cannot connect");
  return async (marked: readonly Marked[]): Promise<ClientsReport> => {
    await tell(marked);
    const report: ClientsReport = JSON.parse(String((await lines.next()).value));
    await input.close();
    await child.status;
    return report;
  };
}

async function measure(side: Side, clients: number, renames: Renames): Promise<Figures> {
  const finish = await connectClients({ ...await side.order(), clients });
  const first = renames.asked.length;
  const begun = performance.now(), used = await cpuOf(side.pid);
  for (let due = begun; due < begun + SECONDS * 1000; due += 1000 / RENAMES) {
    await pause(Math.max(0, due - performance.now()));
    await renames.one();
  }
  const cpu = (await cpuOf(side.pid) - used) / (performance.now() - begun);
  const resident = await residentOf(side.pid);
  await pause(1000);
  const seconds = (performance.now() - begun) / 1000;
  const marked = renames.asked.slice(first)
    .map(([marker, asked]): Marked => [marker, asked, side.told.get(marker) ?? NaN]);
  const report = await finish(marked);
  return { server: side.name, clients, seconds, cpu, resident, report, changes: marked.length };
}

export async function run(): Promise<void> {
  if (!await hasNode()) return console.log("Node.js is missing here: xen-api cannot run");
  await using stack = new AsyncDisposableStack();
  const sim = stack.use(await startSim(["--vms", String(VMS), "--hosts", "8", "--churn", String(CHURN)]));
  const sides = [await openAtoll(sim.url, stack), await openXenOrchestra(sim.url, stack)];
  const rpc = await Rpc.login(sim.url);
  const all = await rpc.call("VM.get_all_records") as Record<string, Readonly<Record<string, unknown>>>;
  const kinds = ["is_a_template", "is_a_snapshot", "is_control_domain"];
  const vms = Object.keys(all).filter((ref) => kinds.every((kind) => all[ref]?.[kind] === false));
  const renames = new Renames(rpc, vms);
  await pause(WARM);
  const figures: Figures[] = [];
  for (const clients of CLIENTS) {
    for (const side of sides) figures.push(await measure(side, clients, renames));
  }
  print(figures);
}

function print(figures: readonly Figures[]): void {
  console.log(
    `${VMS} VMs, ${CHURN} changes and ${RENAMES} renames a second, ${SECONDS} s for each row; ` +
      "times are those of a client that connects last\n",
  );
  table(
    [
      "",
      "clients",
      "bytes a second for each, plain",
      "compressed",
      "from the pool's answer p50",
      "p99",
      "from the change p50",
      "p99",
      "server, of a core",
      "its memory",
    ],
    figures.map(({ server, clients, seconds, cpu, resident, report }) => [
      server,
      clients,
      kilobytes(report.plain / seconds),
      clients === 0 ? "" : kilobytes(report.compressed / clients / seconds),
      ...[report.fromAnswer, report.fromChange].flatMap((times) => [
        ms(percentile(times, 0.5)),
        ms(percentile(times, 0.99)),
      ]),
      `${(cpu * 100).toFixed(1)} %`,
      `${Math.round(resident / 2 ** 20)} MB`,
    ]),
  );
  for (const { server, clients, report, changes } of figures) {
    const missed = changes - report.fromAnswer.length;
    if (missed > 0) console.log(`${server} told ${clients} clients nothing of ${missed} renames`);
  }
}
