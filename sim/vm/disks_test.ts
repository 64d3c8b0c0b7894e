// Disks by themselves: snapshots and destruction, and what refuses it.
import assert from "node:assert/strict";
import { list, number, text } from "../values.ts";
import { disksOf } from "./disks.ts";
import { World } from "./testing.ts";

Deno.test("a disk in use cannot be destroyed, an unused one goes with its VBD and its space", async () => {
  const world = new World();
  const [attached] = disksOf(world.db, world.vm("Running"));
  await assert.rejects(world.call("VDI.destroy", attached?.vdi ?? ""), /VDI_IN_USE \[.*, destroy\]/);
  const [disk] = disksOf(world.db, world.vm("Halted"));
  const [vdi, vbd] = [disk?.vdi ?? "", disk?.vbd ?? ""];
  const record = world.db.get("VDI", vdi);
  const used = () => number(world.db.get("SR", text(record, "SR")), "physical_utilisation");
  const before = used();
  await world.call("VDI.destroy", vdi);
  assert.equal(world.db.get("VDI", vdi), undefined);
  assert.equal(world.db.get("VBD", vbd), undefined);
  assert.equal(used(), before - number(record, "physical_utilisation"));
});

Deno.test("an ISO is not destroyed: its storage does not support that", async () => {
  const world = new World();
  const [[iso, record] = []] = [...world.db.table("VDI")].filter(([, one]) =>
    !list(one, "allowed_operations").includes("destroy") && list(one, "VBDs").length === 0
  );
  await assert.rejects(world.call("VDI.destroy", iso ?? ""), {
    code: "SR_OPERATION_NOT_SUPPORTED",
    params: [text(record, "SR")],
  });
});

Deno.test("a disk that an operation works on refuses another one", async () => {
  const world = new World();
  const [disk] = disksOf(world.db, world.vm("Halted"));
  const vdi = disk?.vdi ?? "";
  const first = world.start("VDI.snapshot", vdi, {});
  await assert.rejects(
    world.call("VDI.destroy", vdi),
    new RegExp(`OTHER_OPERATION_IN_PROGRESS \\[VDI, ${vdi}, snapshot, ${first.ref}\\]`),
  );
  const taken = String(await first.done);
  assert.equal(world.db.get("VDI", taken)?.["snapshot_of"], vdi);
});

Deno.test("a snapshot without room fails with SR_FULL and leaves nothing behind", async () => {
  const world = new World();
  const vm = world.vm("Halted");
  const [disk] = disksOf(world.db, vm);
  const sr = text(world.db.get("VDI", disk?.vdi ?? ""), "SR");
  world.db.set("SR", sr, "physical_size", number(world.db.get("SR", sr), "physical_utilisation"));
  const before = world.db.table("VDI").size;
  await assert.rejects(world.call("VM.snapshot", vm, "x", []), /SR_FULL/);
  assert.equal(world.db.table("VDI").size, before);
  assert.deepEqual(world.get(vm)["current_operations"], {});
});
