// Drives: VBDs made, removed, plugged and unplugged while the VM runs, and CDs put in and taken out.
import type { Database } from "../db.ts";
import { wantedRecord } from "../creation.ts";
import { ApiError } from "../errors.ts";
import { vbdRecord } from "../generate/machine_records.ts";
import type { Context, Registry } from "../methods.ts";
import { find } from "../objects.ts";
import { flag, type Json, list, NULL_REF, type Rec, type Ref, text } from "../values.ts";
import { deviceName, refreshDisk } from "./devices.ts";
import { badPowerState, powerState } from "./lifecycle.ts";
import { refresh } from "./subject.ts";

const REQUIRED = [
  "VM",
  "VDI",
  "userdevice",
  "bootable",
  "mode",
  "type",
  "empty",
  "other_config",
  "qos_algorithm_type",
  "qos_algorithm_params",
];

/** Places a VM has for drives. */
const PLACES = 255;

/** Time it takes a guest to take or give back a device, in milliseconds. */
const PLUG_MS = 500;

/** Adds the messages of class VBD and VM.get_allowed_VBD_devices. */
export function registerDrives(registry: Registry): void {
  registry.register("VBD.create", ({ db }, [given]) => create(db, given));
  registry.register("VBD.destroy", ({ db }, [vbd = ""]) => destroy(db, String(vbd)));
  registry.register("VBD.plug", (context, [vbd = ""]) => plug(context, String(vbd)));
  registry.register("VBD.unplug", (context, [vbd = ""]) => unplug(context, String(vbd)));
  registry.register("VBD.unplug_force", (context, [vbd = ""]) => unplug(context, String(vbd)));
  registry.register(
    "VBD.insert",
    (context, [vbd = "", vdi = ""]) => insert(context, String(vbd), String(vdi)),
  );
  registry.register("VBD.eject", (context, [vbd = ""]) => eject(context, String(vbd)));
  registry.register("VBD.set_mode", ({ db }, [vbd = "", mode = "RO"]) => {
    const vm = text(find(db, "VBD", vbd), "VM");
    const record = find(db, "VM", vm);
    if (powerState(record) !== "Halted") throw badPowerState(vm, record, ["Halted"]);
    db.set("VBD", String(vbd), "mode", mode);
  });
  registry.register("VBD.assert_attachable", ({ db }, [vbd = ""]) => {
    const record = find(db, "VBD", vbd);
    if (!flag(record, "empty")) find(db, "VDI", text(record, "VDI"));
  });
  registry.register("VM.get_allowed_VBD_devices", ({ db }, [vm = ""]) => freePlaces(db, String(vm)));
}

function create(db: Database, given: Json | undefined): Ref {
  const fields = wantedRecord("VBD", given, REQUIRED);
  const vm = text(fields, "VM");
  const places = freePlaces(db, vm);
  const wanted = text(fields, "userdevice");
  const userdevice = wanted === "autodetect" ? places[0] ?? "0" : wanted;
  const cd = text(fields, "type") === "CD";
  const empty = cd && flag(fields, "empty");
  if (!empty) find(db, "VDI", text(fields, "VDI"));
  const taken = list(find(db, "VM", vm), "VBDs").some((vbd) =>
    db.get("VBD", vbd)?.["userdevice"] === userdevice
  );
  if (taken) throw new ApiError("DEVICE_ALREADY_EXISTS", userdevice);
  const ref = db.create(
    "VBD",
    vbdRecord({
      ...fields,
      userdevice,
      empty,
      VDI: empty ? NULL_REF : text(fields, "VDI"),
      device: "",
      currently_attached: false,
      metrics: db.newRef(),
    }),
  );
  refresh(db, vm);
  return ref;
}

function destroy(db: Database, vbd: Ref): void {
  const record = find(db, "VBD", vbd);
  const vm = text(record, "VM");
  if (flag(record, "currently_attached")) {
    const ids = [text(record, "uuid"), text(db.get("VM", vm), "uuid")];
    throw new ApiError("OPERATION_NOT_ALLOWED", `VBD '${ids[0]}' still attached to '${ids[1]}'`);
  }
  db.destroy("VBD", vbd);
  refreshDisk(db, text(record, "VDI"));
  refresh(db, vm);
}

