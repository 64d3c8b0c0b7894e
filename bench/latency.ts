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
import { Sightings } from "./sightings.ts";

const MARKER = /000-bench-\d+-/;
const ROUNDS = 300;
const VMS = 1000;
const OTHERS = 100;
/** Rounds before those that count. */
const WARM = 20;
/** Time between two frames of a usual screen (ms). */
const FRAME = 1000 / 60;
/** A screen that shows each frame when it is ready: what is left is what the server, the network and the page take. */
const AT_ONCE = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

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
  const sent = new Sightings<number>();
  const proxy = await startProxyThread(sim.url, MARKER, (marker, at) => sent.tell(marker, at));
  try {
    await using bench = await startBench(proxy.url);
    const cookies = [(await bench.signIn()).cookie];
    const path = await streamFromNow(bench, `vm:${VM_FIELDS.join(",")}`);
    const port = Number(new URL(bench.url).port);
    await using others = await startClients({ port, path, cookies, readers: OTHERS, deaf: 0 });
    const rpc = await Rpc.login(sim.url);
    const [first] = (await bench.client.all("vms")).map(({ id, name }) => ({ id, name: String(name) }))
      .sort((a, b) => a.name.localeCompare(b.name));
    if (first === undefined) throw new Error("The pool has no VM");
    const vm = await rpc.call("VM.get_by_uuid", first.id);
    let next = 0;
    const times: [number, number][] = [];
    const measure = async (args: readonly string[]) => {
      const page = await (await bench.context(args)).newPage();
      const shown = await watch(page);
      await page.goto(new URL("/vms?sort=name", bench.url).href);
      const toDom: number[] = [], toPaint: number[] = [];
      for (let round = -WARM; round < ROUNDS; round++) {
        const number = next++;
        const marker = `000-bench-${number}-`;
        await rpc.call("VM.set_name_label", vm, `${marker}vm`);
        const [{ dom, painted }, at] = await Promise.all([shown(marker), sent.of(marker)]);
        // Anywhere between two frames.
        await pause(30 + Math.random() * FRAME);
        if (round < 0) continue;
        times.push([number, at]);
        toDom.push(dom - at);
        toPaint.push(painted - at);
      }
      await page.close();
      return { toDom, toPaint };
    };
    const usual = await measure([]);
    const atOnce = await measure(AT_ONCE);
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
      row("the changed cell in the document", usual.toDom),
      row("the painted cell, on a screen of 60 frames a second", usual.toPaint),
      row("the painted cell, on a screen that waits for nothing", atOnce.toPaint),
    ]);
    const goals = new Goals();
    for (const [where, values] of [["60 frames a second", usual], ["no wait for frames", atOnce]] as const) {
      goals.atMost(`painted, p50 ≤ 10 ms, ${where}`, percentile(values.toPaint, 0.5), 10, ms);
      goals.atMost(`painted, p99 ≤ 30 ms, ${where}`, percentile(values.toPaint, 0.99), 30, ms);
    }
    goals.print();
  } finally {
    proxy.stop();
  }
}

/** Has a page tell of each marker. Gives the function that waits for one. */
async function watch(page: Page): Promise<(marker: string) => Promise<Shown>> {
  const all = new Sightings<Shown>();
  await page.exposeFunction("benchShown", (marker: string, dom: number, painted: number) => {
    all.tell(marker, { dom, painted });
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
  return (marker) => all.of(marker);
}
