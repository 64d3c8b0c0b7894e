import assert from "node:assert/strict";
import fc from "fast-check";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { Cache } from "../cache.ts";
import { add, batch, del, mod } from "../testing.ts";

const disk = (uuid: string, parent?: string, more: XapiRecord = {}): XapiRecord => ({
  uuid,
  SR: "S",
  sm_config: parent === undefined ? {} : { "vhd-parent": parent },
  ...more,
});

Deno.test("a disk knows what it is based on, how deep, and who uses it; its storage what waits to be merged", () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  writer.apply(batch(
    add("VDI", "A", disk("a", "b", { snapshot_time: "20260102T03:04:05Z" })),
    add("SR", "S", { uuid: "s" }),
    add("VBD", "X", { uuid: "x", VDI: "A" }),
    add("VBD", "Y", { uuid: "y", VDI: "A" }),
  ));
  const of = (id: string) => {
    const { parent, depth, vbds, managed } = cache.get("vdi", id) ?? assert.fail(id);
    return { parent, depth, vbds, managed };
  };
  assert.deepEqual(of("a"), { parent: null, depth: 0, vbds: 2, managed: true });
  assert.equal(cache.get("vdi", "a")?.created, "2026-01-02T03:04:05Z");
  // The base is told of after what stands on it.
  writer.apply(batch(add("VDI", "B", disk("b", "c", { managed: false }))));
  assert.deepEqual(of("a"), { parent: "b", depth: 1, vbds: 2, managed: true });
  assert.deepEqual(of("b"), { parent: null, depth: 0, vbds: 0, managed: false });
  writer.apply(batch(add("VDI", "C", disk("c", undefined, { managed: false }))));
  assert.equal(of("a").depth, 2);
  assert.equal(cache.get("sr", "s")?.unmanaged, 2);
  assert.equal(cache.get("sr", "s")?.vdis, 3);
  // The middle one is merged into its parent.
  writer.apply(batch(mod("VDI", "A", disk("a", "c")), del("VDI", "B"), del("VBD", "Y")));
  assert.deepEqual(of("a"), { parent: "c", depth: 1, vbds: 1, managed: true });
  assert.equal(cache.get("sr", "s")?.unmanaged, 1);
});

Deno.test("law: depth is the number of disks below, whatever comes and goes, and a ring ends", () => {
  const names = ["a", "b", "c", "d"];
  const one = fc.constantFrom(...names);
  const step = fc.record({ at: one, parent: fc.option(one), gone: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const cache = new Cache();
      const writer = cache.openPool("p", { name: "lab" });
      const below = new Map<string, string | null>();
      for (const { at, parent, gone } of steps) {
        if (gone) below.delete(at);
        else below.set(at, parent);
        writer.apply(
          batch(gone ? del("VDI", `R${at}`) : mod("VDI", `R${at}`, disk(at, parent ?? undefined))),
        );
        for (const name of below.keys()) {
          const parentOf = (name: string) => {
            const parent = below.get(name);
            return typeof parent === "string" && below.has(parent) ? parent : null;
          };
          let depth = 0;
          for (let at = parentOf(name); at !== null && depth < 64; at = parentOf(at)) depth++;
          assert.equal(cache.get("vdi", name)?.depth, depth);
          assert.equal(cache.get("vdi", name)?.parent, parentOf(name));
        }
      }
    }),
  );
});
