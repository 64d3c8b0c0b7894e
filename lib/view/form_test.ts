import assert from "node:assert/strict";
import { formView } from "./form.ts";

const sent = {
  form: "rename",
  values: { username: ["ada"], groups: ["a", "b"] },
  message: "The name is taken",
  field: "username",
};

Deno.test("a refused form shows what was typed, with the message at its field", () => {
  const form = formView(sent, "rename");
  assert.equal(form.value("username", "eve"), "ada");
  assert.deepEqual(form.values("groups", ["c"]), ["a", "b"]);
  assert.equal(form.value("missing", "x"), "", "an emptied field stays empty");
  assert.deepEqual(form.values("boxes", ["c"]), [], "boxes that were cleared stay clear");
  assert.equal(form.error("username"), "The name is taken");
  assert.equal(form.error("groups"), undefined);
  assert.equal(form.problem(["username"]), null);
  assert.equal(form.problem(["groups"]), "The name is taken", "a message without its field is told above");
});

Deno.test("a form that was tried out stays as it was typed, without a message", () => {
  const form = formView({ ...sent, message: null, field: undefined }, "rename");
  assert.equal(form.sent, true);
  assert.equal(form.value("username"), "ada");
  assert.equal(form.error("username"), undefined);
  assert.equal(form.problem([]), null);
});

Deno.test("the other forms of the page stay as they were", () => {
  for (const form of [formView(sent, "delete"), formView(null, "rename")]) {
    assert.equal(form.sent, false);
    assert.equal(form.value("username", "eve"), "eve");
    assert.deepEqual(form.values("groups", ["c"]), ["c"]);
    assert.equal(form.error("username"), undefined);
    assert.equal(form.problem([]), null);
  }
});
