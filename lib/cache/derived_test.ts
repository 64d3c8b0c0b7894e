import assert from "node:assert/strict";
import fc from "fast-check";
import type { FindingView, LoadView, ObjectName } from "@/lib/view/types.ts";
import { Cache } from "./cache.ts";
import { add, batch, del, Follower, mod } from "./testing.ts";

const VM: ObjectName = { collection: "vm", id: "u", name: "web" };

function load(over: Partial<LoadView> = {}): LoadView {
  const none = {
    cpu: null,
    memory_used: null,
    memory_total: null,
    rx: null,
    tx: null,
    read: null,
    write: null,
  };
  return { id: "u", pool: "p", object: VM, at: "2026-01-01T00:00:00Z", ...none, values: {}, ...over };
}

function finding(object: ObjectName, over: Partial<FindingView> = {}): FindingView {
  const id = `old:${object.collection}:${object.id}`;
  return { id, pool: "p", rule: "old", severity: "info", since: "", object, detail: {}, ...over };
}

function world() {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  writer.apply(batch(add("VM", "V", { uuid: "u", name_label: "web" })));
  return { cache, writer, derived: cache.derived() };
}

Deno.test("what is worked out is one revision, told field by field, and none where nothing differs", () => {
  const { cache, derived } = world();
  const reader = new Follower(cache);
  reader.read();
  const before = cache.revision;
  derived.set("load", load({ cpu: 0.1 }));
  derived.set("load", load({ cpu: 0.2, values: { cpu0: 0.2, cpu1: 0.1 } }));
  derived.set("finding", finding(VM));
  assert.equal(cache.size("load"), 0, "nothing before it is committed");
  derived.commit();
  assert.equal(cache.revision, before + 1);
  assert.equal(cache.get("load", "u")?.cpu, 0.2);
  assert.equal(cache.origin("load", "u"), undefined);
  assert.equal(reader.read().patches.length, 2);
  derived.set("load", load({ cpu: 0.2, values: { cpu0: 0.3, cpu1: 0.1 } }));
  derived.set("finding", finding(VM));
  derived.commit();
  assert.deepEqual(reader.read().patches, [["load", "u", { values: { cpu0: 0.3 } }]]);
  derived.set("load", load({ cpu: 0.2, values: { cpu0: 0.3, cpu1: 0.1 } }));
  derived.commit();
  assert.equal(cache.revision, before + 2);
  assert.deepEqual([...cache.naming("finding", "object", "u")].map(({ id }) => id), ["old:vm:u"]);
  derived.delete("finding", "old:vm:u");
  derived.delete("finding", "never there");
  derived.commit();
  assert.equal(cache.size("finding"), 0);
});

Deno.test("it goes with its object, in the same revision, and with its pool", () => {
  const { cache, writer, derived } = world();
  const pool: ObjectName = { collection: "pool", id: "p", name: "lab" };
  derived.set("load", load());
  derived.set("finding", finding(VM));
  derived.set("finding", finding(pool));
  derived.commit();
  const before = cache.revision;
  writer.apply(batch(del("VM", "V")));
  assert.equal(cache.revision, before + 1);
  assert.equal(cache.size("load"), 0);
  assert.deepEqual([...cache.list("finding")].map(({ id }) => id), ["old:pool:p"]);
  derived.set("load", load());
  derived.commit();
  assert.equal(cache.size("load"), 0, "nothing about what is not there");
  assert.equal(cache.revision, before + 1);
  writer.remove();
  assert.equal(cache.size("finding"), 0);
});

Deno.test("a VM that becomes a template has no load as a VM any more", () => {
  const { cache, writer, derived } = world();
  derived.set("load", load());
  derived.commit();
  writer.apply(batch(mod("VM", "V", { uuid: "u", is_a_template: true })));
  assert.equal(cache.size("load"), 0);
});

/** What happens to two VMs of two pools, and what is worked out of them. */
const happening = fc.record({
  pool: fc.constantFrom("p", "q"),
  vm: fc.constantFrom("u", "v"),
  what: fc.constantFrom("come", "go", "template", "load", "finding", "unfind", "drop", "remove"),
  cpu: fc.integer({ min: 0, max: 2 }),
  commit: fc.boolean(),
});

Deno.test("law: nothing is derived of what is not there, and a reader who resumes knows what a fresh one knows", () => {
  fc.assert(
    fc.property(
      fc.array(happening, { maxLength: 30 }),
      fc.constantFrom({ journalEntries: 2, tombstones: 1 }, { journalEntries: 1000 }),
      (history, journal) => {
        const cache = new Cache(journal);
        const derived = cache.derived();
        const writers = new Map(["p", "q"].map((id) => [id, cache.openPool(id, { name: id })]));
        const reader = new Follower(cache);
        for (const { pool, vm, what, cpu, commit } of history) {
          const writer = writers.get(pool);
          assert.ok(writer);
          const id = cache.get("vm", vm)?.pool === pool ? vm : `${vm}@${pool}`;
          const object: ObjectName = { collection: "vm", id, name: vm };
          if (what === "come") writer.apply(batch(mod("VM", vm, { uuid: vm, VCPUs_max: cpu })));
          if (what === "template") writer.apply(batch(mod("VM", vm, { uuid: vm, is_a_template: true })));
          if (what === "go") writer.apply(batch(del("VM", vm)));
          if (what === "load") derived.set("load", load({ id, pool, object, cpu }));
          if (what === "drop") derived.delete("load", id);
          if (what === "finding") derived.set("finding", finding(object, { pool, severity: "warning" }));
          if (what === "unfind") derived.delete("finding", `old:vm:${id}`);
          if (what === "remove") {
            writer.remove();
            writers.set(pool, cache.openPool(pool, { name: pool }));
          }
          if (commit) derived.commit();
          for (const collection of ["load", "finding"] as const) {
            for (const view of cache.list(collection)) {
              assert.equal(cache.get(view.object.collection, view.object.id)?.id, view.object.id);
              assert.ok([...cache.naming(collection, "object", view.object.id)].includes(view));
            }
            assert.equal([...cache.list(collection)].length, cache.size(collection));
          }
          if (cpu === 0) continue;
          reader.read();
          const fresh = new Follower(cache);
          fresh.read();
          assert.deepEqual(reader.known, fresh.known);
        }
      },
    ),
    { numRuns: 1000 },
  );
});
