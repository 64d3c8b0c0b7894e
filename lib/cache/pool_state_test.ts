import assert from "node:assert/strict";
import type { XapiEvent, XapiRecord } from "@/lib/xapi/types.ts";
import type { Entry } from "./entry.ts";
import { PoolState, type Step } from "./pool_state.ts";
import type { Touched } from "./replica.ts";
import { add, del, mod, vmRecord } from "./testing.ts";

/** A step that notes which entries were projected, whether or not they look different. */
function setUp(large = 500) {
  const ids = new Set<string>();
  const state = new PoolState("p", "lab", (code) => code, large, () => undefined);
  function step(...events: XapiEvent[]): { projected: string[]; removed: string[]; later: string[] } {
    const projected: string[] = [], removed: string[] = [], later: string[] = [];
    const into: Step = {
      taken: (_className, id) => ids.has(id),
      add: (entry) => void ids.add(entry.id),
      remove: (entry: Entry) => {
        ids.delete(entry.id);
        removed.push(`${entry.collection} ${entry.id}`);
      },
      move: (entry, ref) => void (entry.ref = ref),
      show: (entry, view) => {
        entry.view = view;
        projected.push(`${entry.collection} ${entry.id}`);
      },
      promise: (entry, promised) => {
        entry.view = promised;
        later.push(`${entry.collection} ${entry.id}`);
      },
    };
    const touched: Touched = new Map();
    for (const event of events) state.replica.event(event, touched);
    for (const _ of state.refresh(touched, into));
    return { projected: projected.sort(), removed: removed.sort(), later: later.sort() };
  }
  return { state, step };
}

const POOL: XapiRecord = { uuid: "p", master: "H", default_SR: "S" };

Deno.test("a heartbeat of the pool projects nothing, a changed pool itself alone, a new coordinator its hosts and SRs too", () => {
  const { step } = setUp();
  step(
    add("pool", "P", POOL),
    add("host", "H", { uuid: "h" }),
    add("SR", "S", { uuid: "s" }),
    add("VM", "V", vmRecord("v")),
  );
  assert.deepEqual(step(mod("pool", "P", { ...POOL })).projected, []);
  const renamed = { ...POOL, name_label: "x" };
  assert.deepEqual(step(mod("pool", "P", renamed)).projected, ["pool p"]);
  assert.deepEqual(step(mod("pool", "P", { ...renamed, master: "H2" })).projected, [
    "host h",
    "pool p",
    "sr s",
  ]);
});

Deno.test("a host that changes leaves its VMs alone, one that goes does not", () => {
  const { step } = setUp();
  step(
    add("host", "H", { uuid: "h" }),
    add("VM", "V", vmRecord("v", { power_state: "Running", resident_on: "H" })),
  );
  assert.deepEqual(step(mod("host", "H", { uuid: "h", name_label: "x" })).projected, ["host h", "pool p"]);
  assert.deepEqual(step(del("host", "H")), {
    projected: ["pool p", "vm v"],
    removed: ["host h"],
    later: [],
  });
});

Deno.test("a disk that changes projects itself and the VMs that own it", () => {
  const { step } = setUp();
  step(
    add("SR", "S", { uuid: "s" }),
    add("VM", "V", vmRecord("v", { VBDs: ["B"] })),
    add("VM", "W", vmRecord("w")),
    add("VBD", "B", { uuid: "b", VM: "V", VDI: "D", type: "Disk" }),
    add("VDI", "D", { uuid: "d", SR: "S", virtual_size: 1 }),
  );
  assert.deepEqual(step(mod("VDI", "D", { uuid: "d", SR: "S", virtual_size: 2 })).projected, [
    "vdi d",
    "vm v",
  ]);
  assert.deepEqual(step(del("VDI", "D")).projected, ["sr s", "vbd b", "vm v"]);
});

Deno.test("each entry is projected once a step, whatever the number of reasons", () => {
  const { step } = setUp();
  const { projected } = step(
    add("VM", "V", vmRecord("v", { guest_metrics: "G" })),
    add("VM_guest_metrics", "G", {}),
    mod("VM", "V", vmRecord("v", { guest_metrics: "G", tags: ["x"] })),
    add("task", "T", { uuid: "t" }),
  );
  assert.deepEqual(projected, ["pool p", "task t", "vm v"]);
});

Deno.test("two objects of one uuid in one pool both show", () => {
  const { step } = setUp();
  assert.deepEqual(
    step(add("SR", "S1", { uuid: "s" }), add("SR", "S2", { uuid: "s" }), add("SR", "S3", { uuid: "s" }))
      .projected
      .filter((name) => name.startsWith("sr")),
    ["sr s", "sr s@p", "sr s@p/S3"],
  );
});
