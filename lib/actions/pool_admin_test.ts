import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { log, type LogFields } from "@/lib/log.ts";
import { ConnectionError } from "@/lib/xapi/mod.ts";
import { admin, POOL, reader, withWorld } from "@/tests/api/world.ts";
import { PoolAdmin } from "./pool_admin.ts";

Deno.test("only who may manage pools does", async () => {
  await withWorld(async ({ cache, pools, rights, store }) => {
    const pool = new PoolAdmin({ cache, pools, rights, audit: store.audit });
    const refused = (error: unknown) => error instanceof AtollError && error.status === 403;
    await assert.rejects(pool.probe(reader, "xen.lab"), refused);
    await assert.rejects(pool.add(reader, { address: "x", username: "root", password: "p" }), refused);
    await assert.rejects(pool.remove(reader, POOL), refused);
    assert.deepEqual(pools.managed, []);
  });
});

Deno.test("a pool that was added is noted by its id and address", async () => {
  await withWorld(async ({ cache, pools, rights, store }) => {
    const pool = new PoolAdmin({ cache, pools, rights, audit: store.audit });
    await pool.add(admin, { address: "xen.lab", username: "root", password: "p" });
    const [entry] = await store.audit.list({ limit: 1 });
    assert.deepEqual(entry?.object, { collection: "pool", id: POOL, name: "xen.lab" });
  });
});

Deno.test("a failure is told in full and noted, without the password", async () => {
  await withWorld(async ({ cache, pools, rights, store }) => {
    const pool = new PoolAdmin({ cache, pools, rights, audit: store.audit });
    pools.add = () => Promise.reject(new ConnectionError("refused", "Nobody listens there"));
    const given = { address: "xen.lab", username: "root", password: "canary" };
    await assert.rejects(pool.add(admin, given), (error) => {
      assert(error instanceof AtollError && error.status === 503);
      assert.equal(error.message, "Cannot add the pool at xen.lab: nobody listens there");
      return true;
    });
    const [entry] = await store.audit.list({ limit: 1 });
    assert.deepEqual([entry?.what, entry?.result], ["pool.add", "failed"]);
    assert(!JSON.stringify(entry).includes("canary"));
    await assert.rejects(
      pool.remove(admin, "none"),
      (error) => error instanceof AtollError && error.status === 404,
    );
  });
});

Deno.test("the log warns of a pool that was not added: its address without credentials, and why", async () => {
  const warned: unknown[] = [];
  const { warn } = log;
  log.warn = (message: string, fields?: LogFields) => warned.push([message, fields]);
  try {
    await withWorld(async ({ poolAdmin, pools, fetch }, as) => {
      pools.refuses = true;
      const address = "https://root:canary-1@xen.lab";
      await assert.rejects(poolAdmin.add(admin, { address, username: "root", password: "canary-2" }));
      const init = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
      await (await fetch("/api/v1/pools", { as, ...init })).body?.cancel();
    });
  } finally {
    log.warn = warn;
  }
  assert.deepEqual(warned, [
    ["Pool not added", { address: "xen.lab", code: "bad-address", reason: "Cannot use this address" }],
    ["Pool not added", { code: "bad-argument", reason: 'The argument "address" is missing or no text' }],
  ]);
});
