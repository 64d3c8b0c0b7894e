import assert from "node:assert/strict";
import { byName } from "./filtered.ts";

Deno.test("names are ordered as people count, equal ones by id, so that two drawings never differ", () => {
  const rows = [["3", "web-10"], ["2", "web-2"], ["1", "web-2"], ["4", "App"]]
    .map(([id = "", name = ""]) => ({ id, name }));
  assert.deepEqual(rows.sort(byName).map(({ id }) => id), ["4", "1", "2", "3"]);
  assert.equal(byName({ id: "a", name: "x" }, { id: "a", name: "x" }), 0);
});
