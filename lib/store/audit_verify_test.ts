// Whatever somebody does to the entries in the database shows.
import assert from "node:assert/strict";
import fc from "fast-check";
import { withKv } from "@/tests/api/support.ts";
import { AuditRepository } from "./audit.ts";
import { ANCHOR, entryKey, HEAD } from "./audit_chain.ts";
import { entry, fill } from "./audit_testing.ts";

const COUNT = 12;
const place = fc.integer({ min: 1, max: COUNT });

/** One thing that somebody with access to the file may do. */
const harm = fc.oneof(
  fc.record({ kind: fc.constant("change" as const), at: place }),
  fc.record({ kind: fc.constant("delete" as const), at: place }),
  fc.record({ kind: fc.constant("cut" as const), at: place }),
  fc.record({ kind: fc.constant("behead" as const), at: place }),
  fc.record({ kind: fc.constant("swap" as const), at: place }),
  fc.record({ kind: fc.constant("repeat" as const), at: place }),
);

async function suffer(kv: Deno.Kv, { kind, at }: { kind: string; at: number }): Promise<void> {
  const get = async (seq: number) => (await kv.get<[string, string]>(entryKey(seq))).value ?? ["", ""];
  const [text, hash] = await get(at);
  if (kind === "change") await kv.set(entryKey(at), [text.replace('"ada"', '"eve"'), hash]);
  else if (kind === "delete") await kv.delete(entryKey(at));
  else if (kind === "cut") { for (let seq = at; seq <= COUNT; seq++) await kv.delete(entryKey(seq)); }
  else if (kind === "behead") { for (let seq = 1; seq <= at; seq++) await kv.delete(entryKey(seq)); }
  else if (kind === "repeat") await kv.set(entryKey(COUNT + 1), [text, hash]);
  else {
    const other = at === 1 ? 2 : at - 1;
    await kv.set(entryKey(at), await get(other));
    await kv.set(entryKey(other), [text, hash]);
  }
}

Deno.test("an entry that is changed, taken out, moved or repeated, and an end or a beginning that is cut off, shows", async () => {
  await fc.assert(
    fc.asyncProperty(harm, async (done) => {
      await withKv(async (kv) => {
        const audit = new AuditRepository(kv);
        await fill(audit, COUNT);
        assert.equal((await audit.verify()).broken, null);
        await suffer(kv, done);
        const { broken } = await audit.verify();
        assert.notEqual(broken, null);
        const expected: Record<string, number> = {
          behead: 1,
          repeat: COUNT + 1,
          swap: done.at === 1 ? 1 : done.at - 1,
        };
        assert.equal(broken?.seq, expected[done.kind] ?? done.at, `${done.kind} ${broken?.reason}`);
      });
    }),
    { numRuns: 60 },
  );
});

Deno.test("an empty log is whole; one without its ends is not", async () => {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    assert.deepEqual((await audit.verify()).broken, null);
    await fill(audit, 3);
    const noted = await kv.get(HEAD);
    await kv.delete(HEAD);
    assert.equal((await audit.verify()).broken?.seq, 3);
    await kv.set(HEAD, { ...Object(noted.value), hash: "0".repeat(64) });
    assert.equal((await audit.verify()).broken?.seq, 3);
    await kv.set(HEAD, "nothing");
    assert.equal((await audit.verify()).broken?.seq, 0);
    await kv.set(HEAD, noted.value);
    await kv.set(ANCHOR, { seq: 1, hash: "0".repeat(64) });
    assert.equal((await audit.verify()).broken?.seq, 2);
  });
});

Deno.test("what is added and what goes for its age while it checks does no harm", async () => {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    await fill(audit, 1_000);
    const [{ broken }] = await Promise.all([
      audit.verify(),
      audit.prune(Date.now() + 2 * 86_400_000, { days: 1, megabytes: 1_000 }),
      audit.append(entry("late")),
    ]);
    assert.equal(broken, null);
    assert.equal((await audit.verify()).broken, null);
  });
});

Deno.test("a check tells how far it is, and can be given up", async () => {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    await fill(audit, 2_500);
    const told: number[][] = [];
    const { entries } = await audit.verify({ progress: (done, of) => told.push([done, of]) });
    assert.deepEqual([told, entries], [[[1_000, 2_500], [2_000, 2_500]], 2_500]);
    const given = new AbortController();
    const checking = audit.verify({ signal: given.signal, progress: () => given.abort(new Error("Enough")) });
    await assert.rejects(checking, /Enough/);
  });
});
