import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { add, batch, mod, vmRecord } from "@/lib/cache/testing.ts";
import { keyOf, partsOf } from "./keys.ts";
import { type Lookers, Reach } from "./reach.ts";

async function setUp() {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  await writer.apply(batch(
    add("VM", "V1", vmRecord("v1", { tags: ["web"], resident_on: "H1", power_state: "Running" })),
    add("VM", "V2", vmRecord("v2", {})),
    add("host", "H1", { uuid: "h1", name_label: "alpha", tags: [] }),
    add("SR", "S1", { uuid: "s1", name_label: "nfs", tags: [] }),
    add("VDI", "D1", { uuid: "d1", name_label: "disk", SR: "S1", tags: [] }),
    add("VDI", "D2", { uuid: "d2", name_label: "cd", SR: "S1", tags: [] }),
    add("VBD", "X1", { uuid: "x1", VM: "V1", VDI: "D1", type: "Disk" }),
    add("VBD", "X2", { uuid: "x2", VM: "V1", VDI: "D2", type: "CD" }),
    add("network", "N1", { uuid: "n1", name_label: "lan", tags: [] }),
    add("VIF", "I1", { uuid: "i1", VM: "V1", network: "N1" }),
  ));
  const lookers: Lookers = new Map();
  const reach = new Reach(1, [{ kind: "tag", tag: "web" }], cache, lookers);
  reach.settle();
  const levels = () =>
    Object.fromEntries(
      (["vm v1", "vm v2", "host h1", "sr s1", "vdi d1", "vdi d2", "network n1", "pool p"] as const).map((
        key,
      ) => [
        key,
        reach.level(...partsOf(key)),
      ]),
    );
  return { cache, writer, reach, lookers, levels };
}

Deno.test("a VM shows the least of what it stands on, and owns the disks that are its alone", async () => {
  const { reach, cache, levels } = await setUp();
  assert.deepEqual(levels(), {
    "vm v1": "own",
    "vm v2": undefined,
    "host h1": "shown",
    "sr s1": "shown",
    "vdi d1": "own",
    "vdi d2": "shown",
    "network n1": "shown",
    "pool p": "shown",
  });
  const vbd = cache.get("vbd", "x1"), vif = cache.get("vif", "i1");
  assert.ok(vbd && reach.levelOf("vbd", vbd) === "own");
  assert.ok(vif && reach.levelOf("vif", vif) === "own");
});

Deno.test("a disk that somebody else plugs too is only shown from then on, and back", async () => {
  const { reach, writer, levels } = await setUp();
  const before = reach.version;
  await writer.apply(batch(add("VBD", "X3", { uuid: "x3", VM: "V2", VDI: "D1", type: "Disk" })));
  // What a follower of the cache says of it.
  reach.touch(keyOf("vdi", "d1"));
  assert.ok(reach.settle());
  assert.equal(levels()["vdi d1"], "shown");
  assert.ok(reach.version > before);
  await writer.apply(batch(mod("VBD", "X3", { uuid: "x3", VM: "V2", VDI: null, type: "Disk" })));
  reach.touch(keyOf("vbd", "x3"));
  reach.settle();
  assert.equal(levels()["vdi d1"], "own");
});

Deno.test("what changes nothing makes no other version, and what goes leaves nothing behind", async () => {
  const { reach, writer, lookers, levels } = await setUp();
  const before = reach.version;
  reach.touch(keyOf("vm", "v1"));
  reach.touch(keyOf("vm", "v2"));
  assert.equal(reach.settle(), false);
  assert.equal(reach.version, before);
  await writer.apply(
    batch(mod("VM", "V1", vmRecord("v1", { tags: [], resident_on: "H1", power_state: "Running" }))),
  );
  reach.touch(keyOf("vm", "v1"));
  assert.equal(reach.settle(), true);
  assert.ok(Object.values(levels()).every((level) => level === undefined));
  assert.equal(lookers.size, 0);
});
