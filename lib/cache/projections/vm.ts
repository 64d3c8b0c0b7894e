// VM (+ VM_guest_metrics, VM_metrics, its VBDs and their VDIs, the task that works on it) → VmView.
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { map, number, oneOf, ref as reference, text, texts, time } from "../fields.ts";
import { isRealVm } from "../tallies.ts";
import type { Projection } from "./types.ts";
import { addresses, currentOperations, disks, operation, os } from "./shared.ts";

export const POWER_STATES = ["Halted", "Paused", "Running", "Suspended"] as const;

export const vm: Projection<"vm"> = {
  classNames: ["VM"],
  accepts: isRealVm,
  project(record, _ref, id, context) {
    const power_state = oneOf(record, "power_state", POWER_STATES);
    const guest = context.read("VM_guest_metrics", reference(record, "guest_metrics"));
    const metrics = context.read("VM_metrics", reference(record, "metrics"));
    const onHost = power_state === "Running" || power_state === "Paused";
    const running = operation(record, context), drives = disks(record, context);
    // Named one by one: V8 holds an object in one piece only if it knows all of it beforehand.
    return {
      id,
      name: text(record, "name_label"),
      description: text(record, "name_description"),
      pool: context.pool,
      allowed_operations: texts(record, "allowed_operations"),
      current_operations: currentOperations(record, context),
      operation: running.operation,
      progress: running.progress,
      power_state,
      host: onHost ? context.id("host", reference(record, "resident_on")) : null,
      affinity: context.id("host", reference(record, "affinity")),
      memory_static_max: number(record, "memory_static_max"),
      memory_dynamic_min: number(record, "memory_dynamic_min"),
      memory_dynamic_max: number(record, "memory_dynamic_max"),
      VCPUs_max: number(record, "VCPUs_max"),
      VCPUs_at_startup: number(record, "VCPUs_at_startup"),
      tags: texts(record, "tags"),
      os: os(guest),
      ips: addresses(guest),
      tools: tools(guest),
      start_time: metrics === undefined || power_state === "Halted" ? null : time(metrics, "start_time"),
      snapshots: texts(record, "snapshots").length,
      disks: drives.disks,
      disk_size: drives.disk_size,
      nics: texts(record, "VIFs").length,
      vgpus: texts(record, "VGPUs").length,
      vtpms: texts(record, "VTPMs").length,
      firmware: firmware(record),
      secure_boot: map(record, "platform")["secureboot"] === "true",
      boot_order: text(map(record, "HVM_boot_params"), "order"),
      virtualization: virtualization(record),
      auto_poweron: map(record, "other_config")["auto_poweron"] === "true",
      start_order: number(record, "order"),
      start_delay: number(record, "start_delay"),
      install_time: metrics === undefined ? null : time(metrics, "install_time"),
      ha_restart_priority: text(record, "ha_restart_priority"),
      blocked_operations: map(record, "blocked_operations"),
    };
  },
};

function tools(guest: XapiRecord | undefined): string {
  if (guest === undefined) return "";
  const { major, minor, micro } = map(guest, "PV_drivers_version");
  return [major, minor, micro].filter((part) => part !== undefined && part !== "").join(".");
}

/** HVM guests without a named firmware boot with BIOS; PV guests have none. */
function firmware(record: XapiRecord): string {
  return text(map(record, "HVM_boot_params"), "firmware") ||
    (text(record, "HVM_boot_policy") === "" ? "" : "bios");
}

/** How the guest is virtualised: hosts before 7.5 have no domain_type. */
function virtualization(record: XapiRecord): "HVM" | "PV" | "PVH" {
  switch (text(record, "domain_type")) {
    case "hvm":
      return "HVM";
    case "pvh":
      return "PVH";
    case "pv":
    case "pv_in_pvh":
      return "PV";
    default:
      return text(record, "HVM_boot_policy") === "" ? "PV" : "HVM";
  }
}
