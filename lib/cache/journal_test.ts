import assert from "node:assert/strict";
import { Entry } from "./entry.ts";
import { Journal } from "./journal.ts";

const limits = { entries: 100, bytes: 1e6, tombstones: 100 };
const entry = (id: string) => new Entry("vm", id, id, "p", id);

/** The changes the window tells. */
function window(journal: Journal, revision: number): unknown[] | undefined {
  const since = journal.since(revision);
  return since && [...since].map(({ revision, entry, what, before }) => [revision, entry.id, what, before]);
}

function objects(journal: Journal, revision: number): unknown[] | undefined {
  const since = journal.objectsSince(revision);
  return since && [...since].map(({ entry, what, known }) => [entry.id, what, known]);
}

Deno.test("within the window every change is told with what was before it", () => {
  const journal = new Journal(limits);
  const [a, b] = [entry("a"), entry("b")];
  journal.record(1, a, "added");
  journal.record(1, b, "added");
  journal.record(2, a, "changed", { name: "x", host: null });
  journal.record(4, b, "removed", { id: "b", name: "y" });
  assert.deepEqual(window(journal, 1), [[2, "a", "changed", { name: "x", host: null }], [4, "b", "removed", {
    id: "b",
    name: "y",
  }]]);
  assert.equal(window(journal, 0)?.length, 4);
  assert.deepEqual(window(journal, 4), []);
});

Deno.test("beyond the window changed objects are told, newest first, after the removals", () => {
  const journal = new Journal({ ...limits, entries: 1 });
  const [a, b, c, d] = [entry("a"), entry("b"), entry("c"), entry("d")];
  for (const [revision, one] of [[1, a], [2, b], [3, c]] as const) journal.record(revision, one, "added");
  journal.record(4, a, "changed", { name: "x" });
  journal.record(5, b, "removed");
  journal.record(6, d, "added");
  assert.equal(window(journal, 3), undefined);
  assert.deepEqual(objects(journal, 3), [["b", "gone", true], ["d", "changed", false], [
    "a",
    "changed",
    true,
  ]]);
  assert.deepEqual(objects(journal, 5), [["d", "changed", false]]);
  assert.equal(journal.size.entries, 1);
});

Deno.test("an object that changed after it came may be known as something else to whoever reads on", () => {
  const journal = new Journal({ ...limits, entries: 0 });
  const a = entry("a");
  journal.record(1, a, "added");
  assert.deepEqual(objects(journal, 0), [["a", "changed", false]]);
  journal.record(2, a, "changed", { name: "x" });
  assert.deepEqual(objects(journal, 0), [["a", "changed", true]]);
});

Deno.test("beyond the removals it can tell nothing", () => {
  const journal = new Journal({ ...limits, entries: 0, tombstones: 1 });
  const [a, b] = [entry("a"), entry("b")];
  journal.record(1, a, "added");
  journal.record(2, b, "added");
  journal.record(3, a, "removed");
  journal.record(4, b, "removed");
  assert.equal(objects(journal, 2), undefined);
  assert.deepEqual(objects(journal, 3), [["b", "gone", true]]);
});

Deno.test("the window is bounded in bytes, those of values and objects from before included", () => {
  const journal = new Journal({ ...limits, bytes: 2000 });
  const a = entry("a");
  journal.record(1, a, "added");
  for (let revision = 2; revision < 500; revision++) {
    journal.record(revision, a, "changed", { name: "x".repeat(100), map: { key: "y".repeat(100) } });
  }
  assert.ok(journal.size.bytes <= 2000 && journal.size.entries > 2, JSON.stringify(journal.size));
  assert.equal(window(journal, 1), undefined);
  journal.record(500, a, "removed", { id: "a", description: "z".repeat(3000) });
  assert.deepEqual([journal.size.entries, journal.size.bytes], [0, 0]);
});

Deno.test("of a pool's coming or going nothing is kept but which objects came", () => {
  const journal = new Journal({ entries: 50_000, bytes: 1e9, tombstones: 100 });
  const a = entry("a"), many = Array.from({ length: 3_000 }, (_, i) => entry(`${i}`));
  journal.expect(1, 1);
  journal.record(1, a, "added");
  journal.expect(2, 0);
  journal.record(2, a, "changed", { name: "x" });
  assert.equal(window(journal, 1)?.length, 1);
  journal.expect(3, many.length);
  for (const one of many) journal.record(3, one, "added");
  assert.equal(journal.size.entries, 0);
  assert.equal(window(journal, 2), undefined);
  assert.equal(objects(journal, 2)?.length, many.length);
  assert.deepEqual(objects(journal, 1)?.at(-1), ["a", "changed", true]);
  assert.deepEqual(window(journal, 3), []);
  journal.expect(4, 0);
  journal.record(4, a, "changed", { name: "y" });
  assert.deepEqual(window(journal, 3), [[4, "a", "changed", { name: "y" }]]);
});
