// A VM's domain comes up, moves and goes: the fields, metrics, devices and consoles that change with it.
import type { Database } from "../db.ts";
import { consoleRecord, VM_BIOS_STRINGS, vmMetricsRecord } from "../generate/machine_records.ts";
import { find, some } from "../objects.ts";
import { date, dict, list, NULL_REF, number, type Rec, type Ref, text } from "../values.ts";
import { deviceName } from "./devices.ts";
import type { PowerState } from "./lifecycle.ts";
import { noteMemory } from "./placement.ts";
import { refresh } from "./subject.ts";

/** The next domain id on a host: ids are never used twice until the host reboots. */
function nextDomid(db: Database, host: Ref): number {
  let highest = highestDomid.get(db)?.get(host) ?? 0;
  for (const ref of list(db.get("host", host), "resident_VMs")) {
    highest = Math.max(highest, number(db.get("VM", ref), "domid"));
  }
  const hosts = highestDomid.get(db) ?? new Map<Ref, number>();
  highestDomid.set(db, hosts.set(host, highest + 1));
  return highest + 1;
}

const highestDomid = new WeakMap<Database, Map<Ref, number>>();

/** Changes a VM's VM_metrics, making them first when a VM never had any (old state files, VMs never started). */
export function setMetrics(db: Database, vm: Ref, fields: Rec): void {
  let metrics = text(find(db, "VM", vm), "metrics");
  if (db.get("VM_metrics", metrics) === undefined) {
    metrics = db.create("VM_metrics", vmMetricsRecord({ uuid: db.newUuid() }));
    db.set("VM", vm, "metrics", metrics);
  }
  db.update("VM_metrics", metrics, fields);
}

/** The domain exists on a host: power state, memory, processors, metrics, console. Devices come with `attachDevices`. */
export function bringUp(db: Database, vm: Ref, host: Ref, state: PowerState): void {
  const record = find(db, "VM", vm);
  const memory = number(record, "memory_dynamic_max");
  db.set("VM", vm, "resident_on", host);
  db.set("VM", vm, "scheduled_to_be_resident_on", NULL_REF);
  db.update("VM", vm, {
    power_state: state,
    domid: nextDomid(db, host),
    memory_target: memory,
    last_boot_CPU_flags: { vendor: dict(db.get("host", host), "cpu_info")["vendor"] ?? "", features: "" },
  });
  if (Object.keys(dict(record, "bios_strings")).length === 0) {
    db.set("VM", vm, "bios_strings", VM_BIOS_STRINGS);
  }
  const pv = text(record, "domain_type") === "pv";
  setMetrics(db, vm, {
    memory_actual: memory,
    VCPUs_number: number(record, "VCPUs_at_startup"),
    start_time: date(db.now()),
    last_updated: date(db.now()),
    hvm: !pv,
    current_domain_type: pv ? "pv" : "hvm",
  });
  addConsole(db, vm, host);
  noteMemory(db, host);
  refresh(db, vm);
}

/** The domain is rebuilt on its host: a new id, a new start. */
export function rebuild(db: Database, vm: Ref): void {
  const host = text(find(db, "VM", vm), "resident_on");
  db.update("VM", vm, { domid: nextDomid(db, host), power_state: "Running" });
  setMetrics(db, vm, { start_time: date(db.now()), last_updated: date(db.now()) });
  removeConsoles(db, vm);
  addConsole(db, vm, host);
}

/** The domain now runs on another host. */
export function moveTo(db: Database, vm: Ref, host: Ref): void {
  const before = text(find(db, "VM", vm), "resident_on");
  db.set("VM", vm, "resident_on", host);
  db.set("VM", vm, "scheduled_to_be_resident_on", NULL_REF);
  db.set("VM", vm, "domid", nextDomid(db, host));
  removeConsoles(db, vm);
  addConsole(db, vm, host);
  noteMemory(db, before);
  noteMemory(db, host);
}

/** The domain is gone; what is left is Halted or Suspended. Devices are detached, consoles removed. */
export function takeDown(db: Database, vm: Ref, state: "Halted" | "Suspended"): void {
  const host = text(find(db, "VM", vm), "resident_on");
  db.update("VM", vm, { power_state: state, resident_on: NULL_REF, domid: -1 });
  db.set("VM", vm, "scheduled_to_be_resident_on", NULL_REF);
  if (state === "Halted") db.set("VM", vm, "memory_target", 0);
  setMetrics(db, vm, {
    memory_actual: 0,
    VCPUs_number: 0,
    hvm: false,
    current_domain_type: "unspecified",
    last_updated: date(db.now()),
  });
  attachDevices(db, vm, false);
  removeConsoles(db, vm);
  if (some(host) !== undefined) noteMemory(db, host);
  refresh(db, vm);
}

/** Attaches or detaches all of a VM's disks, drives and interfaces. */
export function attachDevices(db: Database, vm: Ref, attached: boolean): void {
  const record = find(db, "VM", vm);
  for (const [cls, set] of [["VBD", "VBDs"], ["VIF", "VIFs"]] as const) {
    for (const ref of list(record, set)) {
      const device = db.get(cls, ref);
      if (device === undefined) continue;
      db.set(cls, ref, "currently_attached", attached);
      if (cls === "VBD" && attached && text(device, "device") === "") {
        db.set(cls, ref, "device", deviceName(text(device, "userdevice")));
      }
    }
  }
  refresh(db, vm);
}

/** Forgets what the guest's agent said: a guest that just started has none yet. */
export function forgetGuest(db: Database, vm: Ref): void {
  const guest = some(text(find(db, "VM", vm), "guest_metrics"));
  db.set("VM", vm, "guest_metrics", NULL_REF);
  if (guest !== undefined) db.destroy("VM_guest_metrics", guest);
  refresh(db, vm);
}

export function removeConsoles(db: Database, vm: Ref): void {
  for (const console of list(db.get("VM", vm), "consoles")) db.destroy("console", console);
}

function addConsole(db: Database, vm: Ref, host: Ref): void {
  const uuid = db.newUuid();
  const address = text(db.get("host", host), "address");
  db.create("console", consoleRecord({ uuid, location: `https://${address}/console?uuid=${uuid}`, VM: vm }));
}
