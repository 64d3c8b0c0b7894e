// The database: relations, generations, deletions.
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Change, Database } from "./db.ts";
import { seeded } from "./random.ts";
import { list, NULL_REF } from "./values.ts";

function fresh(): Database {
  return new Database({ random: seeded(1), now: () => 0 });
}

Deno.test("A new record has every field of its class and a uuid", () => {
  const db = fresh();
  const record = db.get("VM", db.create("VM", { name_label: "a" }));
  assert.equal(record?.["name_label"], "a");
  assert.equal(record?.["resident_on"], NULL_REF);
  assert.equal(record?.["snapshot_time"], "19700101T00:00:00Z");
  assert.deepEqual(record?.["VBDs"], []);
  assert.match(String(record?.["uuid"]), /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
});

Deno.test("Both sides of a relation follow the side that is written, in one generation", () => {
  const db = fresh();
  const [a, b] = [db.create("VM", {}), db.create("VM", {})];
  const changes: Change[] = [];
  db.onChange((change) => changes.push(change));
  const vbd = db.create("VBD", { VM: a });
  assert.deepEqual(db.get("VM", a)?.["VBDs"], [vbd]);
  assert.deepEqual(changes.map(({ cls, kind }) => `${cls} ${kind}`), ["VBD add", "VM mod"]);
  assert.equal(changes[0]?.generation, changes[1]?.generation);
  db.set("VBD", vbd, "VM", b);
  assert.deepEqual([db.get("VM", a)?.["VBDs"], db.get("VM", b)?.["VBDs"]], [[], [vbd]]);
  db.destroy("VBD", vbd);
  assert.deepEqual(db.get("VM", b)?.["VBDs"], []);
});

Deno.test("A relation with sets on both sides follows whichever is written", () => {
  const db = fresh();
  const [host, update] = [db.create("host", {}), db.create("pool_update", {})];
  db.set("host", host, "updates", [update]);
  assert.deepEqual(db.get("pool_update", update)?.["hosts"], [host]);
  db.set("pool_update", update, "hosts", []);
  assert.deepEqual(db.get("host", host)?.["updates"], []);
});

Deno.test("Writing what is there already is no write", () => {
  const db = fresh();
  const vm = db.create("VM", { other_config: { a: "1" } });
  const before = db.generation;
  db.set("VM", vm, "other_config", { a: "1" });
  assert.equal(db.generation, before);
  db.touch("VM", vm);
  assert.equal(db.generation, before + 1);
});

Deno.test("A record that was handed out never changes", () => {
  const db = fresh();
  const vm = db.create("VM", { name_label: "before" });
  const held = db.get("VM", vm);
  db.set("VM", vm, "name_label", "after");
  assert.equal(held?.["name_label"], "before");
});

Deno.test("A table forgets old deletions but always knows the last 256", () => {
  const db = fresh();
  const vms = Array.from({ length: 650 }, () => db.create("VM", {}));
  vms.forEach((vm) => db.destroy("VM", vm));
  const known = db.deletions("VM").length;
  assert.ok(known >= 256 && known <= 512, `${known} known`);
  assert.equal(db.deletions("VM").at(-1)?.ref, vms.at(-1));
});

Deno.test("The same seed makes the same references", () => {
  assert.equal(fresh().create("VM", {}), fresh().create("VM", {}));
});

Deno.test("After any writes every VBD is in exactly the set of its VM, and the log names what was written", () => {
  const step = fc.record({
    what: fc.constantFrom("create", "move", "destroy"),
    vbd: fc.nat(9),
    vm: fc.nat(3),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    const db = fresh();
    const vms = Array.from({ length: 4 }, () => db.create("VM", {}));
    const since = db.generation;
    for (const { what, vbd, vm } of steps) {
      const [ref, target] = [`OpaqueRef:${vbd}`, vms[vm] ?? NULL_REF];
      if (what === "create" && db.get("VBD", ref) === undefined) db.create("VBD", { VM: target }, ref);
      if (what === "move" && db.get("VBD", ref) !== undefined) db.set("VBD", ref, "VM", target);
      if (what === "destroy") db.destroy("VBD", ref);
    }
    for (const vm of vms) {
      const listed = list(db.get("VM", vm), "VBDs").sort();
      const pointing = [...db.table("VBD")].filter(([, record]) => record["VM"] === vm).map(([ref]) => ref)
        .sort();
      assert.deepEqual(listed, pointing);
    }
    const written = db.writtenSince(since);
    for (const [ref, stamp] of db.stamps("VM")) {
      assert.equal(written?.get("VM")?.has(ref) ?? false, stamp.modified > since);
    }
  }));
});
