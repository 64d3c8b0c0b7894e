// Frame times of the topology with 1,000 nodes: while it lays itself out, while it is dragged and zoomed, and what it costs at rest.
import type { Page } from "playwright-core";
import { startSim } from "@/tests/processes.ts";
import { median, ms, percentile, table } from "./figures.ts";
import { startBench } from "./setup.ts";

const VMS = 900;
/** How long each gesture goes on (ms). */
const LONG = 4000;

interface Measured {
  /** Between two frames, and drawing within one; in ms. */
  readonly frames: number[];
  readonly work: number[];
}

/** Runs in the page before its own scripts: notes every frame, and what is done in it. */
function watchFrames(): void {
  const bench: Measured = { frames: [], work: [] };
  const { requestAnimationFrame } = globalThis;
  globalThis.requestAnimationFrame = (callback) =>
    requestAnimationFrame((time) => {
      const began = performance.now();
      callback(time);
      bench.work.push(performance.now() - began);
    });
  let last = NaN;
  const beat = (time: number) => {
    if (!Number.isNaN(last)) bench.frames.push(time - last);
    last = time;
    requestAnimationFrame(beat);
  };
  requestAnimationFrame(beat);
  Object.assign(globalThis, { bench });
}

/** What was noted since the last time it was asked. */
function taken(page: Page): Promise<Measured> {
  return page.evaluate(() => {
    const { bench } = globalThis as unknown as { bench: Measured };
    return { frames: bench.frames.splice(0), work: bench.work.splice(0) };
  });
}

/** Repeats a movement for some time. */
async function repeated(move: (step: number) => Promise<void>): Promise<void> {
  const end = performance.now() + LONG;
  for (let step = 0; performance.now() < end; step++) await move(step);
}

export async function run(): Promise<void> {
  await using sim = await startSim(["--vms", String(VMS), "--hosts", "8"]);
  await using bench = await startBench(sim.url);
  const context = await bench.context();
  await context.addInitScript(watchFrames);
  const page = await context.newPage();
  await page.goto(`${bench.url}/topology`);
  await page.locator("canvas[data-layout=moving]").waitFor();
  const rows: string[][] = [];
  const measure = async (what: string, during: () => Promise<unknown>) => {
    await taken(page);
    await during();
    const { frames, work } = await taken(page);
    const rate = 1000 * frames.length / frames.reduce((sum, gap) => sum + gap, 0);
    const [middle, late, most] = [median(frames), percentile(frames, 0.95), percentile(frames, 0.99)];
    rows.push([
      what,
      rate.toFixed(1),
      ms(middle),
      ms(late),
      ms(most),
      ms(median(work)),
      ms(percentile(work, 0.99)),
    ]);
  };
  const began = performance.now();
  await measure("laying out", () => page.locator("canvas[data-layout=resting]").waitFor({ timeout: 60_000 }));
  const settled = performance.now() - began;
  const box = await page.locator("canvas").boundingBox();
  if (box === null) throw new Error("The page shows no graph");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await measure("dragging", async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await repeated((step) => page.mouse.move(x + 200 * Math.sin(step / 9), y + 90 * Math.cos(step / 7)));
    await page.mouse.up();
  });
  await measure("zooming", () => repeated((step) => page.mouse.wheel(0, step % 40 < 20 ? -60 : 60)));
  await page.mouse.move(0, 0);
  await taken(page);
  await page.waitForTimeout(LONG);
  const { work } = await taken(page);
  table(["1,000 nodes", "frames/s", "frame p50", "p95", "p99", "drawing p50", "p99"], rows);
  const size = await page.locator("#as-table").innerText();
  console.log(
    `\n${size.replace(/^\D+/, "")}; settled after ${ms(settled)}; drawn at rest in ${
      ms(LONG)
    }: ${work.length} times`,
  );
}
