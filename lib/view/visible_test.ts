import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/cache.ts";
import { add, batch, vmRecord } from "@/lib/cache/testing.ts";
import { EVERYTHING } from "./sight.ts";
import type { Sight } from "./types.ts";
import { visible } from "./visible.ts";

const cache = new Cache();
cache.openPool("p", { name: "lab" }).apply(
  batch(add("VM", "A", vmRecord("a")), add("VM", "B", vmRecord("b"))),
);

Deno.test("who sees everything gets the objects themselves", () => {
  const all = visible(cache, EVERYTHING);
  assert.equal(all.get("vm", "a"), cache.get("vm", "a"));
  assert.deepEqual([...all.list("vm")].map(({ id }) => id), ["a", "b"]);
  assert.equal(all.size("vm"), 2);
  assert.equal(all.get("vm", "c"), undefined);
});

Deno.test("what is outside a sight is neither given nor counted", () => {
  const sight: Sight = {
    key: "some",
    sees: (collection, { id }) => collection === "vm" && id !== "b",
    fields: () => new Set(["name"]),
  };
  const some = visible(cache, sight);
  assert.deepEqual([...some.list("vm")], [{ id: "a", name: "vm a" }]);
  assert.deepEqual(some.get("vm", "a"), { id: "a", name: "vm a" });
  assert.equal(some.get("vm", "b"), undefined);
  assert.deepEqual([some.size("vm"), some.size("pool")], [1, 0]);
});
