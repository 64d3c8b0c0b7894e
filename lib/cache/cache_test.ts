import assert from "node:assert/strict";
import { EVERYTHING as SEES_ALL } from "@/lib/view/sight.ts";
import { Cache } from "./cache.ts";
import { add, batch, del, EVERYTHING, Follower, LIVE, mod, state, vmRecord } from "./testing.ts";

const ALL = { subscription: EVERYTHING, sight: SEES_ALL };

function setUp() {
  const cache = new Cache({ errorText: (code, params) => `${code}: ${params.join(", ")}` });
  const writer = cache.openPool("p", { name: "lab" });
  writer.reset(state({
    pool: { P: { uuid: "p", name_label: "Lab", master: "H" } },
    host: { H: { uuid: "h", name_label: "alpha", metrics: "HM" } },
    host_metrics: { HM: { uuid: "hm", live: true, memory_total: 100, memory_free: 40 } },
    VM: { V: vmRecord("v", { guest_metrics: "G" }) },
  }));
  const reader = new Follower(cache, EVERYTHING);
  reader.read();
  return { cache, writer, reader };
}

Deno.test("a pool shows from the moment it is opened, under its last known name", () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  assert.equal(cache.get("pool", "p")?.name, "lab");
  assert.equal(cache.get("pool", "p")?.state, "disconnected");
  assert.equal(cache.origin("pool", "p"), undefined, "no record yet");
  assert.throws(() => cache.openPool("p", { name: "lab" }), /Cannot open pool p twice/);
  const { revision } = cache;
  writer.connection(LIVE);
  assert.equal(cache.get("pool", "p")?.state, "live");
  writer.connection({ ...LIVE });
  assert.equal(cache.revision, revision + 1, "the same connection again is no change");
});

Deno.test("a batch is one revision, and one that changes nothing visible is none", () => {
  const { cache, writer, reader } = setUp();
  const heard: number[] = [];
  const end = cache.onCommit((revision) => heard.push(revision));
  const { revision } = cache;
  writer.apply(batch(mod("VM", "V", vmRecord("v", { guest_metrics: "G", domid: 4 }))));
  assert.equal(cache.revision, revision);
  writer.apply(batch(
    mod("VM", "V", vmRecord("v", { guest_metrics: "G", name_label: "new" })),
    mod("host", "H", { uuid: "h", name_label: "beta", metrics: "HM" }),
  ));
  assert.deepEqual(reader.read().patches, [["vm", "v", { name: "new" }], ["host", "h", { name: "beta" }]]);
  end();
  writer.apply(batch(del("VM", "V")));
  assert.deepEqual(heard, [revision + 1]);
});

Deno.test("a change of guest metrics refreshes exactly its VM; they may come before or after it", () => {
  const { writer, reader } = setUp();
  writer.apply(batch(add("VM_guest_metrics", "G", { networks: { "0/ip": "10.0.0.9" } })));
  assert.deepEqual(reader.read().patches, [["vm", "v", { ips: ["10.0.0.9"] }]]);
  writer.apply(batch(add("VM_guest_metrics", "G2", { networks: { "0/ip": "10.0.0.10" } })));
  writer.apply(batch(add("VM", "V2", vmRecord("v2", { guest_metrics: "G2" }))));
  const [patch] = reader.read().patches.filter(([collection]) => collection === "vm");
  assert.deepEqual(patch?.[2]?.["ips"], ["10.0.0.10"]);
});

Deno.test("operations are keyed by the task's id as soon as it is known", () => {
  const { cache, writer, reader } = setUp();
  writer.apply(batch(mod("VM", "V", vmRecord("v", { current_operations: { "OpaqueRef:t": "start" } }))));
  assert.deepEqual(cache.get("vm", "v")?.current_operations, { "OpaqueRef:t": "start" });
  reader.read();
  writer.apply(batch(add("task", "OpaqueRef:t", { uuid: "task-1", status: "pending" })));
  assert.deepEqual(reader.read().patches.find(([collection]) => collection === "vm")?.[2], {
    current_operations: { "OpaqueRef:t": null, "task-1": "start" },
  });
});

