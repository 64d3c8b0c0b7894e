// Opening the list of 1,000 VMs in Chromium with an empty cache: bytes over the wire, and time to the first rows.
import { startSim } from "@/tests/processes.ts";
import { kilobytes, median, ms, table } from "./figures.ts";
import { startBench } from "./setup.ts";

const ROUNDS = 7;
const KINDS = ["Document", "Script", "Stylesheet", "Image", "Other"];

export async function run(args: readonly string[]): Promise<void> {
  const vms = Number(args[0] ?? 1000);
  await using sim = await startSim(["--vms", String(vms), "--hosts", "8"]);
  await using bench = await startBench(sim.url);
  const bytes = new Map<string, { body: number; wire: number; plain: number; files: number }>();
  const paints: number[] = [];
  const loads: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const context = await bench.context();
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    const kinds = new Map<string, string>();
    const plain = new Map<string, number>();
    const body = new Map<string, number>();
    bytes.clear();
    cdp.on("Network.responseReceived", ({ requestId, type }) => void kinds.set(requestId, type));
    cdp.on("Network.dataReceived", ({ requestId, dataLength, encodedDataLength }) => {
      body.set(requestId, (body.get(requestId) ?? 0) + encodedDataLength);
      plain.set(requestId, (plain.get(requestId) ?? 0) + dataLength);
    });
    cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const kind = kinds.get(requestId) ?? "Other";
      const sum = bytes.get(kind) ?? { body: 0, wire: 0, plain: 0, files: 0 };
      // Of a document Chromium tells the sum with its headers only.
      sum.body += body.get(requestId) || encodedDataLength;
      sum.wire += encodedDataLength;
      sum.plain += plain.get(requestId) ?? 0;
      sum.files++;
      bytes.set(kind, sum);
    });
    await page.goto(new URL("/vms", bench.url).href, { waitUntil: "load" });
    const { paint, load } = await page.evaluate(async () => {
      const first = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
      if (first() === undefined) {
        await new Promise((resolve) =>
          new PerformanceObserver(resolve).observe({ type: "paint", buffered: true })
        );
      }
      const [navigation] = performance.getEntriesByType("navigation");
      return { paint: first() ?? NaN, load: navigation === undefined ? NaN : navigation.duration };
    });
    paints.push(paint);
    loads.push(load);
    await context.close();
  }
  console.log(`The list of ${vms} VMs, empty browser cache, ${ROUNDS} rounds`);
  table(
    ["", "files", "compressed", "with headers", "unpacked"],
    [...bytes].sort(([a], [b]) => KINDS.indexOf(a) - KINDS.indexOf(b))
      .map((
        [kind, { body, wire, plain, files }],
      ) => [kind, files, kilobytes(body), kilobytes(wire), kilobytes(plain)]),
  );
  console.log(`\nfirst paint (with the first rows) ${ms(median(paints))}, loaded ${ms(median(loads))}`);
}
