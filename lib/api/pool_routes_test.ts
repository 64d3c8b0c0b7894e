import assert from "node:assert/strict";
import { json, POOL, withWorld } from "@/tests/api/world.ts";

Deno.test("what is set of a pool is shown and changed, each in its own way, and noted", async () => {
  await withWorld(async ({ fetch, pools, store }, as) => {
    const path = `/api/v1/pools/${POOL}/settings`;
    assert.deepEqual(await (await fetch(path, { as })).json(), {
      label: "",
      own_name: "lab",
      address: "xen.lab",
      username: "root",
      disabled: false,
      read_only: false,
    });
    const changed = {
      label: "Lab",
      password: "canary-5",
      address: "https://u:canary-6@b",
      read_only: true,
      disabled: true,
    };
    assert.equal((await fetch(path, { as, ...json(changed) })).status, 200);
    assert.deepEqual(pools.managed, [
      ["edit", POOL, { label: "Lab", password: "canary-5", address: "https://u:canary-6@b" }],
      ["read-only", POOL, true],
      ["disabled", POOL, true],
    ]);
    const noted = (await store.audit.list({ limit: 3 })).map(({ what, message }) => [what, message]);
    assert.deepEqual(noted, [
      ["pool.disable", ""],
      ["pool.forbid-changes", ""],
      ["pool.edit", 'name "Lab", address b, password'],
    ]);
    const refused = await fetch(path, { as, ...json({ read_only: "yes" }) });
    assert.deepEqual([refused.status, (await refused.json()).error.field], [422, "read_only"]);
    assert.equal((await fetch("/api/v1/pools/none/settings", { as })).status, 404);
  });
});

Deno.test("an action on a pool that is not to be changed is refused and noted, to administrators too", async () => {
  await withWorld(async ({ fetch, pools, store, writer }, as) => {
    const now = {
      state: "live",
      since: "2026-01-01T00:00:00Z",
      reason: null,
      retry_at: null,
      address: "xen.lab",
    } as const;
    writer.connection({ ...now, fingerprint: null, offered_fingerprint: null, read_only: true });
    const start = await fetch("/api/v1/vms/vm-halt/start", { as, ...json({}) });
    const { error } = await start.json();
    assert.deepEqual([start.status, error.code], [409, "pool-read-only"]);
    assert.match(error.message, /^Cannot start "db": the pool "lab" is read-only in Atoll/);
    assert.deepEqual(pools.calls, []);
    const [entry] = await store.audit.list({ limit: 1 });
    assert.deepEqual([entry?.what, entry?.result], ["vm.start", "refused"]);
    const { items } = await (await fetch("/api/v1/vms/vm-halt/actions", { as })).json();
    assert.match(items[0].refused, /read-only/);
  });
});
