import assert from "node:assert/strict";
import { pageData, part } from "./page.ts";
import { fromTable } from "./page_data.ts";
import { EVERYTHING } from "./sight.ts";
import type { Collection, Patch, Selection, Sight } from "./types.ts";

const A = "0d197d36-82fa-e650-23d6-b20cba5a937c";
const B = "1fecff39-9c00-96d3-d511-ce327b35f88b";

function page(selections: readonly Selection[], snapshot: readonly Patch[], sight: Sight = EVERYTHING) {
  const data = pageData(
    { subscription: { key: "host", parts: selections }, sight },
    snapshot,
    "e.7.1",
    "ada",
  );
  const rows = (collection: Collection) => {
    const table = data.collections[collection];
    assert.ok(table, collection);
    return fromTable(table);
  };
  return { data, rows };
}

const HOSTS = (...fields: string[]): Selection => ({ collection: "host", fields: new Set(fields) });

Deno.test("a page's data gives back what the snapshot says, and how to follow it", () => {
  const { data, rows } = page([HOSTS("name", "tags")], [
    ["host", A, { id: A, name: "alpha", tags: ["x"] }],
    ["host", B, { id: B, name: "beta", tags: [] }],
  ]);
  assert.deepEqual([data.subscription, data.at, data.reader], ["host", "e.7.1", "ada"]);
  assert.deepEqual(rows("host"), [{ id: A, name: "alpha", tags: ["x"] }, { id: B, name: "beta", tags: [] }]);
});

Deno.test("a page has the tables of all that may come, though nothing is there yet", () => {
  const { data, rows } = page([{ collection: "vm", id: A, related: true, fields: new Set(["name"]) }], [
    ["vm", A, { id: A, name: "web" }],
    ["vdi", B, { id: B, name: "disk" }],
  ]);
  assert.deepEqual(rows("vbd"), []);
  assert.ok(data.collections.vbd?.fields.includes("vdi"));
  assert.equal(rows("vdi")[0]?.["name"], "disk");
  assert.equal(data.collections.template, undefined);
});

Deno.test("what is outside the sight is no column either", () => {
  const sight: Sight = { ...EVERYTHING, key: "names", fields: () => new Set(["name"]) };
  assert.deepEqual(page([HOSTS("name", "address")], [], sight).data.collections.host?.fields, ["name"]);
});

Deno.test("uuids are packed, other ids stay text", () => {
  assert.equal(
    page([HOSTS("name")], [["host", A, { name: "alpha" }]]).data.collections.host?.uuids?.length,
    16,
  );
  const { data, rows } = page([HOSTS("name")], [["host", `${A}@pool`, { name: "alpha" }]]);
  assert.equal(data.collections.host?.uuids, undefined);
  assert.deepEqual(rows("host"), [{ id: `${A}@pool`, name: "alpha" }]);
});

Deno.test("equal lists are one object, so that they are written once", () => {
  const { data } = page([HOSTS("tags")], [["host", A, { tags: ["x"] }], ["host", B, { tags: ["x"] }]]);
  const tags = data.collections.host?.rows[1] ?? [];
  assert.equal(tags.length, 2);
  assert.equal(tags[0], tags[1]);
});

Deno.test("parts of a subscription are written as the stream reads them", () => {
  assert.equal(part("vm", ["name", "power_state"]), "vm:name,power_state");
  assert.equal(part("vm", ["name"], { id: `${A}@p q` }), `vm/${A}%40p%20q+:name`);
  assert.equal(part("task", ["name"], { query: "status:pending" }), "task:name?status:pending");
});

Deno.test("who sees some objects in part is told what stands for the rest", () => {
  const host = HOSTS("name", "tags", "memory_total", "live", "boot_time", "current_operations");
  const part: Sight = { key: "part", sees: () => true, fields: () => true };
  const blanks = page([host], [], part).data.collections.host?.blanks;
  assert.deepEqual(blanks, ["text", "list", "number", "boolean", null, "map"]);
  assert.equal(page([host], []).data.collections.host?.blanks, undefined);
});
