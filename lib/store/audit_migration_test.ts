import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { AuditRepository } from "./audit.ts";
import { chainAudit } from "./audit_migration.ts";
import { entry } from "./audit_testing.ts";

Deno.test("entries of before the chain are taken into it in their order, once", async () => {
  await withKv(async (kv) => {
    const begin = Date.parse("2026-01-01T00:00:00Z");
    for (let index = 0; index < 130; index++) {
      const time = begin + Math.floor(index / 2);
      const record = { ...entry(`a-${index}`), time: new Date(time).toISOString() };
      await kv.set(["audit", time, index % 2], index === 60 ? { broken: true } : record);
    }
    await chainAudit(kv);
    await chainAudit(kv);
    const audit = new AuditRepository(kv);
    const whats = (await audit.list({ limit: 200 })).map(({ what }) => what).toReversed();
    const kept = Array.from({ length: 130 }, (_, index) => `a-${index}`).filter((what) => what !== "a-60");
    assert.deepEqual(whats, kept);
    assert.equal((await audit.list())[0]?.time, new Date(begin + 64).toISOString());
    assert.equal((await audit.verify()).broken, null);
    // What cannot be read is still there.
    assert.equal((await Array.fromAsync(kv.list({ prefix: ["audit"] }))).length, 1);
  });
});
