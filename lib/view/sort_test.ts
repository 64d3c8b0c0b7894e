import assert from "node:assert/strict";
import { parseSort, sortText, toggleSort } from "./sort.ts";

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
