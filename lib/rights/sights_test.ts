import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { EVERYTHING, NOTHING } from "@/lib/view/sight.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { allows } from "./patterns.ts";
import { Reach } from "./reach.ts";
import { readsOf, sightOf } from "./sights.ts";

const reads = (...patterns: string[]) => readsOf((action) => allows(new Set(patterns), action));
const NOWHERE = { pools: new Map<string, number>(), reaches: [] };
const VIEWER = reads(...COLLECTIONS.map((one) => `${one}.read`));

Deno.test("who sees everything, or nothing, costs nothing", () => {
  assert.equal(sightOf({ ...NOWHERE, all: reads("*") }), EVERYTHING);
  assert.equal(sightOf({ ...NOWHERE, all: 0 }), NOTHING);
  assert.equal(sightOf({ ...NOWHERE, all: reads("vm.start", "pool.connection") }), NOTHING);
  const viewer = sightOf({ ...NOWHERE, all: VIEWER });
  assert.ok(viewer.all && !viewer.over);
});

Deno.test("keys are equal where answers are, whatever else is held", () => {
  const world = new Cache();
  const reach = new Reach(1, [{ kind: "tag", tag: "web" }], world, new Map());
  const key = (all: number, pools: [string, number][] = [], of = 0) =>
    sightOf({ all, pools: new Map(pools), reaches: of === 0 ? [] : [{ reads: of, reach }] }).key;
  assert.equal(key(VIEWER), key(VIEWER, [["p", VIEWER]], VIEWER), "nothing is added to everything");
  assert.equal(key(0, [["a", 1], ["b", 1]]), key(0, [["b", 1], ["a", 1]]));
  assert.notEqual(key(0, [["a", 1]]), key(0, [["a", 3]]));
  assert.notEqual(key(VIEWER), key(reads("*")));
  const before = key(0, [], VIEWER);
  reach.forget();
  assert.notEqual(key(0, [], VIEWER), before, "what is reached may differ");
});

Deno.test("a sight is over once what it reached may differ", () => {
  const reach = new Reach(1, [{ kind: "tag", tag: "web" }], new Cache(), new Map());
  const sight = sightOf({ ...NOWHERE, all: 0, reaches: [{ reads: VIEWER, reach }] });
  assert.equal(sight.over, false);
  reach.forget();
  assert.equal(sight.over, true);
});
