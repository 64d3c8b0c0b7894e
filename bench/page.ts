// The VM list in Chromium with 1,000 and with 10,000 VMs: when it is painted and answers, how it scrolls and filters, what it holds;
// and its first paint with data on a phone behind a slow line, beside what is known of Xen Orchestra's.
import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { startSim } from "@/tests/processes.ts";
import { kilobytes, median, ms, percentile, table } from "./figures.ts";
import { Goals } from "./goals.ts";
import { startBench } from "./setup.ts";

const ROUNDS = 5;
/** Typed into the filter, again and again: words, keys, values, and taking them back. */
const TYPED = ["web", " power:running", " memory:>2GiB", " !tag:db"];
const STROKES = 240;
const FRAMES = 240;
/** px a frame: 10,000 rows in some seconds. */
const STEP = 700;

/** A phone as it was when XO's figures were taken: CPU÷4, 10 Mb/s, 80 ms. */
const PHONE = {
  cpu: 4,
  line: { offline: false, latency: 80, downloadThroughput: 1.25e6, uploadThroughput: 1.25e6 },
};
const OTHERS = [
  ["XO Lite (2026-11)", "616 KB", "42", "1780 ms"],
  ["XO 6 (2026-11)", "577 KB", "78", "2204 ms"],
] as const;

/** Runs in every page, before anything of it: notes when rows are painted and when the list has taken them over. */
function notice(): void {
  const seen = { rows: NaN, ready: NaN };
  Object.assign(globalThis, { seen });
  const look = () => {
    const now = performance.now();
    if (Number.isNaN(seen.rows) && document.querySelector("tr[data-row]")) seen.rows = now;
    // The script has measured a row: from here on it scrolls and answers.
    const gap = [...document.querySelectorAll<HTMLElement>("tr.gap td")].at(-1);
    if (gap?.style.height) {
      seen.ready = now;
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

interface Opened {
  readonly paint: number;
  readonly ready: number;
  readonly script: number;
  readonly requests: number;
}

async function open(
  context: BrowserContext,
  url: string,
  phone: boolean,
): Promise<[Page, CDPSession, Opened]> {
  const page = await context.newPage();
  await page.addInitScript(notice);
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  if (phone) {
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: PHONE.cpu });
    await cdp.send("Network.emulateNetworkConditions", PHONE.line);
  }
  let script = 0, requests = 0;
  const scripts = new Set<string>();
  cdp.on("Network.responseReceived", ({ requestId, type }) => {
    requests++;
    if (type === "Script") scripts.add(requestId);
  });
  cdp.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) script += encodedDataLength;
  });
  await page.goto(new URL("/vms", url).href, { waitUntil: "load" });
  await page.waitForFunction(() =>
    !Number.isNaN((globalThis as unknown as { seen: { ready: number } }).seen.ready)
  );
  const { rows, ready, first } = await page.evaluate(() => ({
    ...(globalThis as unknown as { seen: { rows: number; ready: number } }).seen,
    first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
  }));
  return [page, cdp, { paint: Math.max(rows, first), ready, script, requests }];
}

/** From each key until the frame after it is painted, in ms. */
async function typing(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const took: number[] = [];
    Object.assign(globalThis, { took });
    addEventListener("input", (event) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => void took.push(performance.now() - event.timeStamp);
      requestAnimationFrame(() => channel.port2.postMessage(0));
    }, { capture: true });
  });
  const field = page.getByRole("searchbox").or(page.getByRole("combobox")).and(page.locator("#list-query"));
  await field.focus();
  // What completes and filters is loaded with the first key: that is not what typing is like.
  await page.keyboard.type("p");
  await page.locator("#list-hints").waitFor();
  await page.keyboard.press("Backspace");
  const first = await page.evaluate(() => (globalThis as unknown as { took: number[] }).took.length);
  let strokes = 0;
  while (strokes < STROKES) {
    for (const text of TYPED) {
      for (const key of text) {
        await page.keyboard.type(key);
        strokes++;
      }
    }
    for (const _ of TYPED.join("")) {
      await page.keyboard.press("Backspace");
      strokes++;
    }
  }
  await page.waitForFunction(
    (count) => (globalThis as unknown as { took: number[] }).took.length >= count,
    first + strokes,
  );
  return await page.evaluate(
    (first) => (globalThis as unknown as { took: number[] }).took.slice(first),
    first,
  );
}

