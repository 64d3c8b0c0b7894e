import assert from "node:assert/strict";
import { reasonOf } from "./directory.ts";

Deno.test("a reason is one short line, whatever was thrown", () => {
  assert.equal(reasonOf(new Error("Socket error\nat secret stack")), "Socket error");
  assert.equal(reasonOf(new TypeError("")), "TypeError");
  assert.equal(reasonOf("text"), "for an unknown reason");
  assert.equal(reasonOf(new Error("x".repeat(500))).length, 200);
});
