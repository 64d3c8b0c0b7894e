import assert from "node:assert/strict";
import { join } from "node:path";
import { LONGEST } from "@/lib/actions/pool_admin.ts";
import type { PoolStore } from "@/lib/pools/types.ts";
import { withKv, withStore } from "@/tests/api/support.ts";
import { MIGRATIONS } from "./migrations.ts";
import { PoolRepository, type StoredPool } from "./pools.ts";
import { Secrets } from "./secrets.ts";

const pool: StoredPool = {
  id: "11111111-2222-3333-4444-555555555555",
  name: "lab",
  label: "The lab",
  disabled: false,
  readOnly: true,
  address: "xen.lab:443",
  members: [
    { address: "10.0.0.1", name: "xcp-1", fingerprint: "AA:BB" },
    { address: "10.0.0.2", name: "", fingerprint: null },
  ],
  username: "root",
  password: "canary-7f3a9",
  fingerprint: "AA:BB",
  accepted: { "10.0.0.2": "CC:DD" },
  ca: null,
  dialect: "json2",
};

Deno.test("pools are kept as lib/pools gives them", async () => {
  await withStore(async (store) => {
    const pools: PoolStore = store.pools;
    await pools.put(pool);
    const host = { address: "10.0.0.1", name: "x".repeat(1000), fingerprint: null };
    await pools.put({ ...pool, id: "other", name: "x".repeat(100_000), members: Array(100).fill(host) });
    assert.deepEqual((await pools.list())[0], pool);
    await pools.delete("other");
    assert.deepEqual(await pools.list(), [pool]);
  });
});

Deno.test("the longest texts that lib/actions lets through can be kept", async () => {
  await withStore(async (store) => {
    const { label, address, username, password } = LONGEST;
    const longest = {
      ...pool,
      label: "é".repeat(label),
      address: "x".repeat(address),
      username: "é".repeat(username),
      password: "é".repeat(password),
    };
    await store.pools.put(longest);
    assert.deepEqual(await store.pools.list(), [longest]);
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

Deno.test("pools of before keep their members' addresses, also when the step is repeated", async () => {
  await withKv(async (kv) => {
    const secrets = await Secrets.of(new Uint8Array(32));
    const pools = new PoolRepository(kv, secrets);
    await pools.put(pool);
    const [entry] = await Array.fromAsync(kv.list<Record<string, unknown>>({ prefix: ["pools"] }));
    assert.ok(entry);
    const { accepted: _accepted, ca: _ca, ...old } = entry.value;
    await kv.set(entry.key, { ...old, members: ["10.0.0.1", "10.0.0.2"] });
    const step = MIGRATIONS.find(({ to }) => to === 2);
    for (let time = 0; time < 2; time++) await step?.run(kv);
    const member = (address: string) => ({ address, name: "", fingerprint: null });
    assert.deepEqual(await pools.list(), [{
      ...pool,
      members: [member("10.0.0.1"), member("10.0.0.2")],
      accepted: {},
    }]);
  });
});
