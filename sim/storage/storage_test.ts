// What storage does where the recordings could not show it: copies, moves, new SRs, and what they leave behind.
import assert from "node:assert/strict";
import { vdiRecord } from "../generate/machine_records.ts";
import { flag, type Json, list, NULL_REF, number, type Ref, text } from "../values.ts";
import { World } from "../vm/testing.ts";
import { registerStorage } from "./mod.ts";

function storage(): World {
  const world = new World({ vms: 12 });
  registerStorage(world.registry);
  return world;
}

/** A plugged SR, shared or not. */
function sr({ db }: World, shared: boolean): Ref {
  const found = [...db.table("SR")].find(([, record]) =>
    flag(record, "shared") === shared && text(record, "content_type") === "user" &&
    list(record, "PBDs").some((pbd) => flag(db.get("PBD", pbd), "currently_attached"))
  );
  return found?.[0] ?? assert.fail("no such SR");
}

function wanted(SR: Ref, virtual_size: Json): Json {
  return {
    name_label: "new",
    SR,
    virtual_size,
    type: "user",
    sharable: false,
    read_only: false,
    other_config: {},
  };
}

Deno.test("a disk is made, resized, copied to another SR and forgotten", async () => {
  const world = storage();
  const { db } = world;
  const [here, there] = [sr(world, true), sr(world, false)];
  const used = number(db.get("SR", here), "virtual_allocation");
  const vdi = String(await world.call("VDI.create", wanted(here, 5_000_000)));
  assert.equal(number(db.get("VDI", vdi), "virtual_size"), 6 * 2 ** 20);
  assert.deepEqual(
    list(db.get("VDI", vdi), "allowed_operations"),
    ["copy", "clone", "forget", "resize", "snapshot", "destroy"],
  );
  await world.call("VDI.resize", vdi, 8 * 2 ** 20);
  assert.equal(number(db.get("SR", here), "virtual_allocation"), used + 8 * 2 ** 20);
  const copy = String(await world.call("VDI.copy", vdi, there, NULL_REF, NULL_REF));
  assert.equal(text(db.get("VDI", copy), "SR"), there);
  assert.equal(number(db.get("VDI", copy), "virtual_size"), 8 * 2 ** 20);
  await world.call("VDI.forget", vdi);
  assert.equal(db.get("VDI", vdi), undefined);
  await assert.rejects(world.call("VDI.resize", vdi, 1), { code: "HANDLE_INVALID" });
});

Deno.test("a disk in use moves to another SR under its VM, and its drive follows", async () => {
  const world = storage();
  const { db } = world;
  const vm = world.vm("Running", (record) => list(record, "VBDs").length > 0);
  const vbd = list(world.get(vm), "VBDs").find((each) => text(db.get("VBD", each), "type") === "Disk") ?? "";
  const vdi = text(db.get("VBD", vbd), "VDI");
  const target = sr(world, text(db.get("SR", text(db.get("VDI", vdi), "SR")), "shared") === "true");
  await assert.rejects(world.call("VDI.copy", vdi, target, NULL_REF, NULL_REF), {
    code: "VDI_IN_USE",
    params: [vdi, "copy"],
  });
  const moved = String(await world.call("VDI.pool_migrate", vdi, target, {}));
  assert.equal(text(db.get("VBD", vbd), "VDI"), moved);
  assert.equal(text(db.get("VDI", moved), "SR"), target);
  assert.deepEqual([db.get("VDI", vdi), list(db.get("VDI", moved), "VBDs")], [undefined, [vbd]]);
});

Deno.test("a shared SR is plugged everywhere, and goes only when it is unplugged everywhere", async () => {
  const world = storage();
  const { db } = world;
  const hosts = [...db.table("host").keys()];
  const config = { server: "10.0.0.6", serverpath: "/y" };
  const ref = String(
    await world.call("SR.create", hosts[0] ?? "", config, 0, "nfs 2", "", "nfs", "user", true, {}),
  );
  const pbds = list(db.get("SR", ref), "PBDs");
  assert.deepEqual(pbds.map((pbd) => text(db.get("PBD", pbd), "host")).sort(), hosts.sort());
  const vdi = db.create("VDI", vdiRecord({ SR: ref, virtual_size: 1 }));
  await assert.rejects(world.call("SR.forget", ref), { code: "SR_HAS_PBD", params: [ref] });
  for (const pbd of pbds) await world.call("PBD.unplug", pbd);
  await assert.rejects(world.call("SR.destroy", ref), { code: "SR_NOT_EMPTY" });
  await assert.rejects(world.call("VDI.create", wanted(ref, 1)), { code: "SR_HAS_NO_PBDS", params: [ref] });
  const [host] = hosts;
  await assert.rejects(world.call("PBD.create", { host: host ?? "", SR: ref, device_config: {} }), {
    code: "PBD_EXISTS",
  });
  await world.call("SR.forget", ref);
  assert.deepEqual([db.get("SR", ref), db.get("VDI", vdi), db.get("PBD", pbds[0] ?? "")], [
    undefined,
    undefined,
    undefined,
  ]);
});
