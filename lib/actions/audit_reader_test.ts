import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { AuditKeeper } from "@/lib/store/audit_keeper.ts";
import { fill } from "@/lib/store/audit_testing.ts";
import { admin, reader, withWorld, type World } from "@/tests/api/world.ts";
import { AuditReader } from "./audit_reader.ts";

const refused = (status: number, field?: string) => (error: unknown) => {
  assert(error instanceof AtollError, String(error));
  assert.deepEqual([error.status, error.field], [status, field]);
  return true;
};

function readerOf({ store, rights }: World): AuditReader {
  return new AuditReader({
    audit: store.audit,
    keeper: new AuditKeeper(store.audit, store.settings),
    rights,
  });
}

Deno.test("who may not read the audit log learns nothing of it", async () => {
  await withWorld(async (world) => {
    const audit = readerOf(world);
    await assert.rejects(audit.page(reader, {}, null, 10), refused(403));
    await assert.rejects(audit.export(reader, {}), refused(403));
    await assert.rejects(audit.verify(reader), refused(403));
    await assert.rejects(audit.retention(reader), refused(403));
    await assert.rejects(audit.setRetention(reader, { days: 1, megabytes: 1 }), refused(403));
    assert.throws(() => audit.checking(reader), refused(403));
  });
});

Deno.test("so many exports run at a time; one that is broken off makes room for the next", async () => {
  await withWorld(async (world) => {
    const audit = readerOf(world);
    await fill(world.store.audit, 600);
    const open = [];
    for (let n = 0; n < 4; n++) open.push(await audit.export(admin, {}));
    await assert.rejects(audit.export(admin, {}), refused(429));
    await open[0]?.cancel();
    const whole = await new Response(await audit.export(admin, { what: "a-600" })).text();
    assert.equal(whole.trimEnd().split("\n").length, 1);
    // That one came to its end.
    const again = await audit.export(admin, {});
    for (const stream of [...open.slice(1), again]) await stream.cancel();
  });
});

Deno.test("the check's result is there for the next reader, and a retention out of bounds names its field", async () => {
  await withWorld(async (world) => {
    const audit = readerOf(world);
    const found = await audit.verify(admin);
    assert.deepEqual(audit.checking(admin), { running: null, last: found });
    await assert.rejects(audit.setRetention(admin, { days: 1, megabytes: 0 }), refused(422, "megabytes"));
    await assert.rejects(audit.setRetention(admin, { days: NaN, megabytes: 1 }), refused(422, "days"));
    assert.equal((await audit.retention(admin)).days, 400);
  });
});
