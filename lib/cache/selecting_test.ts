import assert from "node:assert/strict";
import fc from "fast-check";
import { parseSubscription } from "@/lib/stream/subscription.ts";
import { EVERYTHING } from "@/lib/view/sight.ts";
import { idIn } from "@/lib/view/relations.ts";
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import type { Collection } from "@/lib/view/types.ts";
import { History } from "./history.ts";
import { planOf } from "./plan.ts";
import { Selecting } from "./selecting.ts";
import { runs } from "./testing.ts";
import { type Objects, World } from "./world.ts";

type All = { readonly [C in Collection]?: readonly JsonObject[] };

function selecting(text: string, now: All, everything = false): (collection: Collection) => string[] {
  const all = (collection: Collection) => now[collection] ?? [];
  const objects: Objects = {
    all,
    get: (collection, id) => all(collection).find((view) => view.id === id),
    naming: (collection, field, id) => all(collection).filter((view) => idIn(view[field]) === id),
  };
  const plan = planOf(parseSubscription(text));
  const selecting = new Selecting(
    plan,
    new World(objects, new History(1, [], objects.get), EVERYTHING),
    everything,
  );
  return (collection) => {
    const chosen = plan.of(collection);
    return chosen === undefined ? [] : all(collection).flatMap((view) => {
      const fields = chosen.fields(selecting.lists(chosen, String(view.id), view, 1));
      return fields === undefined
        ? []
        : `${view.id} ${fields === true ? "all" : [...fields].sort().join(",")}`;
    });
  };
}

const NOW: All = {
  vm: [
    { id: "v1", name: "web", power_state: "Running", host: "h1", pool: "p" },
    { id: "v2", name: "db", power_state: "Halted", host: null, pool: "p" },
  ],
  host: [{ id: "h1", name: "alpha" }],
  vif: [{ id: "i1", vm: "v1", network: "n1" }, { id: "i2", vm: "v2", network: "n2" }],
  network: [{ id: "n1", name: "one" }, { id: "n2", name: "two" }],
  pool: [{ id: "p", name: "lab" }],
};

Deno.test("an object has the fields of all parts that select it", () => {
  assert.deepEqual(selecting("vm:name;vm:host?power:running", NOW)("vm"), ["v1 host,name", "v2 name"]);
  assert.deepEqual(selecting("vm/v2;vm:host?host:alpha", NOW)("vm"), ["v1 host", "v2 all"]);
  assert.deepEqual(selecting("vm/v2:name?power:running", NOW)("vm"), []);
});

Deno.test("relations come along with an object as long as it is selected itself", () => {
  const related = selecting("vm/v1+:name", NOW);
  assert.deepEqual(related("network"), ["n1 name"]);
  assert.deepEqual(related("pool"), ["p name,state"]);
  assert.deepEqual(related("host"), ["h1 enabled,live,name"]);
  assert.deepEqual(related("vm"), ["v1 name"]);
  assert.deepEqual(selecting("vm/v1+?power:halted", NOW)("network"), []);
  assert.deepEqual(selecting("network/n1+:", NOW)("vm"), ["v1 name,power_state"]);
});

Deno.test("law: what is related is the same found from either end", () => {
  const one = <C extends string>(prefix: C) => fc.constantFrom(null, `${prefix}1`, `${prefix}2`);
  const objects = (prefix: string, links: { readonly [field: string]: fc.Arbitrary<JsonObject[string]> }) =>
    fc.tuple(fc.record(links), fc.record(links)).map((all) =>
      all.map((view, i) => ({ id: `${prefix}${i + 1}`, ...view }))
    );
  const all: fc.Arbitrary<All> = fc.record({
    vm: objects("v", { host: one("h"), affinity: one("h"), pool: one("p") }),
    vbd: objects("x", { vm: one("v"), vdi: one("d") }),
    vdi: objects("d", { sr: one("s") }),
    sr: objects("s", { host: one("h"), pool: one("p") }),
    vif: objects("i", { vm: one("v"), network: one("n") }),
    network: objects("n", { pool: one("p") }),
    host: objects("h", { pool: one("p") }),
    pool: objects("p", {}),
    task: objects("t", { object: one("v").map((id) => id === null ? null : { id }), resident_on: one("h") }),
  });
  const roots = fc.constantFrom(
    "vm/v1+",
    "sr/s1+",
    "network/n1+",
    "host/h1+",
    "pool/p1+",
    "vdi/d1+",
    "vbd/x1+",
    "task/t1+",
  );
  fc.assert(
    fc.property(all, roots, (all, root) => {
      const changes = selecting(root, all), snapshot = selecting(root, all, true);
      for (const collection of Object.keys(all) as Collection[]) {
        assert.deepEqual(changes(collection), snapshot(collection), collection);
      }
    }),
    runs(500),
  );
});
