import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { QuotaStore } from "./quotas.ts";

Deno.test("a group's limits are kept, changed and taken away, and listeners told", async () => {
  await withKv(async (kv) => {
    const quotas = new QuotaStore(kv);
    const told: unknown[] = [];
    quotas.onChange((_, quota) => told.push(quota?.vms));
    const quota = { group: crypto.randomUUID(), vms: 3, vcpus: null, memory: 2 ** 40, disk: 0 };
    await quotas.set(quota);
    await quotas.set({ ...quota, vms: 4 });
    assert.deepEqual(await quotas.list(), [{ ...quota, vms: 4 }]);
    await assert.rejects(quotas.set({ ...quota, vms: -1 }), /Cannot write the record/);
    await quotas.delete(quota.group);
    assert.deepEqual(await quotas.list(), []);
    assert.deepEqual(told, [3, 4, undefined]);
  });
});