/** The time between frames while the list is scrolled, in ms; and how many of them showed no row in the middle. */
async function scrolling(page: Page): Promise<{ frames: number[]; blank: number }> {
  return await page.evaluate(async ([frames, step]) => {
    scrollTo(0, 0);
    const took: number[] = [];
    let blank = 0, last = await new Promise(requestAnimationFrame);
    for (let n = 0; n < frames; n++) {
      scrollBy(0, step);
      const now = await new Promise<number>(requestAnimationFrame);
      took.push(now - last);
      last = now;
      const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
      if (!middle?.closest("tr[data-row]")) blank++;
    }
    return { frames: took, blank };
  }, [FRAMES, STEP] as const);
}

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send("HeapProfiler.enable");
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  return usedSize;
}

async function measure(vms: number) {
  await using sim = await startSim(["--vms", String(vms), "--hosts", "16"]);
  await using bench = await startBench(sim.url);
  const desk: Opened[] = [], phone: Opened[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [all, slow] of [[desk, false], [phone, true]] as const) {
      const context = await bench.context();
      all.push((await open(context, bench.url, slow))[2]);
      await context.close();
    }
  }
  const context = await bench.context();
  const [page, cdp] = await open(context, bench.url, false);
  const heap = await heapOf(cdp);
  const { frames, blank } = await scrolling(page);
  await page.evaluate(() => scrollTo(0, 0));
  const strokes = await typing(page);
  await context.close();
  return { vms, desk, phone, heap, frames, blank, strokes };
}

export async function run(args: readonly string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : [1000, 10_000];
  const goals = new Goals();
  const rows: (string | number)[][] = [];
  const phones: (readonly (string | number)[])[] = [];
  for (const size of sizes) {
    const { vms, desk, phone, heap, frames, blank, strokes } = await measure(size);
    const mid = (all: readonly Opened[], of: (one: Opened) => number) => median(all.map(of));
    rows.push([
      vms.toLocaleString("en"),
      ms(mid(desk, ({ paint }) => paint)),
      ms(mid(desk, ({ ready }) => ready)),
      `${ms(median(frames))}, p99 ${ms(percentile(frames, 0.99))}`,
      blank,
      `${ms(median(strokes))}, p99 ${ms(percentile(strokes, 0.99))}`,
      `${(heap / 2 ** 20).toFixed(1)} MB`,
    ]);
    phones.push([
      `Atoll, ${vms.toLocaleString("en")} VMs`,
      kilobytes(mid(phone, ({ script }) => script)),
      mid(phone, ({ requests }) => requests),
      ms(mid(phone, ({ paint }) => paint)),
      ms(mid(phone, ({ ready }) => ready)),
    ]);
    const named = vms.toLocaleString("en");
    goals.atMost(`${named} VMs: typing in the filter, p99 ≤ 50 ms`, percentile(strokes, 0.99), 50, ms);
    goals.atMost(`${named} VMs: frames while scrolling, median ≤ 17 ms`, median(frames), 17, ms);
    if (vms <= 1000) {
      goals.atMost(
        "phone profile: paint with data ≤ 400 ms",
        mid(phone, ({ paint }) => paint),
        400,
        ms,
      );
    }
  }
  console.log(
    `The VM list in Chromium, empty cache, ${ROUNDS} rounds; ${STROKES} keys, ${FRAMES} frames of ${STEP} px\n`,
  );
  table(["VMs", "first paint with rows", "answers", "frames", "without rows", "key to paint", "heap"], rows);
  console.log("\nOn a phone (CPU÷4, 10 Mb/s, 80 ms), empty cache:\n");
  table(["", "JavaScript, compressed", "requests", "paint with data", "answers"], [
    ...phones,
    ...OTHERS.map((known) => [...known, ""]),
  ]);
  goals.print();
}
