import assert from "node:assert/strict";
import fc from "fast-check";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { contribute, type Deltas, holdsDisks, isRealVm, POOL, Tallies } from "./tallies.ts";

Deno.test("only what is running counts its virtual CPUs, on its host and in the pool", () => {
  const tallies = new Tallies();
  const deltas: Deltas = new Map();
  contribute("VM", { power_state: "Running", resident_on: "H", VCPUs_at_startup: 4 }, 1, deltas);
  contribute("VM", { power_state: "Paused", resident_on: "H", VCPUs_at_startup: 2 }, 1, deltas);
  contribute("VM", { power_state: "Halted", VCPUs_at_startup: 8 }, 1, deltas);
  contribute("VM", { power_state: "Running", is_control_domain: true, resident_on: "H" }, 1, deltas);
  assert.deepEqual([...tallies.apply(deltas)].sort(), ["H", POOL]);
  assert.deepEqual([tallies.get("H", "vms"), tallies.get("H", "vcpus")], [2, 6]);
  assert.deepEqual([tallies.get(POOL, "vms"), tallies.get(POOL, "vms_running"), tallies.get(POOL, "vcpus")], [
    3,
    1,
    4,
  ]);
});

Deno.test("templates, snapshots and control domains are no VMs; ISO and tools SRs hold no disks", () => {
  assert.equal(isRealVm({}), true);
  for (const field of ["is_a_template", "is_a_snapshot", "is_control_domain"]) {
    assert.equal(isRealVm({ [field]: true }), false);
  }
  assert.equal(holdsDisks({ type: "lvm" }), true);
  for (
    const sr of [{ type: "iso" }, { type: "udev" }, { type: "nfs", content_type: "iso" }, {
      type: "x",
      is_tools_sr: true,
    }]
  ) {
    assert.equal(holdsDisks(sr), false);
  }
});

Deno.test("templates and snapshots count as the collections count them, while they are what they are", () => {
  const tallies = new Tallies();
  const figures = () => (["vms", "templates", "snapshots"] as const).map((name) => tallies.get(POOL, name));
  const step = (...changes: [XapiRecord, 1 | -1][]) => {
    const deltas: Deltas = new Map();
    for (const [record, sign] of changes) contribute("VM", record, sign, deltas);
    return [...tallies.apply(deltas)];
  };
  const made = { is_a_template: true };
  const snapshot = { is_a_template: true, is_a_snapshot: true };
  step([made, 1], [{ is_a_template: true, is_default_template: true }, 1], [snapshot, 1], [{}, 1]);
  assert.deepEqual(figures(), [1, 2, 1]);
  // A template that is made a VM, and a snapshot that is deleted.
  assert.deepEqual(step([made, -1], [{ is_a_template: false }, 1], [snapshot, -1]), [POOL]);
  assert.deepEqual(figures(), [2, 1, 0]);
});

Deno.test("a step that takes as much as it gives changes no parent", () => {
  const tallies = new Tallies();
  const deltas: Deltas = new Map();
  contribute("VDI", { SR: "S" }, 1, deltas);
  contribute("VDI", { SR: "S" }, -1, deltas);
  assert.deepEqual([...tallies.apply(deltas)], []);
  assert.equal(tallies.size, 0);
});

Deno.test("law: after any order of coming and going nothing is left of what went", () => {
  const record: fc.Arbitrary<[string, XapiRecord]> = fc.tuple(
    fc.constantFrom("VM", "VDI", "VIF", "SR", "task"),
    fc.record({
      power_state: fc.constantFrom("Running", "Paused", "Suspended", "Halted"),
      is_a_template: fc.boolean(),
      is_a_snapshot: fc.boolean(),
      resident_on: fc.constantFrom("H1", "H2", null),
      VCPUs_at_startup: fc.nat(9),
      SR: fc.constantFrom("S1", "S2", null),
      network: fc.constantFrom("N", null),
      physical_size: fc.integer({ min: -1, max: 1e15 }),
      physical_utilisation: fc.double({ min: -1, max: 1e12, noNaN: true }),
    }),
  );
  fc.assert(fc.property(fc.array(record), (records) => {
    const tallies = new Tallies();
    for (const sign of [1, -1] as const) {
      for (const [className, fields] of records) {
        const deltas: Deltas = new Map();
        contribute(className, fields, sign, deltas);
        tallies.apply(deltas);
      }
    }
    assert.equal(tallies.size, 0);
  }));
});
