import assert from "node:assert/strict";
import { type ActionField, asks, mustBeTold } from "./action.ts";

const field = (kind: ActionField["kind"], required: boolean): ActionField => ({
  name: "x",
  label: "X",
  kind,
  required,
});

Deno.test("only what is dangerous or has to be told something asks first", () => {
  assert.equal(asks({ dangerous: false, fields: [] }), false);
  assert.equal(asks({ dangerous: true, fields: [] }), true);
  assert.equal(asks({ dangerous: false, fields: [field("text", true)] }), true);
  assert.equal(asks({ dangerous: false, fields: [field("number", false)] }), false);
  assert.equal(asks({ dangerous: false, fields: [field("lines", false)] }), true);
  assert.equal(mustBeTold({ fields: [field("number", false)] }), false);
  assert.equal(mustBeTold({ fields: [field("many", false)] }), true);
});
