import assert from "node:assert/strict";
import { join } from "node:path";
import type { PoolStore } from "@/lib/pools/types.ts";
import { withKv, withStore } from "@/tests/api/support.ts";
import { PoolRepository, type StoredPool } from "./pools.ts";
import { Secrets } from "./secrets.ts";

const pool: StoredPool = {
  id: "11111111-2222-3333-4444-555555555555",
  name: "lab",
  address: "xen.lab:443",
  members: ["10.0.0.1", "10.0.0.2"],
  username: "root",
  password: "canary-7f3a9",
  fingerprint: "AA:BB",
  dialect: "json2",
};

Deno.test("pools are kept as lib/pools gives them", async () => {
  await withStore(async (store) => {
    const pools: PoolStore = store.pools;
    await pools.put(pool);
    await pools.put({ ...pool, id: "other", name: "x".repeat(100_000) });
    assert.deepEqual((await pools.list())[0], pool);
    await pools.delete("other");
    assert.deepEqual(await pools.list(), [pool]);
  });
});

Deno.test("a pool's password is nowhere in the data directory", async () => {
  await withStore(async (store, dir) => {
    await store.pools.put(pool);
    let text = "";
    for await (const file of Deno.readDir(dir)) {
      text += new TextDecoder("latin1").decode(await Deno.readFile(join(dir, file.name)));
    }
    assert(text.includes("xen.lab"));
    assert(!text.includes(pool.password));
  });
});

Deno.test("a pool whose password cannot be decrypted is left out, the others stay", async () => {
  await withKv(async (kv) => {
    const secrets = (fill: number) => Secrets.of(new Uint8Array(32).fill(fill));
    await new PoolRepository(kv, await secrets(1)).put(pool);
    const pools = new PoolRepository(kv, await secrets(2));
    await pools.put({ ...pool, id: "second" });
    assert.deepEqual((await pools.list()).map((one) => one.id), ["second"]);
  });
});
