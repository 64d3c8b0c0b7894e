import assert from "node:assert/strict";
import { parseSubscription } from "@/lib/stream/subscription.ts";
import { EVERYTHING } from "@/lib/view/sight.ts";
import { idIn } from "@/lib/view/relations.ts";
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import type { Collection, Patch, Sight, View } from "@/lib/view/types.ts";
import { Entry } from "./entry.ts";
import { History } from "./history.ts";
import { coarseChanges, difference, everything } from "./snapshots.ts";
import type { Objects } from "./world.ts";

const NOW: { readonly [C in Collection]?: readonly JsonObject[] } = {
  vm: [
    { id: "a", name: "web", power_state: "Running", host: "h" },
    { id: "b", name: "db", power_state: "Halted", host: null },
  ],
  host: [{ id: "h", name: "alpha" }],
};
const all = (collection: Collection) => NOW[collection] ?? [];
const objects: Objects = {
  all,
  get: (collection, id) => all(collection).find((view) => view.id === id),
  naming: (collection, field, id) => all(collection).filter((view) => idIn(view[field]) === id),
};
const entry = (id: string) => new Entry("vm", id, id, "p", id);
const past = new History(1, [
  { revision: 2, entry: entry("a"), what: "changed", before: { name: "old" } },
  { revision: 2, entry: entry("c"), what: "removed", before: { id: "c", name: "gone" } },
], objects.get);
const view = (text: string, sight: Sight = EVERYTHING): View => ({
  subscription: parseSubscription(text),
  sight,
});

Deno.test("everything that a view selects is given, now and as it was", () => {
  const given = (text: string, revision: number) => [...everything(objects, past, view(text), revision)];
  assert.deepEqual(given("vm:name", 2).sort(), [["vm", "a", { id: "a", name: "web" }], ["vm", "b", {
    id: "b",
    name: "db",
  }]]);
  assert.deepEqual(given("vm:name", 1).map(([, , { name }]) => name).sort(), ["db", "gone", "old"]);
  assert.deepEqual(given("vm/a:;vm/x;host?alpha", 2), [["host", "h", { id: "h", name: "alpha" }], [
    "vm",
    "a",
    {
      id: "a",
    },
  ]]);
  assert.deepEqual(given("vm/a+:", 2).map(([collection, id]) => `${collection} ${id}`), ["vm a", "host h"]);
});

Deno.test("the difference of two views is what one reader lacks and has too much", () => {
  assert.deepEqual(difference(objects, past, view("vm:name"), view("vm:name,host?power:running"), 2), [
    ["vm", "b", null],
    ["vm", "c", null],
    ["vm", "a", { name: "web", host: "h" }],
  ]);
});

Deno.test("beyond the window objects are told whole, and forgotten where somebody may know them otherwise", () => {
  const told = (text: string, sight?: Sight): Patch[] | undefined =>
    coarseChanges(objects, new History(2, [], objects.get), [
      { entry: entry("c"), what: "gone", known: true },
      { entry: entry("a"), what: "changed", known: true },
      { entry: entry("b"), what: "changed", known: false },
    ], view(text, sight));
  const a: Patch = ["vm", "a", { id: "a", name: "web" }], b: Patch = ["vm", "b", { id: "b", name: "db" }];
  assert.deepEqual(told("vm:name"), [["vm", "c", null], ["vm", "a", null], a, b]);
  assert.deepEqual(told("vm:name?power:halted"), [["vm", "c", null], ["vm", "a", null], b]);
  assert.deepEqual(told("vm/b:name;sr"), [b]);
  assert.equal(told("vm:name?host:alpha"), undefined, "another object's name may have changed");
  assert.equal(told("host/h+"), undefined);
  assert.equal(told("vm", { key: "some", sees: () => true, fields: () => true }), undefined);
});
