import assert from "node:assert/strict";
import { scrollOf } from "./scroll.ts";

Deno.test("a history entry gives back the position it remembers", () => {
  assert.equal(scrollOf({ scroll: 1200, other: 1 }), 1200);
});

Deno.test("an entry that remembers nothing usable means the top", () => {
  for (const state of [null, undefined, "1200", {}, { scroll: "1200" }, { scroll: -5 }, { scroll: NaN }]) {
    assert.equal(scrollOf(state), 0);
  }
});
