// The API under attack: what a stranger, or somebody who is signed in, sends to break it. None of it is a 500, and nothing stays behind.
import assert from "node:assert/strict";
import { json, withWorld } from "./world.ts";

async function errorOf(response: Response, status: number): Promise<{ code: string; field?: string }> {
  const text = await response.text();
  assert.equal(response.status, status, text.slice(0, 300));
  return JSON.parse(text).error;
}

Deno.test("a user name that grows when it is folded is a wrong one", async () => {
  await withWorld(async ({ fetch }) => {
    // One character that NFKC makes eighteen of: far beyond what a key of the database may hold.
    const response = await fetch("/api/v1/session", json({ username: "\ufdfa".repeat(64), password: "x" }));
    assert.equal((await errorOf(response, 401)).code, "wrong-credentials");
  });
});

Deno.test("a body nested ten thousand deep is refused by the argument that holds it", async () => {
  await withWorld(async ({ fetch }, as) => {
    for (const depth of [1, 30_000]) {
      const body = `{"name":${"[".repeat(depth)}${"]".repeat(depth)}}`;
      const post = { ...json({}), body, as };
      assert.equal((await errorOf(await fetch("/api/v1/vms/vm-halt/rename", post), 422)).field, "name");
      assert.equal((await errorOf(await fetch("/api/v1/pools", post), 422)).code, "bad-argument");
    }
  });
});

Deno.test("keys that name an object's inside are unknown arguments like others, and long ones are not sent back whole", async () => {
  await withWorld(async ({ fetch }, as) => {
    for (const key of ["constructor", "toString", "x".repeat(10_000)]) {
      for (const path of ["/api/v1/vms/vm-halt/start", "/api/v1/pools/probe"]) {
        const error = await errorOf(
          await fetch(path, { as, ...json({ address: "xen.lab", [key]: 1 }) }),
          422,
        );
        assert.equal(error.code, "unknown-argument");
        assert((error.field ?? "").length <= 64, path);
      }
    }
    const proto = { as, ...json({}), body: '{"__proto__":{"name":"polluted"}}' };
    assert.equal((await errorOf(await fetch("/api/v1/vms/vm-halt/rename", proto), 422)).field, "name");
    assert.equal(Reflect.get({}, "name"), undefined);
  });
});

Deno.test("HEAD of the stream leaves no reader behind", async () => {
  await withWorld(async ({ fetch, hub }, as) => {
    const response = await fetch("/api/v1/stream?collections=vm", { as, method: "HEAD" });
    assert.deepEqual([response.status, response.body], [200, null]);
    assert.equal(hub.size, 0);
  });
});

Deno.test("a password written into a pool's address stays out of the audit log", async () => {
  await withWorld(async ({ fetch, store, pools }, as) => {
    const pool = { username: "root", password: "canary-1", address: "https://root:canary-2@xen.lab" };
    pools.refuses = true;
    await errorOf(await fetch("/api/v1/pools", { as, ...json(pool) }), 422);
    const [entry] = await store.audit.list({ limit: 1 });
    assert.deepEqual([entry?.what, entry?.object?.name], ["pool.add", "xen.lab"]);
    assert(!JSON.stringify(entry).includes("canary"));
  });
});

Deno.test("what a pool's record cannot hold is refused before the pool is asked, on every way in", async () => {
  await withWorld(async ({ poolAdmin, pools, auth }, as) => {
    const who = await auth.verify(as);
    assert(who !== null);
    const fields = { address: "xen.lab", username: "root", password: "x" };
    for (const [field, value] of [["address", 513], ["username", 257], ["password", 1025]] as const) {
      const wrong = { ...fields, [field]: "x".repeat(value) };
      await assert.rejects(poolAdmin.add(who, wrong), { status: 422, field });
      if (field === "address") {
        await assert.rejects(poolAdmin.probe(who, wrong.address), { status: 422, field });
      } else {
        await assert.rejects(poolAdmin.setCredentials(who, "x", wrong.username, wrong.password), {
          status: 422,
          field,
        });
      }
    }
    assert.deepEqual(pools.managed, []);
  });
});
