// Seeded scenarios as tests. `task test` runs 20 of them, `task test chaos` 500 (or `--scenarios N`), `--seed N` one, with its trace.
import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { runScenario } from "./scenario.ts";

/** Bytes the heap may have grown between the first scenarios and the last: what is kept for good is made by then. */
const GROWTH = 12 << 20;
/** Deno 2.9 keeps some TLS sockets of aborted requests for good, and with their errors' stacks a whole scenario. */
const GROWTH_TLS = 4 << 20;

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
  const heap: number[] = [];
  let overTls = 0;
  for (const seed of mine) {
    Deno.test({
      name: `seed ${seed}: whatever happens, the replica ends as its pool is`,
      sanitizeOps: true,
      sanitizeResources: true,
      fn: async () => {
        if (await replayable(seed, traced)) overTls++;
        heap.push(heapUsed());
      },
    });
  }
  if (traced || mine.length < 4) return;
  Deno.test(`memory is back at its level after ${mine.length} scenarios`, () => {
    const settled = heap.slice(Math.ceil(heap.length / 10) + 1, Math.ceil(heap.length / 10) + 4);
    const last = heap.slice(-3);
    const grown = Math.min(...last) - Math.max(...settled);
    assert.ok(
      grown < GROWTH + overTls * GROWTH_TLS,
      `The heap has grown by ${Math.round(grown / 1024)} KiB: ${heap.join(", ")}`,
    );
  });
}

async function replayable(seed: number, traced: boolean): Promise<boolean> {
  const lines: string[] = [];
  try {
    return await runScenario(seed, (line) => traced ? console.log(line) : lines.push(line));
  } catch (error) {
    console.error(`${lines.slice(-40).join("\n")}\nReplay with: deno task test chaos --seed ${seed}`);
    throw error;
  }
}

/** Bytes in use once what is not has been collected; needs --expose-gc. */
function heapUsed(): number {
  const collect: unknown = Reflect.get(globalThis, "gc");
  if (typeof collect === "function") collect();
  return Deno.memoryUsage().heapUsed;
}

function whole(name: string, text: string | undefined): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} ${text} is not a whole number`);
  return value;
}
