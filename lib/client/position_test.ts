import assert from "node:assert/strict";
import { earliest, isLater, reaches } from "./position.ts";

Deno.test("revisions are in order within an epoch and a subscription, elsewhere nothing is said", () => {
  assert.ok(isLater("e.10.1", "e.9.1"));
  assert.ok(!isLater("e.9.1", "e.10.1"));
  assert.ok(!isLater("e.9.1", "e.9.1"));
  assert.ok(!isLater("f.10.1", "e.9.1"), "another epoch");
  assert.ok(!isLater("e.10.2", "e.9.1"), "another view");
  assert.ok(!isLater("e.10.1", "") && !isLater("", "e.1.1"));
});

Deno.test("who stands where the stream stands, or later, can go on with it", () => {
  assert.ok(reaches("e.9.1", "e.9.1"));
  assert.ok(reaches("e.10.1", "e.9.1"));
  assert.ok(!reaches("e.8.1", "e.9.1"));
  assert.ok(!reaches("f.9.1", "e.9.1"));
  assert.ok(!reaches("", ""), "who knows nothing needs everything");
});

Deno.test("the earliest of several positions serves all who stand there; of strangers none does", () => {
  assert.equal(earliest(["e.9.1", "e.7.1", "e.8.1"]), "e.7.1");
  assert.equal(earliest(["e.9.1", "e.9.1"]), "e.9.1");
  assert.equal(earliest(["e.9.1", "f.2.1"]), "");
  assert.equal(earliest(["e.9.1", ""]), "");
  assert.equal(earliest([]), "");
});
