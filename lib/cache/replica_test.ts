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

Deno.test("replacing a class leaves exactly the new list, and an empty class is none", () => {
  const replica = new Replica();
  replica.event(add("VM", "A", { uuid: "1" }), new Map());
  replica.event(add("VM", "B", { uuid: "2" }), new Map());
  const touched: Touched = new Map();
  replica.replace("VM", new Map([["B", { uuid: "2" }], ["C", { uuid: "3" }]]), touched);
  assert.deepEqual([...replica.records("VM").keys()], ["B", "C"]);
  assert.deepEqual([...touched.get("VM")?.keys() ?? []], ["A", "B", "C"]);
  replica.replace("VM", new Map(), touched);
  assert.deepEqual([...replica.classes()], []);
});
