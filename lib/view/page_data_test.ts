import assert from "node:assert/strict";
import { fromTable, toTable } from "./page_data.ts";
import type { TemplateView } from "./types.ts";

const views: TemplateView[] = [1, 2].map((n) => ({
  id: `id-${n}`,
  name: `template ${n}`,
  description: "",
  pool: "p",
  is_default_template: n === 1,
  memory_static_max: n,
  VCPUs_max: 1,
  disks: n,
  nics: 0,
  os: "",
  tags: ["t"],
}));

Deno.test("a table holds one array per field and gives the rows back in their order", () => {
  const table = toTable(views, ["name", "tags"]);
  assert.deepEqual(table, {
    fields: ["name", "tags"],
    rows: [["id-1", "id-2"], ["template 1", "template 2"], [["t"], ["t"]]],
  });
  assert.deepEqual(fromTable(table), [
    { id: "id-1", name: "template 1", tags: ["t"] },
    { id: "id-2", name: "template 2", tags: ["t"] },
  ]);
});

Deno.test("an empty table and a cut one do no harm", () => {
  assert.deepEqual(fromTable(toTable([], ["name"])), []);
  assert.deepEqual(fromTable({ fields: ["name"], rows: [] }), []);
  assert.deepEqual(fromTable({ fields: ["name"], rows: [["a"]] }), [{ id: "a", name: null }]);
});
