import assert from "node:assert/strict";
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import { Entry } from "./entry.ts";
import { History } from "./history.ts";
import type { Change } from "./journal.ts";

const change = (
  revision: number,
  id: string,
  what: Change["what"],
  before?: JsonObject,
): Change => ({ revision, entry: new Entry("vm", id, id, "p", id), what, before });

function history(now: { readonly [id: string]: JsonObject }, ...changes: Change[]): History {
  return new History(3, changes, (_, id) => now[id]);
}

Deno.test("an object is known as it was at every revision, from what its fields were before each change", () => {
  const { a } = { a: { id: "a", name: "now", host: null } };
  const item = history(
    { a },
    change(4, "a", "changed", { name: "old" }),
    change(6, "a", "changed", { name: "between", host: "h" }),
  ).item("vm", "a");
  assert.deepEqual(item.at(3), { id: "a", name: "old", host: "h" });
  for (const revision of [4, 5]) {
    assert.deepEqual(item.at(revision), { id: "a", name: "between", host: "h" });
  }
  for (const revision of [6, 9]) assert.equal(item.at(revision), a);
  assert.deepEqual(item.moments(new Set(["host"])), [6]);
  assert.deepEqual(item.moments(true), [4, 6]);
  assert.deepEqual(item.moments(new Set(["os"])), []);
  assert.deepEqual(item.fields, new Set(["name", "host"]));
});

Deno.test("an id is one object, whoever stood under it", () => {
  const item = history(
    { a: { id: "a", name: "second" } },
    change(4, "a", "removed", { id: "a", name: "first" }),
    change(5, "a", "added"),
    change(7, "a", "removed", { id: "a", name: "other" }),
    change(7, "a", "added"),
  ).item("vm", "a");
  assert.deepEqual(item.at(3), { id: "a", name: "first" });
  assert.equal(item.at(4), undefined);
  assert.deepEqual(item.at(6), { id: "a", name: "other" });
  assert.deepEqual(item.at(7), { id: "a", name: "second" });
});

Deno.test("what came and went without anybody looking was never there", () => {
  const item = history({}, change(4, "a", "added"), change(5, "a", "removed")).item("vm", "a");
  for (const revision of [3, 4, 5]) assert.equal(item.at(revision), undefined);
});

Deno.test("of a map it is known which keys changed, whatever they are now", () => {
  const map = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, "start"]));
  const item = history(
    { a: { id: "a", operations: map("t3", "t4") } },
    change(4, "a", "changed", { operations: map("t1", "t3") }),
    change(5, "a", "changed", { name: "x" }),
    change(6, "a", "changed", { operations: map("t2", "t3") }),
  ).item("vm", "a");
  assert.deepEqual(new Set(item.keys("operations")), new Set(["t1", "t2", "t4"]));
  assert.equal(item.keys("operations"), item.keys("operations"), "worked out once");
});

Deno.test("who named an id once is found by it, and an object that did not change is what it is", () => {
  const past = history(
    { a: { id: "a", host: "h2" }, b: { id: "b", host: "h1" } },
    change(4, "a", "changed", { host: "h1" }),
    change(5, "c", "removed", { id: "c", host: "h1" }),
  );
  const named = (id: string) => [...past.named("vm", "host", id)].map((item) => item.id).sort();
  assert.deepEqual(named("h1"), ["a", "c"]);
  assert.deepEqual(named("h2"), []);
  assert.deepEqual([...past.named("sr", "host", "h1")], []);
  assert.deepEqual([...past.collections], ["vm"]);
  assert.equal(past.items("vm").has("b"), false);
  assert.deepEqual(past.item("vm", "b").at(3), { id: "b", host: "h1" });
  assert.equal(past.item("vm", "b"), past.item("vm", "b"));
});
