// What is possible with a VM's devices and disks now: allowed_operations of VBD, VIF and VDI, as a genuine xapi lists them.
import type { Database } from "../db.ts";
import { dict, flag, list, type Rec, type Ref, text } from "../values.ts";
import { powerState } from "./lifecycle.ts";

const UNUSED_DISK = ["copy", "clone", "forget", "resize", "snapshot", "destroy"];

/** allowed_operations of a VBD of a VM. */
export function vbdOperations(vbd: Rec, vm: Rec): string[] {
  if (Object.keys(dict(vbd, "current_operations")).length > 0) return ["unpause"];
  const cd = text(vbd, "type") === "CD";
  const state = powerState(vm);
  if (state === "Halted" || state === "Suspended") {
    return cd ? ["attach", flag(vbd, "empty") ? "insert" : "eject"] : ["attach"];
  }
  if (cd) return ["attach", "unpause", flag(vbd, "empty") ? "insert" : "eject", "pause"];
  if (state === "Paused") return ["attach", "unpause", "pause"];
  const plugs = flag(vbd, "currently_attached") ? ["unplug", "unplug_force"] : ["plug"];
  return ["attach", "unpause", ...plugs, "pause"];
}

/** allowed_operations of a VIF of a VM. */
export function vifOperations(vif: Rec, vm: Rec): string[] {
  if (Object.keys(dict(vif, "current_operations")).length > 0) return [];
  if (powerState(vm) !== "Running") return ["attach"];
  return ["attach", flag(vif, "currently_attached") ? "unplug" : "plug"];
}

/** allowed_operations of a disk; `attached` when a running or paused VM uses it. */
export function vdiOperations(vdi: Rec, attached: boolean): string[] {
  if (Object.keys(dict(vdi, "current_operations")).length > 0) return [];
  if (flag(vdi, "is_tools_iso") || text(vdi, "type") === "iso") {
    return attached ? ["clone"] : ["copy", "clone"];
  }
  return attached ? ["clone", "snapshot"] : [...UNUSED_DISK];
}

/** Works out the allowed_operations of a VM's devices and of their disks again; missing objects are passed over. */
export function refreshDevices(db: Database, vm: Ref): void {
  const record = db.get("VM", vm);
  if (record === undefined) return;
  for (const ref of list(record, "VIFs")) {
    const vif = db.get("VIF", ref);
    if (vif !== undefined) db.set("VIF", ref, "allowed_operations", vifOperations(vif, record));
  }
  for (const ref of list(record, "VBDs")) {
    const vbd = db.get("VBD", ref);
    if (vbd === undefined) continue;
    db.set("VBD", ref, "allowed_operations", vbdOperations(vbd, record));
    refreshDisk(db, text(vbd, "VDI"));
  }
}

/** Works out the allowed_operations of one disk again; does nothing when it does not exist. */
export function refreshDisk(db: Database, vdi: Ref): void {
  const record = db.get("VDI", vdi);
  if (record === undefined) return;
  db.set("VDI", vdi, "allowed_operations", vdiOperations(record, inUse(db, record)));
}

/** Whether a running or paused VM uses a disk. */
export function inUse(db: Database, vdi: Rec): boolean {
  return list(vdi, "VBDs").some((vbd) => flag(db.get("VBD", vbd), "currently_attached"));
}

/** The name a guest knows a drive by. */
export function deviceName(userdevice: string): string {
  return `xvd${String.fromCharCode(97 + (Number(userdevice) || 0))}`;
}
