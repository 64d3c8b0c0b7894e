// The configuration read out of one store and put in force in another, whatever happens in between.
import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir, withStore } from "@/tests/api/support.ts";
import { ADA, enrol, VIC } from "@/lib/rights/testing.ts";
import type { ConfigRecord } from "./config_records.ts";
import { openDatabase } from "./database.ts";
import { StoreError } from "./record.ts";
import { openStore, type Store } from "./store.ts";

const POOL = {
  id: "11111111-2222-3333-4444-555555555555",
  name: "lab",
  label: "",
  disabled: false,
  readOnly: false,
  address: "xen.lab",
  members: [],
  username: "root",
  password: "canary-77",
  fingerprint: null,
  accepted: {},
  ca: null,
  dialect: null,
};

async function filled(store: Store): Promise<ConfigRecord[]> {
  await enrol(store, ADA, "administrator");
  await enrol(store, VIC, "viewer");
  await store.pools.put(POOL);
  await store.settings.set({ name: "x", schema: (await import("zod")).z.string(), initial: "" }, "kept");
  return await store.config.read();
}

Deno.test("what was read out of one store is in force in another after its next start, sealed with its own key", async () => {
  await withDir(async (dir) => {
    const target = await openStore(dir);
    await target.pools.put({ ...POOL, id: "gone", password: "old" });
    let records: ConfigRecord[] = [];
    await withStore(async (store) => void (records = await filled(store)));
    assert(JSON.stringify(records).includes("canary-77"), "secrets are in clear in memory");
    const sealed = await target.config.sealed(records);
    assert(!JSON.stringify(sealed).includes("canary-77"));
    const pools = (await target.config.compare(sealed)).find(({ kind }) => kind === "pools");
    assert.deepEqual(pools, { kind: "pools", before: 1, after: 1, both: 0 });
    await target.config.stage(sealed);
    assert.deepEqual((await target.pools.list()).map(({ id }) => id), ["gone"], "nothing before the start");
    target.close();

    const again = await openStore(dir);
    assert.deepEqual(await again.pools.list(), [POOL]);
    assert.equal((await again.users.byName("ada"))?.id, ADA.userId);
    assert.equal((await again.grants.list()).length, 2);
    assert.deepEqual(await again.config.read(), records);
    again.close();
    const { kv, close } = await openDatabase(dir);
    assert.deepEqual(await Array.fromAsync(kv.list({ prefix: ["import"] })), []);
    close();
  });
});

Deno.test("a start that was stopped while it put a configuration in force is gone on with", async () => {
  await withDir(async (dir) => {
    const first = await openStore(dir);
    const records = await filled(first);
    await first.config.stage(await first.config.sealed(records));
    first.close();
    // As if the power had gone in the middle: much is deleted, something is written, the staged records are there.
    const kv = await Deno.openKv(join(dir, "atoll.kv"));
    for (const kind of ["users", "user_names", "pools"]) {
      for await (const { key } of kv.list({ prefix: [kind] })) await kv.delete(key);
    }
    kv.close();
    const again = await openStore(dir);
    assert.deepEqual(await again.config.read(), records);
    again.close();
  });
});

Deno.test("records that do not fit, to each other or to what there is, are refused before anything is written", async () => {
  await withStore(async (store) => {
    const records = await filled(store);
    const without = (kind: string) => records.filter(({ key }) => key[0] !== kind);
    const wrong: readonly (readonly [ConfigRecord[], RegExp])[] = [
      [[...records, { key: ["sessions", "x"], value: {} }], /belongs to no configuration/],
      [[...records, ...records.slice(0, 1)], /twice/],
      [without("user_names"), /Is not found by its name/],
      [without("users"), /Names nothing that there is/],
      [[...without("pools"), { key: ["pools", "1"], value: { id: "1" } }], /pools\/1 is not usable/],
    ];
    for (const [given, message] of wrong) {
      await assert.rejects(store.config.sealed(given), (error) => {
        assert(error instanceof StoreError);
        assert.match(error.message, message);
        return true;
      });
    }
    assert.deepEqual(await store.config.read(), records);
  });
});
