// What readers are told, as stories; the laws are in changes_law_test.ts. And what it costs, counted in objects looked at.
import assert from "node:assert/strict";
import { parseSubscription } from "@/lib/stream/subscription.ts";
import type { Sight, View } from "@/lib/view/types.ts";
import type { XapiEvent, XapiRecord } from "@/lib/xapi/types.ts";
import { Cache } from "./cache.ts";
import { add, batch, del, LIVE, mod, vmRecord } from "./testing.ts";

const SEES_ALL: Sight = { key: "all", all: true, sees: () => true, fields: () => true };

function lab(...more: XapiEvent[]) {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  const record = (uuid: string, fields: XapiRecord) => ({ uuid, ...fields });
  writer.apply(batch(
    add("pool", "P", record("p", { name_label: "lab" })),
    add("host", "H", record("h", { name_label: "alpha" })),
    add("host", "H2", record("h2", { name_label: "beta" })),
    add("VM", "V", vmRecord("v", { resident_on: "H", power_state: "Running", tags: ["x"] })),
    add("VM", "W", vmRecord("w", { resident_on: "H2", power_state: "Running" })),
    add("network", "N", record("n", { name_label: "one" })),
    add("network", "M", record("m", { name_label: "two" })),
    add("VIF", "I", record("i", { VM: "V", network: "N" })),
    ...more,
  ));
  /** What somebody who read before the events is told. */
  const told = (text: string, sight = SEES_ALL, ...steps: XapiEvent[][]) => {
    const view: View = { subscription: parseSubscription(text), sight };
    const { revision } = cache;
    for (const events of steps) writer.apply(batch(...events));
    return cache.changes(revision, view, view).patches;
  };
  return { cache, writer, told, record };
}

const running = (ref: string, uuid: string, fields: XapiRecord = {}) =>
  mod("VM", ref, vmRecord(uuid, { resident_on: "H", power_state: "Running", tags: ["x"], ...fields }));

Deno.test("what enters a filter arrives whole, what leaves it is removed", () => {
  const { told } = lab();
  assert.deepEqual(told("vm:name?power:running", SEES_ALL, [running("V", "v", { power_state: "Halted" })]), [
    ["vm", "v", null],
  ]);
  assert.deepEqual(told("vm:name?power:running", SEES_ALL, [running("V", "v")]), [
    ["vm", "v", { id: "v", name: "vm v" }],
  ]);
  assert.deepEqual(told("vm:name?power:running", SEES_ALL, [running("V", "v", { tags: [] })]), []);
});

Deno.test("an object whose fields are selected by several parts gains and loses those of one", () => {
  const { told } = lab();
  const text = "vm:name;vm:tags?power:running";
  assert.deepEqual(told(text, SEES_ALL, [running("V", "v", { power_state: "Halted" })]), [["vm", "v", {
    tags: null,
  }]]);
  assert.deepEqual(told(text, SEES_ALL, [running("V", "v")]), [["vm", "v", { tags: ["x"] }]]);
});

Deno.test("a renamed host brings VMs into a filter by its name, and puts others out", () => {
  const { told, record } = lab();
  assert.deepEqual(
    told("vm:name?host:beta", SEES_ALL, [
      mod("host", "H", record("h", { name_label: "beta" })),
      mod("host", "H2", record("h2", { name_label: "gamma" })),
    ]),
    [["vm", "w", null], ["vm", "v", { id: "v", name: "vm v" }]],
  );
});

Deno.test("a changed relation brings along what it leads to, and takes leave of what it led to", () => {
  const { told, record } = lab();
  const text = "vm/v+:name";
  assert.deepEqual(told(text, SEES_ALL, [mod("VIF", "I", record("i", { VM: "V", network: "M" }))]), [
    ["network", "n", null],
    ["vif", "i", { network: "m" }],
    ["network", "m", { id: "m", name: "two" }],
  ]);
  assert.deepEqual(told(text, SEES_ALL, [mod("network", "M", record("m", { name_label: "three" }))]), [
    ["network", "m", { name: "three" }],
  ]);
  assert.deepEqual(told(text, SEES_ALL, [mod("network", "N", record("n", { name_label: "far" }))]), []);
  const gone = told(text, SEES_ALL, [del("VM", "V")]);
  assert.ok(gone.every(([, , patch]) => patch === null));
  assert.deepEqual(
    new Set(gone.map(([collection]) => collection)),
    new Set(["vm", "host", "pool", "vif", "network"]),
  );
});

Deno.test("what came and went meanwhile is told to be gone, for whoever stands in between", () => {
  const { told } = lab();
  const operations = (...tasks: string[]) =>
    running("V", "v", { current_operations: Object.fromEntries(tasks.map((task) => [task, "start"])) });
  assert.deepEqual(told("network", SEES_ALL, [add("network", "T", { uuid: "t" })], [del("network", "T")]), [
    ["network", "t", null],
  ]);
  assert.deepEqual(told("vm:current_operations", SEES_ALL, [operations("T1")], [operations("T2")]), [
    ["vm", "v", { current_operations: { T1: null, T2: "start" } }],
  ]);
});

Deno.test("a name that is not seen decides nothing", () => {
  const { told, record } = lab();
  const sight: Sight = {
    key: "no hosts",
    sees: (collection) => collection !== "host",
    fields: () => true,
  };
  const rename = (name: string) => mod("host", "H", record("h", { name_label: name }));
  assert.deepEqual(told("vm:name?host:beta", sight, [rename("beta")]), []);
  assert.deepEqual(told("vm:name?-host:beta", sight, [rename("alpha")]), []);
  assert.deepEqual(told("vm/v+:;host", sight, [rename("gamma")]), []);
});

