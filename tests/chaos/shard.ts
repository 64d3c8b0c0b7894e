// Seeded scenarios as tests. `task test` runs 20 of them, `task test chaos` 500 (or `--scenarios N`), `--seed N` one, with its trace.
import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { runScenario } from "./scenario.ts";

/** Bytes the heap may have grown between the first scenarios and the last: what is kept for good is made by then. */
const GROWTH = 4 << 20;
/** Milliseconds between two looks at the heap, and what (bytes) it must not lose any more between them. */
const LOOK = 100;
const STILL = 256 << 10;

/** Registers every second scenario as a test: the even seeds or the odd ones, so that two processors have work. */
export function registerScenarios(remainder: 0 | 1): void {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      seed: { type: "string" },
      scenarios: { type: "string", default: "20" },
      all: { type: "boolean" },
    },
  });
  const traced = values.seed !== undefined;
  const seeds = traced
    ? [whole("seed", values.seed)]
    : Array.from({ length: whole("scenarios", values.scenarios) }, (_, seed) => seed);
  const mine = seeds.filter((seed) => seed % 2 === remainder);
  // The first tenth makes what is kept for good.
  const settled = Math.ceil(mine.length / 10) + 1;
  const heap: { readonly early: number[]; readonly late: number[] } = { early: [], late: [] };
  for (const [at, seed] of mine.entries()) {
    Deno.test({
      name: `seed ${seed}: whatever happens, the replica ends as its pool is`,
      sanitizeOps: true,
      sanitizeResources: true,
      fn: async () => {
        await replayable(seed, traced);
        if (at >= settled && at < settled + 3) heap.early.push(await heapUsed());
        if (at >= mine.length - 3) heap.late.push(await heapUsed());
      },
    });
  }
  if (traced || mine.length < 4) return;
  Deno.test(`memory is back at its level after ${mine.length} scenarios`, () => {
    const grown = Math.min(...heap.late) - Math.max(...heap.early);
    const all = [...heap.early, ...heap.late].map((bytes) => Math.round(bytes / 1024));
    assert.ok(grown < GROWTH, `The heap has grown by ${Math.round(grown / 1024)} KiB: ${all.join(", ")}`);
  });
}

async function replayable(seed: number, traced: boolean): Promise<void> {
  const lines: string[] = [];
  try {
    await runScenario(seed, (line) => traced ? console.log(line) : lines.push(line));
  } catch (error) {
    console.error(`${lines.slice(-40).join("\n")}\nReplay with: deno task test chaos --seed ${seed}`);
    throw error;
  }
}

/** Bytes in use once what is not has been collected; needs --expose-gc. What holds sockets lets go of them a moment later. */
async function heapUsed(): Promise<number> {
  const collect: unknown = Reflect.get(globalThis, "gc");
  for (let before = Infinity;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK));
    if (typeof collect === "function") collect();
    const { heapUsed } = Deno.memoryUsage();
    if (heapUsed > before - STILL) return heapUsed;
    before = heapUsed;
  }
}

function whole(name: string, text: string | undefined): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} ${text} is not a whole number`);
  return value;
}