Deno.test("a template that becomes a VM leaves one collection and joins the other", () => {
  const { cache, writer, reader } = setUp();
  writer.apply(batch(add("VM", "T", vmRecord("t", { is_a_template: true }))));
  assert.equal(cache.size("template"), 1);
  reader.read();
  writer.apply(batch(mod("VM", "T", vmRecord("t"))));
  const patches = reader.read().patches;
  assert.deepEqual(patches[0], ["template", "t", null]);
  assert.equal(patches.some(([collection, id]) => collection === "vm" && id === "t"), true);
  assert.equal(cache.get("pool", "p")?.vms, 2);
});

Deno.test("an object that returns under another reference is told as what differs", () => {
  const { cache, writer, reader } = setUp();
  writer.apply(
    batch(add("VM", "V-new", vmRecord("v", { guest_metrics: "G", name_label: "restored" })), del("VM", "V")),
  );
  assert.deepEqual(reader.read().patches, [["vm", "v", { name: "restored" }]]);
  assert.equal(cache.origin("vm", "v")?.ref, "V-new");
  writer.apply(batch(mod("VM", "V-new", vmRecord("v", { name_label: "again" }))));
  assert.equal(cache.get("vm", "v")?.name, "again");
});

Deno.test("a task's progress of NaN leaves the last known value, its failure reads as a sentence", () => {
  const { cache, writer } = setUp();
  for (const progress of [0.4, NaN]) {
    writer.apply(batch(mod("task", "T", { uuid: "t", progress, status: "pending" })));
  }
  assert.equal(cache.get("task", "t")?.progress, 0.4);
  writer.apply(
    batch(mod("task", "T", { uuid: "t", progress: 1, status: "failure", error_info: ["NO_HOSTS", "x"] })),
  );
  assert.equal(cache.get("task", "t")?.error, "NO_HOSTS: x");
  assert.equal(cache.get("task", "t")?.status, "failure");
});

Deno.test("an SR attached to two pools has an id in each, and keeps it when the other goes", () => {
  const { cache, writer } = setUp();
  const other = cache.openPool("q", { name: "q" });
  for (const pool of [writer, other]) {
    pool.apply(batch(add("SR", "S", { uuid: "sr" }), add("VDI", "D", { uuid: "vdi", SR: "S" })));
  }
  assert.deepEqual([...cache.list("sr")].map(({ id, pool, vdis }) => [id, pool, vdis]), [["sr", "p", 1], [
    "sr@q",
    "q",
    1,
  ]]);
  assert.equal(cache.get("vdi", "vdi@q")?.sr, "sr@q");
  assert.deepEqual(cache.origin("sr", "sr@q"), { pool: "q", class: "SR", ref: "S" });
  writer.remove();
  assert.deepEqual([...cache.list("sr")].map(({ id }) => id), ["sr@q"]);
});

Deno.test("removing a pool takes all it had, and a late reply does not bring it back", () => {
  const { cache, writer, reader } = setUp();
  writer.remove();
  assert.deepEqual(reader.read().patches.map(([, id, patch]) => [id, patch]).sort(), [["h", null], [
    "p",
    null,
  ], ["v", null]]);
  writer.apply(batch(add("VM", "V", vmRecord("v"))));
  writer.reset(state({ VM: { V: vmRecord("v") } }));
  writer.connection(LIVE);
  writer.remove();
  assert.equal(cache.size("vm") + cache.size("pool"), 0);
});

Deno.test("a reset tells readers the difference only", () => {
  const { cache, writer, reader } = setUp();
  writer.apply(batch(add("VM", "W", vmRecord("w"))));
  reader.read();
  writer.reset(state({
    pool: { P: { uuid: "p", name_label: "Lab", master: "H" } },
    host: { H: { uuid: "h", name_label: "alpha", metrics: "HM" } },
    host_metrics: { HM: { uuid: "hm", live: true, memory_total: 100, memory_free: 30 } },
    VM: { V: vmRecord("v", { guest_metrics: "G" }) },
  }));
  assert.deepEqual(reader.read().patches, [
    ["vm", "w", null],
    ["host", "h", { memory_free: 30 }],
    ["pool", "p", { vms: 1, memory_free: 30 }],
  ]);
  assert.deepEqual(cache.raw("host", "h"), { uuid: "h", name_label: "alpha", metrics: "HM" });
});

