import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { AUDIT_DAYS, type AuditEntry, AuditRepository } from "./audit.ts";

const entry = (what: string): AuditEntry => ({
  who: { userId: "u", username: "ada" },
  what,
  object: { collection: "vm", id: "1", name: "web" },
  result: "done",
  message: "",
  task: null,
});

Deno.test("entries written at the same moment keep their order, newest first", async () => {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    await Promise.all(["a", "b", "c", "d"].map((what) => audit.append(entry(what))));
    assert.deepEqual((await audit.list()).map((one) => one.what), ["d", "c", "b", "a"]);
    assert.deepEqual((await audit.list({ limit: 2 })).map((one) => one.what), ["d", "c"]);
  });
});

Deno.test("an entry never replaces one that is there, whatever the clock says", async () => {
  await withKv(async (kv) => {
    const ahead = Date.now() + 60_000;
    await new AuditRepository(kv).append(entry("before"));
    const audit = new AuditRepository(kv);
    await kv.set(["audit", ahead, 0], (await audit.list())[0]);
    Object.assign(audit, { last: ahead, sequence: -1 });
    await audit.append(entry("after"));
    assert.deepEqual((await audit.list()).map((one) => one.what), ["after", "before", "before"]);
  });
});

Deno.test("texts of any length are kept short enough to be written", async () => {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    const long = "x".repeat(200_000);
    await audit.append({ ...entry("a"), message: long, object: { collection: "vm", id: "1", name: long } });
    assert.equal((await audit.list())[0]?.message.length, 2048);
  });
});

Deno.test("only what is older than the kept days is pruned", async () => {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    await audit.append(entry("a"));
    assert.equal(await audit.prune(Date.now() + (AUDIT_DAYS - 1) * 86_400_000), 0);
    assert.equal(await audit.prune(Date.now() + (AUDIT_DAYS + 1) * 86_400_000), 1);
    assert.deepEqual(await audit.list(), []);
  });
});
