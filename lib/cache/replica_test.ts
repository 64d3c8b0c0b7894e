import assert from "node:assert/strict";
import { Replica, type Touched } from "./replica.ts";
import { add, del, mod } from "./testing.ts";

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
  const next = replica.with("VM", new Map([["B", kept], ["C", { uuid: "3" }]]));
  const touched: Touched = new Map();
  for (const _ of replica.compare(next, touched));
  assert.deepEqual([...next.records("VM").keys()], ["B", "C"]);
  assert.equal(next.get("task", "T"), task);
  assert.deepEqual(touched, new Map([["VM", new Map([["A", { uuid: "1" }], ["C", undefined]])]]));
  assert.deepEqual([...replica.records("VM").keys()], ["A", "B"], "the old one is as it was");
  assert.deepEqual([...next.with("VM", new Map()).classes()], ["task"], "an empty class is none");
});
