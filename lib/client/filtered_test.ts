import assert from "node:assert/strict";
import { effect, signal } from "@preact/signals";
import { byName, idList } from "./filtered.ts";

Deno.test("names are ordered as people count, equal ones by id, so that two drawings never differ", () => {
  const rows = [["3", "web-10"], ["2", "web-2"], ["1", "web-2"], ["4", "App"]]
    .map(([id = "", name = ""]) => ({ id, name }));
  assert.deepEqual(rows.sort(byName).map(({ id }) => id), ["4", "1", "2", "3"]);
  assert.equal(byName({ id: "a", name: "x" }, { id: "a", name: "x" }), 0);
});

Deno.test("a list that moves nothing is the same list", () => {
  const rows = signal([{ id: "a", memory: 1 }, { id: "b", memory: 2 }]);
  const ids = idList(() => rows.value.map(({ id }) => id));
  const drawn: (readonly string[])[] = [];
  const stop = effect(() => void drawn.push(ids.value));
  rows.value = [{ id: "a", memory: 5 }, { id: "b", memory: 2 }];
  rows.value = [{ id: "b", memory: 2 }];
  stop();
  assert.deepEqual(drawn, [["a", "b"], ["b"]]);
});
