import assert from "node:assert/strict";
import { inRequest } from "@/lib/request_context.ts";
import { withKv } from "@/tests/api/support.ts";
import { AUDIT_RETENTION, AuditRepository } from "./audit.ts";
import { entry, fill } from "./audit_testing.ts";

const DAY = 86_400_000;
const whats = async (audit: AuditRepository, limit = 100) =>
  (await audit.list({ limit })).map((one) => one.what);

Deno.test("entries written at the same moment keep their order, newest first", async () => {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    await Promise.all(["a", "b", "c", "d"].map((what) => audit.append(entry(what))));
    assert.deepEqual(await whats(audit), ["d", "c", "b", "a"]);
    assert.deepEqual(await whats(audit, 2), ["d", "c"]);
    assert.deepEqual((await audit.list()).map(({ seq }) => seq), [4, 3, 2, 1]);
  });
});

Deno.test("an entry says from where it was done, where that is known", async () => {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    await inRequest("192.0.2.7", () => audit.append(entry("a")));
    await audit.append(entry("b"));
    assert.deepEqual((await audit.list()).map(({ from }) => from), [null, "192.0.2.7"]);
  });
});

Deno.test("the outcome of a task is an entry of its own, which names the first; until then the task is open", async () => {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    const started = { result: "started", task: "task-1" } as const;
    const begun = await audit.begin(entry("vm.start", started), "pool-1");
    await audit.append(entry("b"));
    // A restart finds it again.
    const again = new AuditRepository(kv);
    assert.deepEqual(await again.openTasks(), [{ record: begun, pool: "pool-1" }]);
    const ended = await again.finish(begun, "failed", "There is no room");
    assert.deepEqual(
      [ended.what, ended.of, ended.result, ended.message, ended.task, ended.object, ended.who],
      ["vm.start.finished", 1, "failed", "There is no room", "task-1", begun.object, begun.who],
    );
    assert.deepEqual(await again.openTasks(), []);
    assert.equal((await again.verify()).broken, null);
  });
});

Deno.test("only what is older than the days set goes, and the rest still verifies", async () => {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    await fill(audit, 3);
    const { initial } = AUDIT_RETENTION;
    assert.equal(await audit.prune(Date.now() + (initial.days - 1) * DAY, initial), 0);
    assert.equal(await audit.prune(Date.now() + (initial.days + 1) * DAY, initial), 3);
    assert.deepEqual(await audit.list(), []);
    await audit.append(entry("after"));
    const { broken, entries, anchor, head } = await audit.verify();
    assert.deepEqual([broken, entries, anchor.seq, head.seq], [null, 1, 3, 4]);
  });
});

Deno.test("what is more than may be kept goes, oldest first", async () => {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    const message = "x".repeat(2048);
    await Promise.all(Array.from({ length: 1000 }, () => audit.append(entry("a", { message }))));
    const gone = await audit.prune(Date.now(), { days: 400, megabytes: 1 });
    assert(gone > 400 && gone < 700, String(gone));
    assert.equal((await audit.list({ limit: 2000 })).length, 1000 - gone);
    assert.equal(await audit.prune(Date.now(), { days: 400, megabytes: 1 }), 0);
    assert.equal((await audit.verify()).broken, null);
  });
});