Deno.test("a field that is gone is told, unless it is not seen", () => {
  const { cache, writer } = lab();
  const { revision } = cache;
  writer.connection({ ...LIVE, cause: "timeout", tried: { "10.0.0.1": "no answer" } });
  const view = (sight: Sight): View => ({ subscription: parseSubscription("pool:cause,tried"), sight });
  const some: Sight = { key: "some", all: true, sees: () => true, fields: () => new Set(["cause"]) };
  const told = (sight: Sight) => cache.changes(revision, view(sight), view(sight)).patches;
  assert.deepEqual(told(SEES_ALL), [["pool", "p", { cause: "timeout", tried: { "10.0.0.1": "no answer" } }]]);
  assert.deepEqual(told(some), [["pool", "p", { cause: "timeout" }]]);
});

Deno.test("from one sight to another, or to another subscription, the difference is told", () => {
  const { cache } = lab();
  const { revision } = cache;
  const view = (text: string, sight = SEES_ALL): View => ({ subscription: parseSubscription(text), sight });
  const few: Sight = {
    key: "few",
    sees: (_, { id }) => id !== "v",
    fields: (collection) => collection === "vm" ? new Set(["name"]) : true,
  };
  const both = "vm:name,power_state";
  assert.deepEqual(cache.changes(revision, view(both), view(both, few)).patches, [
    ["vm", "v", null],
    ["vm", "w", { power_state: null }],
  ]);
  assert.deepEqual(cache.changes(revision, view("vm/v:name"), view("vm/v:name,tags;host/h:name")).patches, [
    ["host", "h", { id: "h", name: "alpha" }],
    ["vm", "v", { tags: ["x"] }],
  ]);
  assert.equal(cache.changes(undefined, view("vm"), view("vm", few)).kind, "snapshot");
});

Deno.test("a change of one object among 10,000 VMs looks at a few objects, whatever is subscribed to", () => {
  const cache = new Cache({ large: 1e6, many: 1e6 });
  const writer = cache.openPool("p", { name: "lab" });
  const record = (uuid: string, fields: XapiRecord) => ({ uuid, ...fields });
  const vm = (i: number, fields: XapiRecord = {}) =>
    vmRecord(`v${i}`, { resident_on: `H${i % 50}`, power_state: "Running", ...fields });
  const vdi = (i: number, fields: XapiRecord = {}) =>
    record(`d${i}`, { name_label: `disk ${i}`, SR: `S${i % 10}`, ...fields });
  const events = [add("pool", "P", record("p", {}))];
  for (let i = 0; i < 50; i++) {
    events.push(add("host", `H${i}`, record(`h${i}`, { name_label: `host ${i}` })));
  }
  for (let i = 0; i < 10; i++) {
    events.push(add("SR", `S${i}`, record(`s${i}`, {})), add("network", `N${i}`, record(`n${i}`, {})));
  }
  for (let i = 0; i < 10_000; i++) {
    events.push(
      add("VM", `V${i}`, vm(i)),
      add("VDI", `D${i}`, vdi(i)),
      add("VBD", `X${i}`, record(`x${i}`, { VM: `V${i}`, VDI: `D${i}` })),
      add("VIF", `I${i}`, record(`i${i}`, { VM: `V${i}`, network: `N${i % 10}` })),
    );
  }
  writer.apply(batch(...events));
  let looked = 0;
  const counting: Sight = {
    ...SEES_ALL,
    fields: () => {
      looked++;
      return true;
    },
  };
  const changes: [string, (i: number) => XapiEvent][] = [
    ["a VM's power", (i) => mod("VM", "V7", vm(7, { power_state: i % 2 ? "Halted" : "Running" }))],
    ["a VM's host", (i) => mod("VM", "V7", vm(7, { resident_on: `H${10 + i % 40}` }))],
    ["a disk's size", (i) => mod("VDI", "D7", vdi(7, { virtual_size: i }))],
    ["a disk's storage", (i) => mod("VDI", "D7", vdi(7, { SR: `S${i % 7}` }))],
    ["a host's version", (i) => mod("host", "H7", record("h7", { name_label: "host 7", hostname: `${i}` }))],
    ["a VIF's network", (i) => mod("VIF", "I7", record("i7", { VM: "V7", network: `N${i % 7}` }))],
  ];
  const looking: Sight = { key: "looking", sees: () => true, fields: counting.fields };
  const subscriptions = [
    ...[
      "vm:name,power_state",
      "vm?power:running",
      "vm?host:7 pool:lab",
      "vm/v7",
      "vm/v7+",
      "vm/v3+",
      "sr/s7+",
    ],
    ...[
      "network/n7+",
      "host/h7+",
      "pool/p+",
      "vbd?vm:beta",
      "task",
      "vm;vdi;vif;vbd;host;sr;network;pool;task",
    ],
  ];
  let step = 0;
  for (const text of subscriptions.flatMap((text) => [text, `${text};`])) {
    const sight = text.endsWith(";") ? looking : counting;
    const view: View = { subscription: parseSubscription(text), sight };
    for (const [what, change] of changes) {
      // The first time makes an index.
      for (const first of [true, false]) {
        const { revision } = cache;
        writer.apply(batch(change(++step)));
        assert.equal(cache.revision, revision + 1, what);
        looked = 0;
        cache.changes(revision, view, view);
        if (!first) assert.ok(looked <= 60, `${text}: ${what} looks at ${looked} objects`);
      }
    }
  }
});
