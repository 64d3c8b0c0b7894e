import assert from "node:assert/strict";
import { Cache } from "../cache.ts";
import { add, batch, del, mod } from "../testing.ts";
import { assertFields, bare, projected } from "./testing.ts";

Deno.test("a message names what it is about by its uuid, whatever the class", () => {
  const message = (cls: string, obj_uuid: string) =>
    projected("alert", "m", {
      message: { M: { uuid: "m", name: "X", priority: "3", cls, obj_uuid, timestamp: "20261123T06:21:29Z" } },
      pool: { P: { uuid: "other", name_label: "lab" } },
      VM: { V: { uuid: "v", name_label: "web" }, Z: { uuid: "z", name_label: "old", is_a_snapshot: true } },
      host: { H: { uuid: "h", name_label: "alpha" } },
      SR: { S: { uuid: "s", name_label: "nas" } },
      VDI: { D: { uuid: "d", name_label: "root" } },
    }).object;
  assert.deepEqual(message("VM", "v"), { collection: "vm", id: "v", name: "web" });
  assert.deepEqual(message("VM", "z"), { collection: "snapshot", id: "z", name: "old" });
  assert.deepEqual(message("Host", "h"), { collection: "host", id: "h", name: "alpha" });
  assert.deepEqual(message("SR", "s"), { collection: "sr", id: "s", name: "nas" });
  assert.deepEqual(message("VDI", "d"), { collection: "vdi", id: "d", name: "root" });
  assert.deepEqual(message("Pool", "whichever"), { collection: "pool", id: "p", name: "lab" });
  assert.equal(message("VM", "h"), null, "a uuid of another class");
  assert.equal(message("VMPP", "v"), null);
  assertFields(bare("alert", "message"), {
    name: "",
    priority: 5,
    body: "",
    values: {},
    time: null,
    object: null,
  });
});

Deno.test("it follows its object's name, and keeps the last one when that is gone", () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  const name = () => cache.get("alert", "m")?.object?.name;
  writer.apply(batch(add("message", "M", { uuid: "m", cls: "VM", obj_uuid: "v" })));
  assert.equal(name(), undefined);
  writer.apply(batch(add("VM", "V", { uuid: "v", name_label: "web", allowed_operations: [] })));
  assert.equal(name(), "web");
  const before = cache.get("alert", "m");
  writer.apply(batch(mod("VM", "V", { uuid: "v", name_label: "web", allowed_operations: ["start"] })));
  assert.equal(cache.get("alert", "m"), before, "nothing else of it makes the alert anew");
  writer.apply(batch(mod("VM", "V", { uuid: "v", name_label: "db" })));
  assert.equal(name(), "db");
  writer.apply(batch(del("VM", "V")));
  assert.equal(name(), "db");
  writer.apply(batch(add("message", "N", { uuid: "n", cls: "Pool", obj_uuid: "p" })));
  assert.equal(cache.get("alert", "n")?.object?.name, "lab");
  writer.apply(batch(add("pool", "P", { uuid: "p", name_label: "new" })));
  assert.equal(cache.get("alert", "n")?.object?.name, "new");
});

Deno.test("a body as long as a book is cut", () => {
  assert.equal(bare("alert", "message", { body: "a".repeat(10_000) }).body.length, 4096);
});
