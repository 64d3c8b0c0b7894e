// What is written in one dialect is read in every other: whatever a name, a tag or a map can hold, through a real pool.
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Client, client, type Dialect, login, openTransport, parseAddress } from "@/lib/xapi/mod.ts";
import { text } from "@/lib/xapi/testdata/arbitraries.ts";
import { startSimulator } from "@/sim/mod.ts";

const DIALECTS: readonly Dialect[] = ["json2", "json1", "xml"];
/** Names that the simulator, which reads requests by JSON.parse, does not misread (lib/xapi/json_by_hand.ts). */
const key = text.filter((made) => !made.includes("\\"));

Deno.test("what one dialect writes, every other reads", async () => {
  const sim = await startSimulator({ hosts: 1, vms: 2 });
  const transports = DIALECTS.map((dialect) =>
    openTransport(parseAddress(sim.url), { fingerprint: null, dialect })
  );
  try {
    const pools: Client[] = [];
    for (const transport of transports) {
      pools.push(client(await login(transport, { username: "root", password: "atoll" })));
    }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...pools),
        text,
        fc.array(fc.tuple(key, text), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
        fc.uniqueArray(text, { maxLength: 3 }),
        fc.maxSafeNat(),
        async (writer, name, map, tags, delay) => {
          const [vm] = await writer.VM.get_all();
          assert(vm !== undefined);
          await writer.VM.set_name_label(vm, name);
          await writer.VM.set_other_config(vm, map);
          await writer.VM.set_tags(vm, tags);
          await writer.VM.set_start_delay(vm, delay);
          for (const reader of pools) {
            const record = await reader.VM.get_record(vm);
            assert.equal(record.name_label, name);
            assert.deepEqual(record.other_config, map);
            assert.deepEqual([...record.tags ?? []].sort(), [...tags].sort());
            assert.equal(record.start_delay, delay);
          }
        },
      ),
      { numRuns: 100, seed: 20261123 },
    );
    for (const pool of pools) await pool.session.logout();
  } finally {
    for (const transport of transports) transport.close();
    await sim.close();
  }
});
