import assert from "node:assert/strict";
import { EVERYTHING, seen } from "./sight.ts";
import type { Sight } from "./types.ts";

Deno.test("who sees everything sees the object itself", () => {
  const view = { id: "a", name: "x" };
  assert.equal(seen(EVERYTHING, "vm", view), view);
});

Deno.test("what is outside a sight is not there, neither objects nor fields", () => {
  const sight: Sight = {
    key: "some",
    sees: (collection, { id }) => collection === "vm" && id !== "b",
    fields: () => new Set(["name"]),
  };
  assert.deepEqual(seen(sight, "vm", { id: "a", name: "x", os: "y", host: null }), { id: "a", name: "x" });
  assert.equal(seen(sight, "vm", { id: "b", name: "x" }), undefined);
  assert.equal(seen(sight, "sr", { id: "a", name: "x" }), undefined);
});
