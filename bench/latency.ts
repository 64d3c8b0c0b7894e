// From the simulator's event.from reply to the replica, and on to the painted cell in Chromium (and to 100 other readers).
import type { Page } from "playwright-core";
import { VM_FIELDS } from "@/lib/view/page_fields.ts";
import { startSim } from "@/tests/processes.ts";
import { pause, startClients, streamFromNow } from "./fanout_setup.ts";
import { ms, percentile, table } from "./figures.ts";
import { Goals } from "./goals.ts";
import { startProxyThread } from "./proxy_thread.ts";
import { replicaLatency } from "./replica_latency.ts";
import { Rpc } from "./rpc.ts";
import { startBench } from "./setup.ts";

const MARKER = /000-bench-\d+-/;
const ROUNDS = 300;
const VMS = 1000;
const OTHERS = 100;
/** Rounds before those that count. */
const WARM = 20;
/** Frames of a screen, of which the time of a change must be independent (ms). */
const FRAME = 1000 / 60;

/** When a marker was in the document, and when the frame that shows it had been rendered (wall clock, ms). */
interface Shown {
  readonly dom: number;
  readonly painted: number;
}

export async function run(): Promise<void> {
  await replicaLatency();
  console.log("");
  await browserLatency();
}

async function browserLatency(): Promise<void> {
  await using sim = await startSim(["--vms", String(VMS), "--hosts", "8"]);
  const sent = new Map<string, number>();
  const proxy = await startProxyThread(sim.url, MARKER, (marker, at) => void sent.set(marker, at));
  try {
    await using bench = await startBench(proxy.url);
    const context = await bench.context();
    const page = await context.newPage();
    const shown = await watch(page);
    await page.goto(new URL("/vms?sort=name", bench.url).href);
    await using others = await startClients({
      port: Number(new URL(bench.url).port),
      path: await streamFromNow(bench, `vm:${VM_FIELDS.join(",")}`),
      cookies: [(await bench.signIn()).cookie],
      readers: OTHERS,
      deaf: 0,
    });
    const rpc = await Rpc.login(sim.url);
    const [first] = (await bench.client.all("vms")).map(({ id, name }) => ({ id, name: String(name) }))
      .sort((a, b) => a.name.localeCompare(b.name));
    if (first === undefined) throw new Error("The pool has no VM");
    const vm = await rpc.call("VM.get_by_uuid", first.id);
    const toDom: number[] = [], toPaint: number[] = [];
    const times: [number, number][] = [];
    for (let round = -WARM; round < ROUNDS; round++) {
      const number = round + WARM;
      const marker = `000-bench-${number}-`;
      await rpc.call("VM.set_name_label", vm, `${marker}vm`);
      const { dom, painted } = await shown(marker);
      const at = sent.get(marker);
      if (at === undefined) throw new Error(`No time of ${marker}`);
      // Anywhere between two frames.
      await pause(30 + Math.random() * FRAME);
      if (round < 0) continue;
      times.push([number, at]);
      toDom.push(dom - at);
      toPaint.push(painted - at);
    }
    const readers = await others.finish(times);
    console.log(
      `${ROUNDS} renames of one VM in a list of ${VMS}, with ${OTHERS} other readers, from the pool's event reply:`,
    );
    const row = (name: string, values: readonly number[]) => [
      name,
      ...[0.5, 0.9, 0.99].map((p) => ms(percentile(values, p))),
    ];
    table(["to", "p50", "p90", "p99"], [
      [`the ${OTHERS} others`, ms(readers.p50), ms(readers.p90), ms(readers.p99)],
      row("the changed cell in Chromium", toDom),
      row("the painted frame with it", toPaint),
    ]);
    const goals = new Goals();
    goals.atMost("painted, p50 ≤ 10 ms", percentile(toPaint, 0.5), 10, ms);
    goals.atMost("painted, p99 ≤ 30 ms", percentile(toPaint, 0.99), 30, ms);
    goals.print();
  } finally {
    proxy.stop();
  }
}

/** Has a page tell of each marker. Gives the function that waits for one. */
async function watch(page: Page): Promise<(marker: string) => Promise<Shown>> {
  const waiting = new Map<string, PromiseWithResolvers<Shown>>();
  const entry = (marker: string) => {
    let found = waiting.get(marker);
    if (found === undefined) waiting.set(marker, found = Promise.withResolvers<Shown>());
    return found;
  };
  await page.exposeFunction("benchShown", (marker: string, dom: number, painted: number) => {
    entry(marker).resolve({ dom, painted });
  });
  await page.addInitScript((pattern) => {
    const now = () => performance.timeOrigin + performance.now();
    /** Of the frame whose callbacks run now: settled by the first task after it was rendered. */
    let frame: Promise<number> | undefined;
    const rendered = () =>
      frame ??= new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          frame = undefined;
          resolve(now());
        };
        port2.postMessage(null);
      });
    const request = requestAnimationFrame.bind(globalThis);
    globalThis.requestAnimationFrame = (callback) =>
      request((time) => {
        void rendered();
        callback(time);
      });
    const painted = () => frame ?? new Promise<number>((resolve) => request(() => resolve(rendered())));
    const seen = new Set<string>();
    new MutationObserver((records) => {
      const dom = now();
      for (const { target, addedNodes } of records) {
        for (const node of [target, ...addedNodes]) {
          const marker = new RegExp(pattern).exec(node.textContent ?? "")?.[0];
          if (marker === undefined || seen.has(marker)) continue;
          seen.add(marker);
          const { benchShown } = globalThis as unknown as {
            benchShown(marker: string, dom: number, painted: number): void;
          };
          void painted().then((painted) => benchShown(marker, dom, painted));
        }
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  }, MARKER.source);
  return (marker) => entry(marker).promise;
}
