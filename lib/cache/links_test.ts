import assert from "node:assert/strict";
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import type { Views } from "@/lib/view/types.ts";
import { Entry, Promised } from "./entry.ts";
import { Links } from "./links.ts";

const vif = (id: string, vm: string | null) => ({ id, vm }) as Views["vif"];
const json = (view: Views["vif"] | undefined) => view as object | undefined as JsonObject | undefined;

function setUp() {
  const entries = new Set<Entry>();
  let walks = 0;
  const links = new Links(() => {
    walks++;
    return entries;
  });
  const put = (entry: Entry<"vif">, view: Views["vif"] | Promised | undefined) => {
    links.left(entry, json(entry.made));
    entry.view = view;
    if (view === undefined) return void entries.delete(entry);
    entries.add(entry);
    links.came(entry);
  };
  const naming = (id: string) => [...links.naming("vif", "vm", id)].map((entry) => entry.id).sort();
  return { put, naming, walks: () => walks };
}

const entry = (id: string) => new Entry("vif", id, id, "p", id);

Deno.test("an index is made when it is asked for, once, and follows every change", () => {
  const { put, naming, walks } = setUp();
  const [a, b] = [entry("a"), entry("b")];
  put(a, vif("a", "v1"));
  assert.equal(walks(), 0);
  assert.deepEqual(naming("v1"), ["a"]);
  put(b, vif("b", "v1"));
  assert.deepEqual(naming("v1"), ["a", "b"]);
  put(a, vif("a", "v2"));
  put(b, vif("b", null));
  assert.deepEqual([naming("v1"), naming("v2")], [[], ["a"]]);
  put(a, undefined);
  assert.deepEqual(naming("v2"), []);
  assert.equal(walks(), 1);
});

Deno.test("a promised view is looked at when somebody asks, not before", () => {
  const { put, naming } = setUp();
  let made = 0;
  class Promise extends Promised {
    make<C extends keyof Views>(one: Entry<C>): Views[C] {
      made++;
      return vif(one.id, "v1") as Views[C];
    }
  }
  assert.deepEqual(naming("v1"), []);
  const [a, b] = [entry("a"), entry("b")];
  put(a, new Promise());
  put(b, new Promise());
  put(b, undefined);
  assert.equal(made, 0);
  assert.deepEqual(naming("v1"), ["a"]);
  assert.equal(made, 1);
});
