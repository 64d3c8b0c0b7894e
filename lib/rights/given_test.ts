import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { add, batch, vmRecord } from "@/lib/cache/testing.ts";
import { givenBy } from "./given.ts";
import type { Key } from "./keys.ts";

Deno.test("a machine gives its disks and names what it stands on, and says what it looked at for that", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  await writer.apply(batch(
    add("VM", "V1", vmRecord("v1", {})),
    add("VM", "V2", vmRecord("v2", {})),
    add("VDI", "D1", { uuid: "d1", name_label: "own", SR: null, tags: [] }),
    add("VDI", "D2", { uuid: "d2", name_label: "shared", SR: null, tags: [] }),
    add("VBD", "X1", { uuid: "x1", VM: "V1", VDI: "D1", type: "Disk" }),
    add("VBD", "X2", { uuid: "x2", VM: "V1", VDI: "D2", type: "Disk" }),
    add("VBD", "X3", { uuid: "x3", VM: "V2", VDI: "D2", type: "Disk" }),
  ));
  const vm = cache.get("vm", "v1"), disk = cache.get("vdi", "d1");
  assert.ok(vm && disk);
  const given = (owns: boolean) => {
    const looked = new Set<Key>();
    const gives = givenBy({ world: cache, owns: () => owns }, "vm", vm, "own", looked);
    return { gives: Object.fromEntries(gives), looked };
  };
  const alone = given(false);
  assert.deepEqual(alone.gives, { "pool p": "shown", "vdi d1": "own", "vdi d2": "shown" });
  assert.ok(alone.looked.has("vbd x3") && alone.looked.has("vm v2"));
  assert.equal(given(true).gives["vdi d2"], "own", "shared among own machines");
  assert.equal(givenBy({ world: cache, owns: () => false }, "vdi", disk, "shown", new Set()).size, 0);
});
