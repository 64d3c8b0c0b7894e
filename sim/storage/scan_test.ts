// Storage repositories at work: what they show meanwhile, what they refuse.
import assert from "node:assert/strict";
import { registerScan } from "./scan.ts";
import { dict, flag, list, type Ref, text } from "../values.ts";
import { disksOf } from "../vm/disks.ts";
import { World } from "../vm/testing.ts";

function storage(scale = 0): { world: World; sr: Ref } {
  const world = new World({ vms: 6, scale });
  registerScan(world.registry);
  const [sr] =
    [...world.db.table("SR")].find(([, record]) =>
      flag(record, "shared") && list(record, "VDIs").length > 0 && text(record, "content_type") === "user"
    ) ?? [];
  if (sr === undefined) throw new Error("No shared SR in the pool");
  return { world, sr };
}

Deno.test("a scan shows itself on the SR, which allows nothing meanwhile and the same as before afterwards", async () => {
  const { world, sr } = storage();
  const before = world.db.get("SR", sr)?.["allowed_operations"];
  const { ref, done } = world.start("SR.scan", sr);
  assert.deepEqual(world.db.get("SR", sr)?.["current_operations"], { [ref]: "scan" });
  assert.deepEqual(world.db.get("SR", sr)?.["allowed_operations"], []);
  await done;
  assert.deepEqual(world.db.get("SR", sr)?.["current_operations"], {});
  assert.deepEqual(world.db.get("SR", sr)?.["allowed_operations"], before);
});

Deno.test("a scan waits for another one, and a cancelled one leaves the SR as it was", async () => {
  const { world, sr } = storage(0.05);
  const before = world.db.get("SR", sr)?.["allowed_operations"];
  const first = world.start("SR.scan", sr);
  const second = world.start("SR.scan", sr);
  assert.deepEqual(Object.keys(dict(world.db.get("SR", sr), "current_operations")), [first.ref]);
  world.tasks.cancel(first.ref);
  await assert.rejects(first.done, { code: "TASK_CANCELLED" });
  await second.done;
  assert.equal(world.db.get("task", second.ref)?.["status"], "success");
  assert.deepEqual(world.db.get("SR", sr)?.["allowed_operations"], before);
});

Deno.test("an SR that no host has plugged, or that is not there, cannot be scanned", async () => {
  const { world, sr } = storage();
  for (const pbd of list(world.db.get("SR", sr), "PBDs")) {
    world.db.set("PBD", pbd, "currently_attached", false);
  }
  await assert.rejects(world.call("SR.scan", sr), { code: "SR_HAS_NO_PBDS", params: [sr] });
  await assert.rejects(world.call("SR.scan", "OpaqueRef:nope"), { code: "HANDLE_INVALID" });
});

Deno.test("disks destroyed side by side all go, and the SR allows again what it did", async () => {
  const { world } = storage();
  const vm = world.vm("Halted", (record) => list(record, "snapshots").length === 0);
  const [{ vdi } = { vdi: "" }] = disksOf(world.db, vm);
  const sr = text(world.db.get("VDI", vdi), "SR");
  const before = world.db.get("SR", sr)?.["allowed_operations"];
  const copies = [];
  for (let count = 0; count < 3; count++) copies.push(String(await world.call("VDI.clone", vdi, {})));
  const destroyed = copies.map((copy) => world.start("VDI.destroy", copy));
  const shown = Object.values(dict(world.db.get("SR", sr), "current_operations"));
  assert.deepEqual(shown, ["vdi_destroy", "vdi_destroy", "vdi_destroy"]);
  await Promise.all(destroyed.map(({ done }) => done));
  for (const copy of copies) assert.equal(world.db.get("VDI", copy), undefined);
  assert.deepEqual(world.db.get("SR", sr)?.["allowed_operations"], before);
});
