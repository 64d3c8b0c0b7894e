// Devices of a running VM: disks and interfaces plugged in and pulled out, CDs changed; and VMs sent with their disks.
import assert from "node:assert/strict";
import { registerStorage } from "../storage/mod.ts";
import { flag, type Json, list, NULL_REF, type Ref, text } from "../values.ts";
import { World } from "./testing.ts";

function world(): World {
  const made = new World({ vms: 12 });
  registerStorage(made.registry);
  return made;
}

const QOS = { other_config: {}, qos_algorithm_type: "", qos_algorithm_params: {} };

function drive(VM: Ref, VDI: Ref, type: string, more: Record<string, Json> = {}): Json {
  const empty = VDI === NULL_REF;
  return { VM, VDI, userdevice: "autodetect", bootable: false, mode: "RW", type, empty, ...QOS, ...more };
}

async function disk(made: World, vm: Ref): Promise<Ref> {
  const { db } = made;
  const vbd = list(made.get(vm), "VBDs").find((each) => text(db.get("VBD", each), "type") === "Disk") ?? "";
  const SR = text(db.get("VDI", text(db.get("VBD", vbd), "VDI")), "SR");
  const given = {
    SR,
    virtual_size: 2 ** 30,
    type: "user",
    sharable: false,
    read_only: false,
    other_config: {},
  };
  return String(await made.call("VDI.create", given));
}

Deno.test("a disk is plugged into a running VM, kept from others, and pulled out", async () => {
  const made = world();
  const { db } = made;
  const vm = made.vm("Running", (record) => list(record, "VBDs").length > 0);
  const vdi = await disk(made, vm);
  const vbd = String(await made.call("VBD.create", drive(vm, vdi, "Disk")));
  assert.deepEqual(list(db.get("VBD", vbd), "allowed_operations").includes("plug"), true);
  await made.call("VBD.plug", vbd);
  assert.match(text(db.get("VBD", vbd), "device"), /^xvd[a-z]$/);
  assert.deepEqual(list(db.get("VDI", vdi), "allowed_operations"), ["clone", "snapshot"]);
  const other = made.vm("Running", (record) => record["uuid"] !== made.get(vm)["uuid"]);
  const rival = String(await made.call("VBD.create", drive(other, vdi, "Disk")));
  await assert.rejects(made.call("VBD.plug", rival), { code: "VDI_IN_USE", params: [vdi] });
  await made.call("VBD.unplug", vbd);
  await made.call("VBD.plug", rival);
  await made.call("VBD.destroy", vbd);
  assert.equal(db.get("VBD", vbd), undefined);
});

Deno.test("a CD is put into a running VM's drive and taken out", async () => {
  const made = world();
  const { db } = made;
  const vm = made.vm("Running", (record) => list(record, "VBDs").length > 0);
  const cd = String(await made.call("VBD.create", drive(vm, NULL_REF, "CD", { mode: "RO" })));
  const vdi = await disk(made, vm);
  await made.call("VBD.insert", cd, vdi);
  assert.deepEqual([flag(db.get("VBD", cd), "empty"), text(db.get("VBD", cd), "VDI")], [false, vdi]);
  await assert.rejects(made.call("VBD.insert", cd, vdi), { code: "VBD_NOT_EMPTY" });
  await made.call("VBD.eject", cd);
  assert.deepEqual([flag(db.get("VBD", cd), "empty"), list(db.get("VDI", vdi), "VBDs")], [true, []]);
});

Deno.test("an interface gets a MAC of its own, is plugged, moved and removed", async () => {
  const made = world();
  const { db } = made;
  const vm = made.vm("Running");
  const [place = ""] = list({ places: (await made.call("VM.get_allowed_VIF_devices", vm)) ?? [] }, "places");
  const [network = "", other = ""] = db.table("network").keys();
  const vif = String(
    await made.call("VIF.create", { VM: vm, network, device: place, MAC: "", MTU: 1500, ...QOS }),
  );
  assert.match(text(db.get("VIF", vif), "MAC"), /^[0-9a-f][26ae](:[0-9a-f]{2}){5}$/);
  await made.call("VIF.plug", vif);
  await assert.rejects(made.call("VIF.destroy", vif), { code: "OPERATION_NOT_ALLOWED" });
  await made.call("VIF.move", vif, other);
  assert.ok(list(db.get("network", other), "VIFs").includes(vif));
  await made.call("VIF.unplug", vif);
  await made.call("VIF.destroy", vif);
  assert.ok(!list(made.get(vm), "VIFs").includes(vif));
});

Deno.test("a VM is sent to another host with its disk to another SR", async () => {
  const made = world();
  const { db } = made;
  const vm = made.vm("Running", (record) => list(record, "VBDs").length > 0);
  const home = text(made.get(vm), "resident_on");
  const host = [...db.table("host").keys()].find((each) => each !== home) ?? "";
  const [network = ""] = db.table("network").keys();
  const dest = (await made.call("host.migrate_receive", host, network, {})) ?? "";
  const map: Record<string, Json> = {};
  const [sr = ""] = [...db.table("PBD").values()].filter((pbd) =>
    pbd["host"] === host && flag(pbd, "currently_attached")
  )
    .map((pbd) => text(pbd, "SR"));
  for (const vbd of list(made.get(vm), "VBDs")) {
    if (text(db.get("VBD", vbd), "type") === "Disk") map[text(db.get("VBD", vbd), "VDI")] = sr;
  }
  await assert.rejects(made.call("VM.assert_can_migrate", vm, dest, true, {}, {}, {}), {
    code: "VDI_NOT_IN_MAP",
  });
  await made.call("VM.assert_can_migrate", vm, dest, true, map, {}, {});
  await made.call("VM.migrate_send", vm, dest, true, map, {}, {}, {});
  assert.equal(text(made.get(vm), "resident_on"), host);
  for (const vbd of list(made.get(vm), "VBDs")) {
    const vdi = db.get("VDI", text(db.get("VBD", vbd), "VDI"));
    if (text(db.get("VBD", vbd), "type") === "Disk") assert.equal(text(vdi, "SR"), sr);
  }
});
