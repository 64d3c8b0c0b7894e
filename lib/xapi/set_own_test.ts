// Field names from the wire that mean something to JavaScript.
import { strict as assert } from "node:assert";
import { setOwn } from "./set_own.ts";
import type { Value } from "./types.ts";

Deno.test("a field named __proto__ is a field like any other", () => {
  const target: { [name: string]: Value } = {};
  setOwn(target, "__proto__", { evil: true });
  setOwn(target, "constructor", "c");
  assert.equal(Object.getPrototypeOf(target), Object.prototype);
  assert.deepEqual(Object.entries(target), [["__proto__", { evil: true }], ["constructor", "c"]]);
});