async function plug(context: Context, vbd: Ref): Promise<void> {
  const { db, task } = context;
  const { vm } = running(db, "VBD", vbd);
  if (flag(find(db, "VBD", vbd), "currently_attached")) throw new ApiError("DEVICE_ALREADY_ATTACHED", vbd);
  assertFree(db, vbd);
  await task.operate({ objects: [["VBD", vbd]], operation: "plug", duration: PLUG_MS }, () => {
    const record = find(db, "VBD", vbd);
    if (text(record, "device") === "") {
      db.set("VBD", vbd, "device", deviceName(text(record, "userdevice")));
    }
    db.set("VBD", vbd, "currently_attached", true);
  });
  refresh(db, vm);
}

async function unplug(context: Context, vbd: Ref): Promise<void> {
  const { db, task } = context;
  const { vm } = running(db, "VBD", vbd);
  if (!flag(find(db, "VBD", vbd), "currently_attached")) throw new ApiError("DEVICE_ALREADY_DETACHED", vbd);
  await task.operate({ objects: [["VBD", vbd]], operation: "unplug", duration: PLUG_MS }, () => {
    find(db, "VBD", vbd);
    db.set("VBD", vbd, "currently_attached", false);
  });
  refresh(db, vm);
}

async function insert({ db, task }: Context, vbd: Ref, vdi: Ref): Promise<void> {
  const record = removable(db, vbd);
  const vm = text(record, "VM");
  find(db, "VDI", vdi);
  if (!flag(record, "empty")) throw new ApiError("VBD_NOT_EMPTY", vbd);
  await task.operate({ objects: [["VBD", vbd]], operation: "insert", duration: PLUG_MS }, () => {
    find(db, "VDI", vdi);
    if (powerState(find(db, "VM", vm)) !== "Halted") db.hypervisor.assert("insert", { vbd });
    db.update("VBD", vbd, { VDI: vdi, empty: false });
  });
  refreshDisk(db, vdi);
  refresh(db, vm);
}

async function eject({ db, task }: Context, vbd: Ref): Promise<void> {
  const record = removable(db, vbd);
  if (flag(record, "empty")) throw new ApiError("VBD_IS_EMPTY", vbd);
  await task.operate({ objects: [["VBD", vbd]], operation: "eject", duration: PLUG_MS }, () => {
    find(db, "VBD", vbd);
    db.update("VBD", vbd, { VDI: NULL_REF, empty: true });
  });
  refreshDisk(db, text(record, "VDI"));
  refresh(db, text(record, "VM"));
}

function removable(db: Database, vbd: Ref): Rec {
  const record = find(db, "VBD", vbd);
  if (text(record, "type") !== "CD") throw new ApiError("VBD_NOT_REMOVABLE_MEDIA", vbd);
  return record;
}

/** The VM of a device. Throws VM_BAD_POWER_STATE unless it runs. */
export function running(db: Database, cls: "VBD" | "VIF", device: Ref): { readonly vm: Ref } {
  const vm = text(find(db, cls, device), "VM");
  const record = find(db, "VM", vm);
  if (powerState(record) !== "Running") throw badPowerState(vm, record, ["Running"]);
  return { vm };
}

/** Throws VDI_IN_USE when another drive writes to a drive's disk, or would: a disk has one writer unless it is sharable. */
export function assertFree(db: Database, vbd: Ref): void {
  const record = find(db, "VBD", vbd);
  if (flag(record, "empty")) return;
  const vdi = text(record, "VDI");
  const disk = find(db, "VDI", vdi);
  if (flag(disk, "sharable") || text(record, "mode") === "RO") return;
  for (const other of list(disk, "VBDs")) {
    const rival = db.get("VBD", other);
    if (other === vbd || rival === undefined || text(rival, "mode") === "RO") continue;
    if (flag(rival, "currently_attached") || text(rival, "VM") === text(record, "VM")) {
      throw new ApiError("VDI_IN_USE", vdi);
    }
  }
}

function freePlaces(db: Database, vm: Ref): string[] {
  const taken = new Set(list(find(db, "VM", vm), "VBDs").map((vbd) => db.get("VBD", vbd)?.["userdevice"]));
  return Array.from({ length: PLACES }, (_, place) => String(place)).filter((place) => !taken.has(place));
}
