// kill -9 at random moments of writing: what was acknowledged is there, nothing is half there, indexes agree, the chain verifies.
import assert from "node:assert/strict";
import { checkData } from "@/lib/store/check_data.ts";
import { NO_KEY_OPTIONS } from "@/lib/store/key_source.ts";
import { openStore } from "@/lib/store/store.ts";
import { withDir } from "@/tests/api/support.ts";
import { Dice } from "@/tests/chaos/dice.ts";
import { factsOf, line } from "./facts.ts";
import { killed, MOMENTS, SEED } from "./killing.ts";
import { Ledger } from "./ledger.ts";

/** Kills of one directory: it grows, and all of it is compared each time. */
const TOGETHER = 20;
/** ms of writing, at most. */
const LONGEST = 250;
/** Share of kills while the writer starts and opens the directory. */
const EARLY = 0.15;

Deno.test(`what was acknowledged survives ${MOMENTS} kills, and nothing is half there`, async () => {
  const dice = new Dice(SEED);
  let writes = 0;
  for (let first = 0; first < MOMENTS; first += TOGETHER) {
    await withDir(async (dir) => {
      const ledger = new Ledger();
      for (let moment = first; moment < Math.min(first + TOGETHER, MOMENTS); moment++) {
        const where = `moment ${moment} of seed ${SEED}`;
        const early = dice.chance(EARLY);
        const after = dice.whole(0, early ? 600 : LONGEST);
        await killed(
          "tests/durability/writer.ts",
          [dir, String(SEED + moment), moment === first ? "first" : ""],
          after,
          early ? "start" : "first line",
          (text) => ledger.hear(line.parse(JSON.parse(text))),
        );
        const store = await openStore(dir);
        try {
          ledger.compare(await factsOf(store));
          assert.equal((await store.audit.verify()).broken, null, where);
        } catch (error) {
          throw new Error(`${where}: ${error instanceof Error ? error.message : error}`, { cause: error });
        } finally {
          store.close();
        }
        assert.deepEqual((await checkData(dir, NO_KEY_OPTIONS)).findings, [], where);
      }
      writes += ledger.writes;
    });
  }
  assert(writes > MOMENTS * 5, `Only ${writes} writes were acknowledged: too few to mean anything`);
});
