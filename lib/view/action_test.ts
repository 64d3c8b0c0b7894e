import assert from "node:assert/strict";
import { asks, consequencesOf, questionOf } from "./action.ts";

Deno.test("only what is dangerous or has to be told something asks first", () => {
  assert.equal(asks({ name: "start", dangerous: false }), false);
  assert.equal(asks({ name: "shutdown", dangerous: true }), true);
  assert.equal(asks({ name: "snapshot", dangerous: false }), true);
  assert.equal(questionOf("migrate")?.field, "host");
  assert.equal(questionOf("start"), null);
});

Deno.test("consequences are told where they are known", () => {
  assert.ok(consequencesOf("destroy").length > 0);
  assert.deepEqual(consequencesOf("rename"), []);
});
