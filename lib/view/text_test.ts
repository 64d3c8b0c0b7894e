import assert from "node:assert/strict";
import { msg, t, tn } from "./text.ts";

Deno.test("a text has its values put in; braces that name none stay", () => {
  assert.equal(t("Start {name}", { name: "web {name}" }), "Start web {name}");
  assert.equal(t("{other} {toString}", { name: "x" }), "{other} {toString}");
  assert.equal(t(msg("Halted")), "Halted");
});

Deno.test("a number of things has its form", () => {
  assert.equal(tn(1, "{count} VM on {host}", "{count} VMs on {host}", { host: "alpha" }), "1 VM on alpha");
  assert.equal(tn(0, "{count} VM", "{count} VMs"), "0 VMs");
});
