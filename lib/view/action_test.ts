import assert from "node:assert/strict";
import { type ActionField, type ActionView, asks, mustBeTold, renewed } from "./action.ts";

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

Deno.test("what the API tells anew keeps the words of the page", () => {
  const action = (label: string, refused: string | null): ActionView => ({
    name: "start",
    label,
    group: label,
    dangerous: false,
    refused,
    fields: [{ ...field("text", true), label, value: refused ?? "" }],
    consequences: [label],
  });
  const [now] = renewed([action("Start", "It runs")], [action("Démarrer", null)]);
  assert.deepEqual([now?.label, now?.group, now?.consequences], ["Démarrer", "Démarrer", ["Démarrer"]]);
  assert.deepEqual([now?.refused, now?.fields[0]?.label, now?.fields[0]?.value], [
    "It runs",
    "Démarrer",
    "It runs",
  ]);
  assert.deepEqual(renewed([action("Start", null)], []), [action("Start", null)]);
});
