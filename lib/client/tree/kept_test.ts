import { deepEqual, equal } from "node:assert/strict";
import { keepState, keepTold, readState, readTold } from "./kept.ts";

function storage(most = Infinity) {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    removeItem: (key: string) => void held.delete(key),
    setItem(key: string, text: string) {
      if (text.length > most) throw new DOMException("full", "QuotaExceededError");
      held.set(key, text);
    },
  };
}

Deno.test("the tree stands on the next page as it was left; what is damaged begins anew", () => {
  const kept = storage();
  equal(readState(kept), null);
  const state = { mode: "tags", open: ["tag:a"], filter: "x", top: 7 } as const;
  keepState(state, kept);
  deepEqual(readState(kept), state);
  kept.setItem("atoll-tree", "{");
  equal(readState(kept), null);
  kept.setItem("atoll-tree", '["sideways",[],"",0]');
  equal(readState(kept), null);
});

Deno.test("what was told comes back as it was, to the same reader and subscription alone", () => {
  const kept = storage();
  const objects = [
    ["pool", "p", { id: "p", name: "lab" }],
    ["vm", "1", { id: "1", name: "a", host: null, tags: ["x"] }],
    ["vm", "2", { id: "2", name: "b", host: "h", tags: [] }],
  ] as const;
  keepTold("ada", "vm:name", { at: "e.1.0", objects }, kept);
  deepEqual(readTold("ada", "vm:name", kept), { at: "e.1.0", objects });
  equal(readTold("bob", "vm:name", kept), null);
  equal(readTold("ada", "vm", kept), null);
});

Deno.test("what does not fit is forgotten rather than kept as it was before", () => {
  const kept = storage(60);
  kept.held.set("atoll-tree-data", "old");
  keepTold(
    "ada",
    "vm:name",
    { at: "e.1.0", objects: [["vm", "1", { id: "1", name: "x".repeat(99) }]] },
    kept,
  );
  equal(kept.held.size, 0);
});
