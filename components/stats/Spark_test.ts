import assert from "node:assert/strict";
import { pathOf } from "./Spark.tsx";

Deno.test("a sparkline fills its height at 100 %, and shows gaps as gaps", () => {
  assert.equal(pathOf([0, 1], "cpu"), "M0 15h.01L60 1");
  assert.equal(pathOf([0, null, 1], "cpu"), "M0 15h.01M60 1h.01");
  assert.equal(pathOf([], "cpu"), "");
});

Deno.test("an idle network does not look busy", () => {
  assert.match(pathOf([1, 2], "net"), /^M0 15h\.01L60 15$/);
});
