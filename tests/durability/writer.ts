// The process that is killed: writes through the real repositories as fast as it can, and prints what it tries and what was
// acknowledged. Arguments: data directory, seed, "first" on a new directory.
import { openStore } from "@/lib/store/store.ts";
import { Dice } from "@/tests/chaos/dice.ts";
import type { Line } from "./facts.ts";
import { first, LANES } from "./lanes.ts";

const [dataDir = "", seed = "0", which = ""] = Deno.args;

/** Whole lines, written before anything goes on. */
function print(line: Line): void {
  const bytes = new TextEncoder().encode(JSON.stringify(line) + "\n");
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}

const store = await openStore(dataDir);
await Promise.all(
  Object.entries(which === "first" ? { ...LANES, first } : LANES).map(async ([lane, steps], index) => {
    for (const { facts, run } of steps(store, new Dice(Number(seed) * 100 + index))) {
      print({ say: "trying", lane, facts });
      await run();
      print({ say: "done", lane });
    }
  }),
);
