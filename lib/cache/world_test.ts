import assert from "node:assert/strict";
import { EVERYTHING } from "@/lib/view/sight.ts";
import { idIn } from "@/lib/view/relations.ts";
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import type { Collection, Sight } from "@/lib/view/types.ts";
import { Entry } from "./entry.ts";
import { History } from "./history.ts";
import type { Change } from "./journal.ts";
import { type Objects, World } from "./world.ts";

/** Objects as they are now. */
function objectsOf(now: { readonly [C in Collection]?: readonly JsonObject[] }): Objects {
  const all = (collection: Collection) => now[collection] ?? [];
  return {
    all,
    get: (collection, id) => all(collection).find((view) => view.id === id),
    naming: (collection, field, id) => all(collection).filter((view) => idIn(view[field]) === id),
  };
}

const NOW = {
  host: [{ id: "h1", name: "new" }, { id: "h2", name: "beta" }],
  vm: [{ id: "a", name: "x", host: "h2" }, { id: "b", name: "y", host: "h1" }],
};

function world(sight: Sight = EVERYTHING): World {
  const change = (collection: Collection, id: string, what: Change["what"], before: JsonObject): Change => ({
    revision: 5,
    entry: new Entry(collection, id, id, "p", id),
    what,
    before,
  });
  const objects = objectsOf(NOW);
  const history = new History(4, [
    change("host", "h1", "changed", { name: "old" }),
    change("vm", "a", "changed", { host: "h1" }),
    change("vm", "c", "removed", { id: "c", name: "z", host: "h1" }),
  ], objects.get);
  return new World(objects, history, sight);
}

const ids = (views: Iterable<JsonObject>) => [...views].map(({ id }) => id).sort();

Deno.test("a world knows objects, names and who names whom, then and now", () => {
  const seen = world();
  assert.deepEqual([seen.name("host", "h1", 4), seen.name("host", "h1", 5)], ["old", "new"]);
  assert.deepEqual([ids(seen.all("vm", 4)), ids(seen.all("vm", 5))], [["a", "b", "c"], ["a", "b"]]);
  const on = (host: string, revision: number) => ids(seen.naming("vm", "host", host, revision));
  assert.deepEqual([on("h1", 4), on("h1", 5)], [["a", "b", "c"], ["b"]]);
  assert.deepEqual([on("h2", 4), on("h2", 5)], [[], ["a"]]);
  assert.equal(seen.get("vm", "c", 5), undefined);
});

Deno.test("what is outside the sight is in no answer, then or now", () => {
  const seen = world({
    key: "some",
    sees: (_, view) => "name" in view && view.name !== "x" && view.name !== "old",
    fields: (collection) => collection === "host" ? new Set() : true,
  });
  assert.deepEqual([ids(seen.all("vm", 4)), ids(seen.all("vm", 5))], [["b", "c"], ["b"]]);
  assert.deepEqual(ids(seen.naming("vm", "host", "h1", 4)), ["b", "c"]);
  assert.equal(seen.get("host", "h1", 4), undefined);
  assert.deepEqual(seen.get("host", "h1", 5), { id: "h1" });
  assert.equal(seen.name("host", "h2", 5), undefined);
});