Deno.test("a class that lost objects unnoticed is named, and relisting heals it", () => {
  const { cache, writer } = setUp();
  const counts = { VM: 1, host: 1 };
  assert.deepEqual(writer.apply({ ...batch(add("VM", "W", vmRecord("w"))), validRefCounts: counts }), ["VM"]);
  writer.relist("VM", new Map([["W", vmRecord("w")]]));
  assert.deepEqual([...cache.list("vm")].map(({ id }) => id), ["w"]);
  assert.deepEqual(writer.apply({ ...batch(), validRefCounts: counts }), []);
});

Deno.test("a listener that fails keeps neither the others nor the writer from going on", () => {
  const { cache, writer } = setUp();
  const heard: number[] = [];
  cache.onCommit(() => {
    throw new Error("on purpose");
  });
  cache.onCommit((revision) => heard.push(revision));
  writer.apply(batch(del("VM", "V")));
  assert.deepEqual(heard, [cache.revision]);
});

Deno.test("unknown revisions get a snapshot: none, later than now, negative", () => {
  const { cache } = setUp();
  for (const revision of [undefined, cache.revision + 1, -1]) {
    assert.equal(cache.changes(revision, ALL, ALL).kind, "snapshot");
  }
  assert.deepEqual(cache.changes(cache.revision, ALL, ALL).patches, []);
});

Deno.test("views of many new objects are promised: counted at once, made when somebody looks, all of them soon", async () => {
  const cache = new Cache({ many: 2 });
  const writer = cache.openPool("p", { name: "lab" });
  await writer.reset(
    state({
      VM: { A: vmRecord("a", { affinity: "H" }), B: vmRecord("b"), C: vmRecord("c") },
      host: { H: { uuid: "h" } },
    }),
  );
  assert.equal(cache.size("vm"), 3);
  assert.deepEqual(cache.origin("vm", "b"), { pool: "p", class: "VM", ref: "B" });
  assert.equal(cache.get("vm", "a")?.affinity, "h");
  const { revision } = cache;
  const applied = writer.apply(batch(mod("VM", "B", vmRecord("b", { name_label: "new" })), del("VM", "C")));
  assert.equal(cache.get("vm", "b")?.name, "vm b", "the step waits until all are made");
  assert.deepEqual(await applied, []);
  assert.equal(cache.revision, revision + 1);
  assert.deepEqual(
    cache.changes(revision, ALL, ALL).patches.filter(([collection]) => collection === "vm"),
    [
      ["vm", "c", null],
      ["vm", "b", { name: "new" }],
    ],
  );
  assert.deepEqual(writer.apply(batch(del("VM", "B"))), [], "then it is as before");
});

Deno.test("a pool that is removed while its views are promised leaves nothing, and makes none of them", async () => {
  const cache = new Cache({ many: 0 });
  const writer = cache.openPool("p", { name: "lab" });
  let made = 0;
  const record = vmRecord("a");
  Object.defineProperty(record, "name_label", { enumerable: true, get: () => `made ${++made}` });
  await writer.reset(state({ VM: { A: record } }));
  const applied = writer.apply(batch(mod("VM", "A", vmRecord("a"))));
  writer.remove();
  await cache.ready();
  assert.deepEqual(await applied, []);
  assert.equal(cache.size("vm"), 0);
  assert.equal(cache.get("vm", "a"), undefined);
  assert.equal(made, 0);
});

Deno.test("a promised view that cannot be made is an error of the pool's next step", async () => {
  const cache = new Cache({ many: 0 });
  const writer = cache.openPool("p", { name: "lab" });
  const record = vmRecord("a");
  Object.defineProperty(record, "name_label", {
    enumerable: true,
    get: () => {
      throw new Error("broken");
    },
  });
  await writer.reset(state({ VM: { A: record } }));
  await cache.ready();
  assert.throws(() => cache.get("vm", "a"), /broken/);
  await assert.rejects(async () => await writer.apply(batch(mod("VM", "A", vmRecord("a")))), /broken/);
});

Deno.test("an epoch is six characters, another one for each cache", () => {
  const epochs = Array.from({ length: 100 }, () => new Cache().epoch);
  for (const epoch of epochs) assert.match(epoch, /^[0-9a-z]{6}$/);
  assert.ok(new Set(epochs).size > 98);
});
