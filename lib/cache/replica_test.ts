import assert from "node:assert/strict";
import { Replica, type Touched } from "./replica.ts";
import { add, del, mod } from "./testing.ts";

/** What a work gives that yields. */
function end<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

Deno.test("a step notes what each object was before it, once", () => {
  const replica = new Replica();
  const first = { uuid: "1" };
  replica.event(add("VM", "A", first), new Map());
  const touched: Touched = new Map();
  replica.event(mod("VM", "A", { uuid: "2" }), touched);
  replica.event(mod("VM", "A", { uuid: "3" }), touched);
  replica.event(add("VM", "B", { uuid: "4" }), touched);
  assert.deepEqual(touched, new Map([["VM", new Map([["A", first], ["B", undefined]])]]));
  assert.deepEqual(replica.get("VM", "A"), { uuid: "3" });
});

Deno.test("what changes nothing touches nothing: the same record, a del of an unknown object", () => {
  const replica = new Replica();
  const record = { uuid: "1" };
  replica.event(add("VM", "A", record), new Map());
  const touched: Touched = new Map();
  replica.event(mod("VM", "A", record), touched);
  replica.event(del("VM", "unknown"), touched);
  replica.event({ class: "VM", operation: "mod", ref: "A" }, touched);
  assert.equal(touched.size, 0);
});

Deno.test("a replica with a fresh list of a class tells what that changes, and shares the rest", () => {
  const replica = new Replica();
  const kept = { uuid: "2" }, task = { uuid: "t" };
  const events = [add("VM", "A", { uuid: "1" }), add("VM", "B", kept), add("task", "T", task)];
  for (const event of events) replica.event(event, new Map());
  const next = end(replica.relisted("VM", new Map([["B", { ...kept }], ["C", { uuid: "3" }]])));
  const touched: Touched = new Map();
  for (const _ of replica.compare(next, touched));
  assert.deepEqual([...next.records("VM").keys()], ["B", "C"]);
  assert.equal(next.get("task", "T"), task);
  assert.deepEqual(touched, new Map([["VM", new Map([["A", { uuid: "1" }], ["C", undefined]])]]));
  assert.deepEqual([...replica.records("VM").keys()], ["A", "B"], "the old one is as it was");
  assert.deepEqual([...end(next.relisted("VM", new Map())).classes()], ["task"], "an empty class is none");
});

Deno.test("a record that says the same is the one before, and one that does not shares what is equal", () => {
  const replica = new Replica();
  const record = {
    uuid: "1",
    tags: ["a"],
    other_config: { key: "value" },
    progress: NaN,
    power_state: "Halted",
  };
  replica.event(add("VM", "A", record), new Map());
  const touched: Touched = new Map();
  replica.event(mod("VM", "A", structuredClone(record)), touched);
  assert.equal(touched.size, 0);
  assert.equal(replica.get("VM", "A"), record);
  const renewed = new Replica();
  replica.renew(renewed, add("VM", "A", structuredClone(record)));
  replica.renew(renewed, add("VM", "B", { uuid: "2" }));
  assert.equal(renewed.get("VM", "A"), record);
  for (const _ of replica.compare(renewed, touched));
  assert.deepEqual(touched, new Map([["VM", new Map([["B", undefined]])]]));
  replica.event(mod("VM", "A", { ...structuredClone(record), power_state: "Running" }), new Map());
  assert.notEqual(replica.get("VM", "A"), record);
  assert.equal(replica.get("VM", "A")?.["tags"], record.tags);
  assert.equal(replica.get("VM", "A")?.["other_config"], record.other_config);
  replica.event(mod("VM", "A", { uuid: "1" }), new Map());
  assert.deepEqual(replica.get("VM", "A"), { uuid: "1" }, "a field that is gone is a change");
});

Deno.test("many changes make a replica of their own, and leave the old one as it is", () => {
  const replica = new Replica();
  for (const ref of ["A", "B"]) replica.event(add("VM", ref, { uuid: ref }), new Map());
  replica.event(add("task", "T", { uuid: "t" }), new Map());
  const events = [
    mod("VM", "A", { uuid: "new" }),
    del("VM", "B"),
    add("SR", "S", { uuid: "s" }),
    del("VDI", "D"),
  ];
  const next = end(replica.changed(events));
  assert.deepEqual([...replica.records("VM").keys()], ["A", "B"]);
  assert.deepEqual([...next.records("VM")], [["A", { uuid: "new" }]]);
  assert.equal(next.records("task"), replica.records("task"));
  assert.deepEqual([...next.records("SR").keys()], ["S"]);
});
