// From the simulator's event.from reply to the replica, and on to the changed cell in Chromium (and to a bare SSE reader).
import { startSim } from "@/tests/processes.ts";
import { ms, percentile, table } from "./figures.ts";
import { startPoolProxy } from "./pool_proxy.ts";
import { replicaLatency } from "./replica_latency.ts";
import { Rpc } from "./rpc.ts";
import { startBench } from "./setup.ts";

const MARKER = /000-bench-\d+-/;
const ROUNDS = 200;

/** When each marker first comes over an event stream, as promises. */
class Arrivals {
  readonly #times = new Map<string, PromiseWithResolvers<number>>();

  /** Wall-clock time in ms at which the marker came, or comes. */
  of(marker: string): Promise<number> {
    return this.#entry(marker).promise;
  }

  async watch(response: Response): Promise<void> {
    if (response.body === null) throw new Error("The stream has no body");
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const now = performance.timeOrigin + performance.now();
      for (const marker of text.match(new RegExp(MARKER, "g")) ?? []) this.#entry(marker).resolve(now);
    }
  }

  #entry(marker: string): PromiseWithResolvers<number> {
    const entry = this.#times.get(marker) ?? Promise.withResolvers<number>();
    this.#times.set(marker, entry);
    return entry;
  }
}

export async function run(): Promise<void> {
  await replicaLatency();
  console.log("");
  await browserLatency();
}

async function browserLatency(): Promise<void> {
  await using sim = await startSim(["--vms", "100", "--hosts", "3"]);
  const proxy = startPoolProxy(sim.url, MARKER);
  try {
    await using bench = await startBench(proxy.url);
    const context = await bench.context();
    const page = await context.newPage();
    await page.goto(new URL("/vms?sort=name", bench.url).href);
    await page.evaluate((pattern) => {
      const times: Record<string, number> = {};
      Object.assign(globalThis, { benchTimes: times });
      new MutationObserver((records) => {
        const now = performance.timeOrigin + performance.now();
        for (const { target, addedNodes } of records) {
          for (const node of [target, ...addedNodes]) {
            const marker = new RegExp(pattern).exec(node.textContent ?? "")?.[0];
            if (marker !== undefined) times[marker] ??= now;
          }
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    }, MARKER.source);
    const aborter = new AbortController();
    const arrivals = new Arrivals();
    const response = await bench.client.fetch("/api/v1/stream?collections=vm:name", {
      signal: aborter.signal,
    });
    const watching = arrivals.watch(response).catch((error: unknown) => {
      if (!aborter.signal.aborted) throw error;
    });
    const rpc = await Rpc.login(sim.url);
    const first = (await bench.client.all("vms")).map(({ id, name }) => ({ id, name: String(name) }))
      .sort((a, b) => a.name.localeCompare(b.name))[0];
    if (first === undefined) throw new Error("The pool has no VM");
    const vm = await rpc.call("VM.get_by_uuid", first.id);
    const toDom: number[] = [];
    const toClient: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const marker = `000-bench-${round}-`;
      await rpc.call("VM.set_name_label", vm, `${marker}vm`);
      const painted = await page.waitForFunction(
        (marker) => (globalThis as unknown as { benchTimes: Record<string, number> }).benchTimes[marker],
        marker,
        { polling: 20, timeout: 10_000 },
      );
      const sent = proxy.sentAt(marker);
      const dom = await painted.jsonValue();
      const client = await arrivals.of(marker);
      if (sent === undefined || dom === undefined || client === undefined) {
        throw new Error(`No time of ${marker}`);
      }
      toDom.push(dom - sent);
      toClient.push(client - sent);
    }
    aborter.abort();
    await watching;
    console.log(`${ROUNDS} renames of one VM in a list of 100, from the pool's event reply:`);
    table(["to", "p50", "p90", "p99"], [
      ["a bare reader of the stream", ...[0.5, 0.9, 0.99].map((p) => ms(percentile(toClient, p)))],
      ["the changed cell in Chromium", ...[0.5, 0.9, 0.99].map((p) => ms(percentile(toDom, p)))],
    ]);
  } finally {
    await proxy.close();
  }
}
