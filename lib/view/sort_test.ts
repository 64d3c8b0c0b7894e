import assert from "node:assert/strict";
import fc from "fast-check";
import { compareBy, parseSort, sortText, toggleSort } from "./sort.ts";

const KNOWN = new Set(["name", "mem"]);

Deno.test("sort keys survive the URL; unknown and repeated ones are left out", () => {
  assert.deepEqual(parseSort("name,-mem", KNOWN), [{ field: "name", down: false }, {
    field: "mem",
    down: true,
  }]);
  assert.equal(sortText(parseSort("name,-mem", KNOWN)), "name,-mem");
  assert.deepEqual(parseSort("evil,-name,name", KNOWN), [{ field: "name", down: true }]);
  assert.deepEqual(parseSort(null, KNOWN), []);
});

Deno.test("clicks go up, down, unsorted; with shift the other keys stay", () => {
  const up = toggleSort([], "name", false);
  assert.equal(sortText(up), "name");
  const down = toggleSort(up, "name", false);
  assert.equal(sortText(down), "-name");
  assert.equal(sortText(toggleSort(down, "name", false)), "");
  assert.equal(sortText(toggleSort(down, "mem", true)), "-name,mem");
  assert.equal(sortText(toggleSort(down, "mem", false)), "mem");
});

Deno.test("names sort as people count, empty ones last, equal ones by id", () => {
  const rows = [["3", "web-10"], ["2", "web-9"], ["4", ""], ["5", "web-9"]].map(([id = "", name = ""]) => ({
    id,
    name,
  }));
  const sorted = rows.sort(compareBy([{ field: "name", down: false }], (row) => row.name));
  assert.deepEqual(sorted.map(({ id }) => id), ["2", "5", "3", "4"]);
});

Deno.test("the comparison is an order", () => {
  const row = fc.record({ id: fc.string(), name: fc.oneof(fc.string(), fc.integer(), fc.constant(null)) });
  const compare = compareBy<{ id: string; name: string | number | null }>(
    [{ field: "name", down: false }],
    (one) => one.name,
  );
  fc.assert(fc.property(row, row, (a, b) => {
    assert.equal(Math.sign(compare(a, b)), -Math.sign(compare(b, a)) || 0);
  }));
});
