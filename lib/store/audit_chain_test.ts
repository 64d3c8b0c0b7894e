import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { withKv } from "@/tests/api/support.ts";
import { EMPTY, entriesBetween, entryKey, exported, extended, opened } from "./audit_chain.ts";
import { draftOf } from "./audit_entry.ts";
import { entry } from "./audit_testing.ts";

const head = EMPTY;

Deno.test("an exported line verifies with nothing but SHA-256: cut the two hashes off its end", () => {
  const first = extended(head, draftOf(entry("a"), null), 1_000);
  const second = extended(first.head, draftOf(entry('b "quoted"\n'), null), 2_000);
  const stored = opened(entryKey(2), second.stored);
  assert(stored !== null);
  const line = exported(first.head.hash, stored).trimEnd();
  const { previous, hash } = JSON.parse(line);
  assert.equal(previous, first.head.hash);
  const text = line.replace(/,"previous":"[0-9a-f]{64}","hash":"[0-9a-f]{64}"\}$/, "}");
  assert.equal(createHash("sha256").update(`${previous}\n${text}`).digest("hex"), hash);
});

Deno.test("a clock that steps back does not take the entries with it", () => {
  const first = extended(head, draftOf(entry("a"), null), 5_000);
  const second = extended(first.head, draftOf(entry("b"), null), 3_000);
  assert.equal(second.record.time, first.record.time);
});

Deno.test("what is no entry is told from one", () => {
  const { stored: [text, hash] } = extended(head, draftOf(entry("a"), null), 1);
  assert.equal(opened(entryKey(1), [text, hash])?.entry.what, "a");
  for (const value of [null, {}, [text], ["{", hash], ["{}", hash], [text, "short"]]) {
    assert.equal(opened(entryKey(1), value), null);
  }
});

Deno.test("entries are read in both directions, in turns", async () => {
  await withKv(async (kv) => {
    let at = head;
    for (let seq = 1; seq <= 250; seq++) {
      const next = extended(at, draftOf(entry("a"), null), seq);
      await kv.set(entryKey(seq), next.stored);
      at = next.head;
    }
    const read = async (start: number, end: number, reverse?: boolean) =>
      (await Array.fromAsync(entriesBetween(kv, start, end, reverse))).map(({ seq }) => seq);
    const all = Array.from({ length: 250 }, (_, index) => index + 1);
    assert.deepEqual(await read(1, 251), all);
    assert.deepEqual(await read(1, 251, true), all.toReversed());
    assert.deepEqual(await read(10, 13), [10, 11, 12]);
    assert.deepEqual(await read(101, 102, true), [101]);
    assert.deepEqual(await read(300, 400), []);
  });
});
