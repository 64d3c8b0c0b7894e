// Bytes on the wire per change: a client of the VM list, beside sending the whole changed record.
import { startSim } from "@/tests/processes.ts";
import { VM_FIELDS } from "@/lib/view/page_fields.ts";
import { kilobytes, median, percentile, table } from "./figures.ts";
import { Rpc } from "./rpc.ts";
import { startBench } from "./setup.ts";

const SECONDS = 30;
const CHURN = 200;

interface Frame {
  readonly bytes: number;
  readonly patches: readonly (readonly [collection: string, id: string, patch: unknown])[];
}

/** Reads whole events off an event stream until it ends; keepalives count as bytes of no change. */
async function readFrames(response: Response, frames: Frame[]): Promise<void> {
  if (response.body === null) throw new Error("The stream has no body");
  let rest = "";
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (rest + text).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const data = /^data: ?(.*)$/m.exec(event)?.[1];
      const patch = /^event: ?patch$/m.test(event) && data !== undefined;
      frames.push({ bytes: event.length + 2, patches: patch ? JSON.parse(data) : [] });
    }
  }
}

export async function run(): Promise<void> {
  await using sim = await startSim(["--vms", "1000", "--hosts", "8", "--churn", String(CHURN)]);
  await using bench = await startBench(sim.url);
  const rpc = await Rpc.login(sim.url);
  const records = await rpc.call("VM.get_all_records") as Record<string, { uuid: string }>;
  const whole = median(Object.values(records).map((record) => JSON.stringify(record).length));
  const rows: [string, string][] = [["the VM list", `vm:${VM_FIELDS.join(",")}`], [
    "everything of VMs",
    "vm",
  ]];
  const results: (string | number)[][] = [];
  for (const [name, collections] of rows) {
    const aborter = new AbortController();
    const query = new URLSearchParams({ collections });
    const response = await bench.client.fetch(`/api/v1/stream?${query}`, { signal: aborter.signal });
    const frames: Frame[] = [];
    const reading = readFrames(response, frames).catch((error: unknown) => {
      if (!aborter.signal.aborted) throw error;
    });
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
    aborter.abort();
    await reading;
    const changes = frames.filter(({ patches }) => patches.length > 0);
    const per = changes.flatMap(({ bytes, patches }) => patches.map(() => bytes / patches.length));
    const sum = changes.reduce((total, { bytes }) => total + bytes, 0);
    results.push([
      name,
      per.length,
      Math.round(percentile(per, 0.5)),
      Math.round(percentile(per, 0.99)),
      kilobytes(sum),
      kilobytes(per.length * whole),
      `${((per.length * whole) / sum).toFixed(0)}×`,
    ]);
  }
  console.log(
    `${SECONDS} s of ${CHURN} changes a second in a pool of 1,000 VMs; a whole VM record has ${whole} bytes (median)`,
  );
  table(["client of", "changes", "bytes p50", "bytes p99", "sent", "whole records", "ratio"], results);
}
