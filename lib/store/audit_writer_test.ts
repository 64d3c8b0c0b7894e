import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { AuditRepository } from "./audit.ts";
import { ANCHOR, entryKey, HEAD } from "./audit_chain.ts";
import { draftOf } from "./audit_entry.ts";
import { entry, fill } from "./audit_testing.ts";
import { AuditWriter } from "./audit_writer.ts";

const draft = (what: string) => draftOf(entry(what), null);

Deno.test("many at once are written in order, without a gap, and few transactions", async () => {
  await withKv(async (kv) => {
    const writer = new AuditWriter(kv);
    const records = await Promise.all(
      Array.from({ length: 500 }, (_, index) => writer.add(draft(`a-${index}`))),
    );
    assert.deepEqual(
      records.map(({ what, seq }) => [what, seq]),
      records.map((_, at) => [`a-${at}`, at + 1]),
    );
    assert.equal((await new AuditRepository(kv).verify()).entries, 500);
  });
});

Deno.test("a write that fails is told to those it was for, and the chain goes on whole", async () => {
  await withKv(async (kv) => {
    const writer = new AuditWriter(kv);
    await writer.add(draft("a"));
    const { atomic } = kv;
    let fails = true;
    kv.atomic = () => {
      if (!fails) return atomic.call(kv);
      fails = false;
      throw new Error("Disk full");
    };
    const failed = writer.add(draft("b"));
    await assert.rejects(failed, /Disk full/);
    await writer.add(draft("c"));
    await writer.idle();
    const audit = new AuditRepository(kv);
    assert.deepEqual((await audit.list()).map(({ what }) => what), ["c", "a"]);
    assert.equal((await audit.verify()).broken, null);
  });
});

Deno.test("what was cut off, added or blotted out from outside stays visible when the log goes on", async () => {
  const harm: readonly ((kv: Deno.Kv) => Promise<unknown>)[] = [
    (kv) => kv.delete(entryKey(3)),
    (kv) => kv.delete(HEAD),
    async (kv) => await kv.set(entryKey(4), (await kv.get(entryKey(3))).value),
    (kv) => kv.set(entryKey(3), "nothing"),
  ];
  for (const harmed of harm) {
    await withKv(async (kv) => {
      await fill(new AuditRepository(kv), 3);
      await harmed(kv);
      const audit = new AuditRepository(kv);
      assert.notEqual((await audit.verify()).broken, null, String(harmed));
      await audit.append(entry("after"));
      assert.notEqual((await audit.verify()).broken, null, `${harmed} and one more`);
      assert.equal((await audit.list())[0]?.what, "after");
    });
  }
});

Deno.test("old entries go in turns, with those between that cannot be read", async () => {
  await withKv(async (kv) => {
    const writer = new AuditWriter(kv);
    await fill(new AuditRepository(kv), 700);
    await kv.set(entryKey(5), "nothing");
    const gone = await writer.prune({ before: Date.now() + 1_000, bytes: Infinity });
    assert.equal(gone, 700);
    assert.equal((await kv.get<{ seq: number }>(ANCHOR)).value?.seq, 700);
    await writer.add(draft("after"));
    const { broken, entries } = await new AuditRepository(kv).verify();
    assert.deepEqual([broken, entries], [null, 1]);
  });
});
