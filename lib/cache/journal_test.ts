import assert from "node:assert/strict";
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import { Entry } from "./entry.ts";
import { Journal, patchOf, pick } from "./journal.ts";

const limits = { entries: 100, bytes: 1e6, tombstones: 100 };
const entry = (id: string) => new Entry("vm", id, id, "p", id);

function told(journal: Journal, revision: number): [string, unknown][] | undefined {
  const since = journal.since(revision);
  return since && [...since].map(({ entry, what }) => [entry.id, what]);
}

Deno.test("within the window fields are told, once, whatever happened in between", () => {
  const journal = new Journal(limits);
  const [a, b, c] = [entry("a"), entry("b"), entry("c")];
  journal.record(1, a, "added");
  journal.record(1, b, "added");
  journal.record(2, a, { name: "x", operations: { t1: "start" } });
  journal.record(3, a, { operations: { t1: null, t2: "stop" } });
  journal.record(4, b, "removed");
  journal.record(5, c, "added");
  journal.record(6, c, { name: "y" });
  assert.deepEqual(told(journal, 1), [
    ["b", "remove"],
    ["a", { name: "x", operations: { t1: null, t2: "stop" } }],
    ["c", "whole"],
  ]);
  assert.deepEqual(told(journal, 0), [["a", "whole"], ["c", "whole"]], "b came and went unseen");
  assert.deepEqual(told(journal, 6), []);
});

Deno.test("beyond the window changed objects are told whole, newest first, after the removals", () => {
  const journal = new Journal({ ...limits, entries: 1 });
  const [a, b, c, d] = [entry("a"), entry("b"), entry("c"), entry("d")];
  for (const [revision, one] of [[1, a], [2, b], [3, c]] as const) journal.record(revision, one, "added");
  journal.record(4, a, { name: "x" });
  journal.record(5, b, "removed");
  journal.record(6, d, "added");
  assert.deepEqual(told(journal, 3), [["b", "remove"], ["d", "whole"], ["a", "replace"]]);
  assert.deepEqual(told(journal, 5), [["d", "whole"]]);
  assert.equal(journal.size.entries, 1);
});

Deno.test("beyond the removals it can tell nothing", () => {
  const journal = new Journal({ ...limits, entries: 0, tombstones: 1 });
  const [a, b] = [entry("a"), entry("b")];
  journal.record(1, a, "added");
  journal.record(2, b, "added");
  journal.record(3, a, "removed");
  journal.record(4, b, "removed");
  assert.equal(told(journal, 2), undefined);
  assert.deepEqual(told(journal, 3), [["b", "remove"]]);
});

Deno.test("the window is bounded in bytes, too", () => {
  const journal = new Journal({ ...limits, bytes: 2000 });
  const a = entry("a");
  journal.record(1, a, "added");
  for (let revision = 2; revision < 500; revision++) journal.record(revision, a, { name: "x".repeat(100) });
  assert.ok(journal.size.bytes <= 2000 && journal.size.entries > 2, JSON.stringify(journal.size));
  assert.deepEqual(told(journal, 1), [["a", "replace"]]);
});

Deno.test("what is sent are the values of now, of the fields asked for", () => {
  const view: JsonObject = { id: "a", name: "now", host: null, operations: { t2: "stop" }, tags: ["x"] };
  const mask: JsonObject = { name: "then", host: "h", operations: { t1: null, t2: "start" } };
  assert.deepEqual(patchOf(view, mask, true), {
    name: "now",
    host: null,
    operations: { t1: null, t2: "stop" },
  });
  assert.deepEqual(patchOf(view, mask, new Set(["host", "tags"])), { host: null });
  assert.equal(patchOf(view, mask, new Set(["tags"])), undefined);
  assert.deepEqual(patchOf(view, "whole", new Set(["tags"])), { id: "a", tags: ["x"] });
  assert.equal(pick(view, true), view);
});

Deno.test("of a first read of thousands nothing is kept but which objects came", () => {
  const journal = new Journal({ entries: 50_000, bytes: 1e9, tombstones: 100 });
  const a = entry("a"), many = Array.from({ length: 3_000 }, (_, i) => entry(`${i}`));
  journal.expect(1, 1);
  journal.record(1, a, "added");
  journal.expect(2, 0);
  journal.record(2, a, { name: "x" });
  assert.deepEqual(told(journal, 1), [["a", { name: "x" }]]);
  journal.expect(3, many.length);
  for (const one of many) journal.record(3, one, "added");
  assert.equal(journal.size.entries, 0);
  assert.equal(told(journal, 2)?.length, many.length);
  assert.deepEqual(told(journal, 1)?.at(-1), ["a", "replace"]);
  assert.deepEqual(told(journal, 3), []);
  journal.expect(4, 0);
  journal.record(4, a, { name: "y" });
  assert.deepEqual(told(journal, 3), [["a", { name: "y" }]]);
});
