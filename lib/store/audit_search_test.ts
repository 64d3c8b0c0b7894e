import assert from "node:assert/strict";
import fc from "fast-check";
import { withKv } from "@/tests/api/support.ts";
import { AuditRepository } from "./audit.ts";
import { EMPTY, entryKey, extended, HEAD } from "./audit_chain.ts";
import { AUDIT_RESULTS, type AuditRecord, draftOf } from "./audit_entry.ts";
import { type AuditFilter, matcher } from "./audit_search.ts";
import { entry, fill } from "./audit_testing.ts";

const HOUR = 3_600_000;
const BEGIN = Date.parse("2026-01-01T00:00:00Z");

/** A log of one entry an hour. */
async function hourly(kv: Deno.Kv, count: number): Promise<AuditRepository> {
  let head = EMPTY;
  for (let index = 0; index < count; index++) {
    const given = entry(index % 3 === 0 ? "vm.start" : "vm.startle", {
      who: { userId: `u-${index % 2}`, username: index % 2 === 0 ? "Ada" : "bob" },
      object: index % 5 === 0 ? null : { collection: "vm", id: `vm-${index % 7}`, name: `Web ${index}` },
      result: AUDIT_RESULTS[index % 4] ?? "done",
    });
    const next = extended(head, draftOf(given, null), BEGIN + index * HOUR);
    await kv.set(entryKey(next.head.seq), next.stored);
    head = next.head;
  }
  await kv.set(HEAD, head);
  return new AuditRepository(kv);
}

Deno.test("what is looked for is found by each of its sides", () => {
  const record: AuditRecord = {
    ...draftOf(entry("vm.start", { message: "No ROOM left" }), null),
    seq: 1,
    time: "2026-01-01T00:00:00.000Z",
    from: "192.0.2.7",
  };
  const found = (filter: AuditFilter) => matcher(filter)(record);
  assert(found({}));
  assert(found({ text: " no room " }) && found({ text: "192.0.2" }) && found({ text: "WEB" }));
  assert(!found({ text: "roomy" }));
  assert(found({ user: "ADA" }) && found({ user: "u" }) && !found({ user: "ad" }));
  assert(found({ what: "vm" }) && found({ what: "vm.start" }) && !found({ what: "vm.st" }));
  assert(
    found({ object: "1", collection: "vm" }) && !found({ object: "2" }) && !found({ collection: "host" }),
  );
  assert(found({ result: "done" }) && !found({ result: "failed" }));
  assert(
    found({ since: BEGIN, until: BEGIN + 1 }) && !found({ since: BEGIN + 1 }) && !found({ until: BEGIN }),
  );
});

Deno.test("page after page gives exactly what the filter lets through, newest first, and the export the same", async () => {
  await withKv(async (kv) => {
    const audit = await hourly(kv, 230);
    const all = await audit.list({ limit: 1000 });
    assert.equal(all.length, 230);
    const time = fc.option(fc.integer({ min: -5, max: 240 }).map((hour) => BEGIN + hour * HOUR), {
      nil: undefined,
    });
    const filters = fc.record({
      text: fc.constantFrom(undefined, "web 1", "nothing"),
      user: fc.constantFrom(undefined, "bob", "u-0"),
      what: fc.constantFrom(undefined, "vm", "vm.start"),
      object: fc.constantFrom(undefined, "vm-3"),
      result: fc.constantFrom(undefined, ...AUDIT_RESULTS),
      since: time,
      until: time,
    });
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 60 }), async (filter, limit) => {
        const expected = all.filter(matcher(filter)).map(({ seq }) => seq);
        const found: number[] = [];
        for (let before: number | null = Infinity; before !== null;) {
          const page = await audit.page(filter, before, limit);
          assert(page.items.length <= limit);
          found.push(...page.items.map(({ seq }) => seq));
          before = page.next;
        }
        assert.deepEqual(found, expected);
        const lines = (await Array.fromAsync(audit.lines(filter))).join("").split("\n").slice(0, -1);
        assert.deepEqual(lines.map((line) => JSON.parse(line).seq), expected.toReversed());
      }),
      { numRuns: 60 },
    );
  });
});

Deno.test("a search for something rare gives up for now, says how far it came, and goes on from there", async () => {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    await audit.append(entry("rare"));
    await fill(audit, 21_000);
    const first = await audit.page({ what: "rare" }, Infinity, 100);
    assert.deepEqual(first.items, []);
    assert(first.next !== null && first.reached !== null);
    let page = first;
    while (page.next !== null) page = await audit.page({ what: "rare" }, page.next, 100);
    assert.equal(page.items.length, 1);
  });
});

Deno.test("an entry that cannot be read hides no other", async () => {
  await withKv(async (kv) => {
    const audit = await hourly(kv, 64);
    for (const seq of [31, 32, 33]) await kv.set(entryKey(seq), "nothing");
    const { items } = await audit.page({ since: BEGIN + 10 * HOUR, until: BEGIN + 50 * HOUR }, Infinity, 100);
    assert.equal(items.length, 37);
  });
});

Deno.test("the first line of an export names the hash of what went before it", async () => {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    await fill(audit, 5);
    const [first = "", second = ""] = (await Array.fromAsync(audit.lines({}))).join("").split("\n");
    assert.equal(JSON.parse(first).previous, "0".repeat(64));
    assert.equal(JSON.parse(second).previous, JSON.parse(first).hash);
    await audit.prune(Date.now() + 2 * 86_400_000, { days: 1, megabytes: 1 });
    await audit.append(entry("after"));
    const [line = ""] = await Array.fromAsync(audit.lines({}));
    assert.equal(JSON.parse(line).previous, (await audit.verify()).anchor.hash);
  });
});
