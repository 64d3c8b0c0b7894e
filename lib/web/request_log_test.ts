// What of a URL gets into the log.
import assert from "node:assert/strict";
import { pathOf } from "./request_log.ts";

Deno.test("the query, where set-up tokens travel, stays out of the log", () => {
  assert.equal(pathOf("http://atoll:8000/setup?token=abc"), "/setup");
  assert.equal(pathOf("http://atoll:8000"), "/");
  assert.equal(pathOf("http://[::1]:8000/vms/1?x#y"), "/vms/1");
});

Deno.test("a path of any length makes a short line", () => {
  assert.equal(pathOf("http://atoll/" + "a".repeat(10_000)).length, 201);
});
