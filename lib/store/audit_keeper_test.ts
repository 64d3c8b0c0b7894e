import assert from "node:assert/strict";
import { log, type LogFields } from "@/lib/log.ts";
import { withKv } from "@/tests/api/support.ts";
import { AUDIT_RETENTION, AuditRepository } from "./audit.ts";
import { entryKey } from "./audit_chain.ts";
import { AuditKeeper } from "./audit_keeper.ts";
import { entry, fill } from "./audit_testing.ts";
import { StoreError } from "./record.ts";
import { SettingsStore } from "./settings.ts";

async function withKeeper(
  run: (keeper: AuditKeeper, audit: AuditRepository, kv: Deno.Kv) => Promise<void>,
): Promise<void> {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    const keeper = new AuditKeeper(audit, new SettingsStore(kv));
    try {
      await run(keeper, audit, kv);
    } finally {
      await keeper.close();
    }
  });
}

Deno.test("a check is made once for all who ask at the same time, and its result is remembered", async () => {
  await withKeeper(async (keeper, audit) => {
    assert.deepEqual(keeper.state, { running: null, last: null });
    await fill(audit, 1_200);
    const [one, two] = [keeper.check(), keeper.check()];
    assert.equal(one, two);
    assert.notEqual(keeper.state.running, null);
    const { entries, broken } = await one;
    assert.deepEqual([entries, broken], [1_200, null]);
    assert.deepEqual(keeper.state, { running: null, last: await two });
  });
});

Deno.test("a log that is not as it was written is told of", async () => {
  const { error } = log;
  const told: unknown[] = [];
  log.error = (message: string, fields?: LogFields) => told.push([message, fields]);
  try {
    await withKeeper(async (keeper, audit, kv) => {
      await fill(audit, 3);
      await kv.delete(entryKey(2));
      await keeper.check();
    });
  } finally {
    log.error = error;
  }
  assert.deepEqual(told, [["The audit log is not as it was written", {
    entry: 2,
    reason: "The entry is missing",
  }]]);
});

Deno.test("less room is in force at once, and what went is noted", async () => {
  await withKeeper(async (keeper, audit) => {
    assert.deepEqual(await keeper.retention(), AUDIT_RETENTION.initial);
    const message = "x".repeat(2_048);
    await Promise.all(Array.from({ length: 800 }, () => audit.append(entry("a", { message }))));
    await keeper.setRetention({ days: 10, megabytes: 1 });
    assert.deepEqual(await keeper.retention(), { days: 10, megabytes: 1 });
    const [last] = await audit.list({ limit: 1 });
    assert.equal(last?.what, "audit.prune");
    assert.match(last?.message ?? "", /^\d+ entries that were too old, or more than 1 MB, were taken away$/);
    await assert.rejects(keeper.setRetention({ days: 0, megabytes: 1 }), StoreError);
  });
});

Deno.test("a start takes away what is too old, and a stop leaves nothing behind", async () => {
  await withKeeper(async (keeper, audit) => {
    await fill(audit, 2);
    await keeper.setRetention({ days: 1, megabytes: 1 });
    keeper.start();
    await keeper.close();
    assert.equal((await audit.list()).length, 2);
  });
});
