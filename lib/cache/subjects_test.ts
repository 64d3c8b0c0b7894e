import assert from "node:assert/strict";
import { Cache } from "./cache.ts";
import { Subjects } from "./subjects.ts";
import { batch, mod, state } from "./testing.ts";

const running = (task: string, operation: string) => ({ current_operations: { [task]: operation } });

Deno.test("a task is about the VM, whatever else it marks and in whatever order that is heard", () => {
  const subjects = new Subjects(() => true);
  assert.deepEqual(subjects.note("host", "H", running("T", "vm_start")), ["T"]);
  assert.deepEqual(subjects.note("VM", "V", running("T", "start")), ["T"]);
  assert.deepEqual(subjects.note("VBD", "B", running("T", "attach")), []);
  assert.deepEqual(subjects.note("SR", "S", running("T", "vdi_create")), []);
  assert.deepEqual(subjects.of("T"), { className: "VM", ref: "V" });
  subjects.forget("T");
  assert.equal(subjects.size, 0);
});

Deno.test("a task names its VM while it runs and after it has ended, even when it is heard of first", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "p" });
  await writer.reset(state({ VM: { V: { uuid: "v", name_label: "web-01" } } }));
  writer.apply(batch(mod("task", "T", { uuid: "t", status: "pending" })));
  assert.equal(cache.get("task", "t")?.object, null);
  writer.apply(batch(mod("VM", "V", { uuid: "v", name_label: "web-01", ...running("T", "start") })));
  const object = { collection: "vm", id: "v", name: "web-01" };
  assert.deepEqual(cache.get("task", "t")?.object, object);
  writer.apply(batch(
    mod("VM", "V", { uuid: "v", name_label: "web-01" }),
    mod("task", "T", { uuid: "t", status: "success" }),
  ));
  assert.deepEqual(cache.get("task", "t")?.object, object);
  writer.apply(
    batch({ class: "VM", operation: "del", ref: "V" }, mod("task", "T", { uuid: "t", status: "failure" })),
  );
  assert.deepEqual(cache.get("task", "t")?.object, object);
});

Deno.test("a task calls its VM by the name it has now, and by the last one when it is gone", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "p" });
  await writer.reset(state({ VM: { V: { uuid: "v", name_label: "old", ...running("T", "start") } } }));
  writer.apply(batch(mod("task", "T", { uuid: "t", status: "success" })));
  writer.apply(batch(mod("VM", "V", { uuid: "v", name_label: "new" })));
  assert.equal(cache.get("task", "t")?.object?.name, "new");
  writer.apply(batch({ class: "VM", operation: "del", ref: "V" }));
  assert.deepEqual(cache.get("task", "t")?.object, { collection: "vm", id: "v", name: "new" });
});

Deno.test("a task that comes after its VM's change names the VM as well", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "p" });
  await writer.reset(state({ VM: { V: { uuid: "v", name_label: "db", ...running("T", "suspend") } } }));
  writer.apply(batch(mod("task", "T", { uuid: "t", status: "pending" })));
  assert.deepEqual(cache.get("task", "t")?.object, { collection: "vm", id: "v", name: "db" });
});

Deno.test("a task over before it was heard of names its VM, and one that is gone is not kept for ever", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "p" });
  await writer.reset(state({ VM: { V: { uuid: "v", name_label: "db" } } }));
  writer.apply(batch(mod("VM", "V", { uuid: "v", name_label: "db", ...running("T", "start") })));
  writer.apply(batch(mod("VM", "V", { uuid: "v", name_label: "db", current_operations: {} })));
  writer.apply(batch(mod("task", "T", { uuid: "t", status: "success" })));
  assert.deepEqual(cache.get("task", "t")?.object, { collection: "vm", id: "v", name: "db" });

  const subjects = new Subjects((task) => task === "T");
  subjects.note("VM", "V", running("T", "start"));
  for (let i = 0; i < 2000; i++) subjects.note("VM", "V", running(`gone ${i}`, "start"));
  assert.equal(subjects.size, 1001);
  assert.notEqual(subjects.of("T"), undefined);
  assert.equal(subjects.of("gone 0"), undefined);
  assert.notEqual(subjects.of("gone 1999"), undefined);
});

Deno.test("a task that came is no orphan any more", () => {
  const subjects = new Subjects(() => false);
  subjects.note("VM", "V", running("T", "start"));
  subjects.arrived("T");
  for (let i = 0; i < 2000; i++) subjects.note("VM", "V", running(`gone ${i}`, "start"));
  assert.notEqual(subjects.of("T"), undefined);
});
