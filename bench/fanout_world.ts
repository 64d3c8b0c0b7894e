// One pool, its server and changes in the pool, for bench/fanout.ts: what a number of readers make of it.
import { VM_FIELDS } from "@/lib/view/page_fields.ts";
import { startSim } from "@/tests/processes.ts";
import type { ClientsReport, SentTimes } from "./fanout_clients.ts";
import { Changes, pause, startClients, streamFromNow } from "./fanout_setup.ts";
import { INSPECTED, Inspector } from "./inspector.ts";
import { cpuOf, residentOf } from "./process_figures.ts";
import { startProxyThread } from "./proxy_thread.ts";
import { Rpc } from "./rpc.ts";
import { type Bench, startBench } from "./setup.ts";

export const PER_SECOND = 50;
const MARKER = /bench-\d+-/;
/** Streams that a session may have. */
const SESSION = 100;
/** Time for streams, caches and compiled code to settle (ms). */
const WARM = 5000;
const SAMPLE = 2000;

export interface Memory {
  /** Bytes of what is alive; NaN of a server that is not inspected. */
  readonly live: number;
  readonly resident: number;
}

export interface Figures extends ClientsReport {
  readonly readers: number;
  readonly deaf: number;
  readonly seconds: number;
  /** Share of one core that the server took. */
  readonly server: number;
  /** Memory of the server before it had any readers, and with these at the start and at the end. */
  readonly before: Memory;
  readonly begin: Memory;
  readonly end: Memory;
  /** Bytes resident, every two seconds. */
  readonly resident: readonly number[];
}

/** A pool with its server, and changes in it. */
export class World {
  readonly #cookies: string[] = [];
  #before: Memory | undefined;

  private constructor(
    private readonly bench: Bench,
    private readonly inspector: Inspector | undefined,
    private readonly changes: Changes,
    /** All changes that were told to the server: number, and when. */
    private readonly sent: SentTimes,
    private readonly stack: AsyncDisposableStack,
  ) {}

  /** @param inspected whether to look at what is alive in the server: that costs it 3 % of a core */
  static async open(vms: number, inspected: boolean): Promise<World> {
    await using stack = new AsyncDisposableStack();
    const sim = stack.use(await startSim(["--vms", String(vms), "--hosts", "16"]));
    const sent: [number, number][] = [];
    const proxy = await startProxyThread(sim.url, MARKER, (marker, at) => {
      sent.push([Number(marker.slice("bench-".length, -1)), at]);
    });
    stack.defer(() => proxy.stop());
    const bench = stack.use(await startBench(proxy.url, inspected ? INSPECTED : []));
    const inspector = inspected ? await Inspector.of(bench.server) : undefined;
    stack.defer(() => inspector?.close());
    const rpc = await Rpc.login(sim.url);
    const { items } = await bench.client.get<{ items: { id: string }[] }>("/api/v1/vms?limit=1000");
    const refs = await Promise.all(items.map(({ id }) => rpc.call("VM.get_by_uuid", id)));
    return new World(bench, inspector, new Changes(rpc, refs), sent, stack.move());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stack.disposeAsync();
  }

  /** Lets `readers` read and `deaf` not read for so many seconds, 50 changes in each. */
  async measure(readers: number, deaf: number, seconds: number): Promise<Figures> {
    const { pid, url } = this.bench.server;
    // Those who never read come again when they were cut off, a little before their old stream is forgotten.
    while (this.#cookies.length * SESSION < readers + deaf + SESSION) {
      this.#cookies.push((await this.bench.signIn()).cookie);
    }
    const path = await streamFromNow(this.bench, `vm:${VM_FIELDS.join(",")}`);
    const before = this.#before ??= await this.#memory();
    await using clients = await startClients({
      port: Number(new URL(url).port),
      path,
      cookies: this.#cookies,
      readers,
      deaf,
    });
    this.changes.start(PER_SECOND);
    await pause(WARM);
    const begin = await this.#memory();
    const resident: number[] = [];
    const first = this.sent.length, begun = performance.now(), used = await cpuOf(pid);
    for (let passed = 0; passed < seconds * 1000; passed = performance.now() - begun) {
      await pause(Math.min(SAMPLE, seconds * 1000 - passed));
      resident.push(await residentOf(pid));
    }
    const server = (await cpuOf(pid) - used) / (performance.now() - begun);
    const sent = this.sent.slice(first);
    const end = await this.#memory();
    this.changes.stop();
    await pause(1000);
    return { ...await clients.finish(sent), readers, deaf, seconds, server, before, begin, end, resident };
  }

  /** Memory of the server; of one that is inspected when its garbage is collected. */
  async #memory(): Promise<Memory> {
    const live = await this.inspector?.heap() ?? NaN;
    return { live, resident: await residentOf(this.bench.server.pid) };
  }
}
