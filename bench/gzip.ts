// What gzip saves and costs, by the size of a frame: frames are packed one by one, once for all readers that share them.
import { constants, deflateRawSync } from "node:zlib";
import { startSim } from "@/tests/processes.ts";
import { Frame } from "@/lib/stream/frame.ts";
import { LEAST_DEFLATED, pack, Trailer } from "@/lib/stream/gzip.ts";
import type { Patch } from "@/lib/view/types.ts";
import { VM_FIELDS } from "@/lib/view/page_fields.ts";
import { median, table } from "./figures.ts";
import { startBench } from "./setup.ts";

const VMS = 1500;
const SIZES = [100, 300, 500, 1000, 2000, 5000, 10_000, 64_000, 256_000, 1_000_000];
const LEVELS = [1, 3, 6];
/** Time that each figure is taken over (ms). */
const TIME = 300;

/** What changes of a VM when it starts, and what else changes often. */
const CHANGES: readonly (readonly string[])[] = [
  ["name"],
  ["power_state", "host", "allowed_operations", "current_operations", "start_time"],
  ["current_operations"],
  ["ips"],
  ["progress"],
];

type Row = Exclude<Patch[2], null>;

/** Whole rows of the VM list of a simulated pool. */
async function rows(): Promise<(readonly [id: string, row: Row])[]> {
  await using sim = await startSim(["--vms", String(VMS), "--hosts", "8"]);
  await using bench = await startBench(sim.url);
  const query = new URLSearchParams({ collections: `vm:${VM_FIELDS.join(",")}`, once: "1" });
  const text = await (await bench.client.fetch(`/api/v1/stream?${query}`)).text();
  const data = /^event:snapshot\nid:.*\ndata:(.*)$/m.exec(text)?.[1];
  if (data === undefined) throw new Error("The stream has no snapshot");
  const patches: Patch[] = JSON.parse(data);
  return patches.flatMap(([, id, row]) => row === null ? [] : [[id, row] as const]);
}

/** An event of about `size` bytes: changes of as many VMs as it takes, or from 64 KB on whole ones. */
function eventOf(all: readonly (readonly [id: string, row: Row])[], size: number): Uint8Array {
  const patches: Patch[] = [];
  for (let n = 0, bytes = 60; bytes < size || n === 0; n++) {
    const [id = "", row = {}] = all[n * 7 % all.length] ?? [];
    const fields = size >= 64_000 ? Object.keys(row) : CHANGES[n % CHANGES.length] ?? [];
    const patch = Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
    patches.push(["vm", id, patch]);
    bytes += JSON.stringify(patches.at(-1)).length + 1;
  }
  const frame = Frame.ofChanges("k3x9ab", "1a", { kind: "patch", revision: 4711, patches });
  const pieces: Uint8Array[] = [];
  for (let n = 0; frame.has(n); n++) pieces.push(frame.piece(n)?.plain ?? new Uint8Array());
  return new Uint8Array(pieces.flatMap((piece) => [...piece]));
}

/** Microseconds that a run of the work takes (median). */
function time(work: () => void): number {
  const until = performance.now() + TIME, took: number[] = [];
  while (performance.now() < until || took.length < 5) {
    const began = performance.now();
    for (let n = 0; n < 10; n++) work();
    took.push((performance.now() - began) * 100);
  }
  return median(took);
}

const micros = (value: number) => value < 10 ? value.toFixed(1) : String(Math.round(value));

export async function run(): Promise<void> {
  const all = await rows();
  const results = SIZES.map((size) => {
    const plain = eventOf(all, size);
    const levels = LEVELS.map((level) => {
      const deflate = () => deflateRawSync(plain, { level, finishFlush: constants.Z_SYNC_FLUSH });
      return `${deflate().length}, ${micros(time(deflate))} µs`;
    });
    const packed = pack(plain), trailer = new Trailer();
    return [
      plain.length,
      ...levels,
      `${packed.bytes.length} (${Math.round(100 * packed.bytes.length / plain.length)} %)`,
      `${micros(time(() => void pack(plain)))} µs`,
      `${time(() => trailer.append(packed.sum)).toFixed(2)} µs`,
    ];
  });
  console.log(
    `Events of the VM list; deflated from ${LEAST_DEFLATED} bytes on, once for all readers that share them`,
  );
  table(
    [
      "bytes",
      ...LEVELS.map((level) => `deflated at level ${level}`),
      "sent with gzip",
      "once",
      "each reader",
    ],
    results,
  );
}
