// host (+ host_metrics, the pool's master) → HostView.
import { bool, map, number, ref as reference, text, texts, time } from "../fields.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import type { Projection } from "./types.ts";
import { currentOperations, hostCpus, productVersion } from "./shared.ts";

export const host: Projection<"host"> = {
  classNames: ["host"],
  accepts: () => true,
  project(record, ref, id, context) {
    const metrics = context.read("host_metrics", reference(record, "metrics")) ?? {};
    const cpu = map(record, "cpu_info"), bios = map(record, "bios_strings");
    return {
      id,
      name: text(record, "name_label"),
      description: text(record, "name_description"),
      pool: context.pool,
      allowed_operations: texts(record, "allowed_operations"),
      current_operations: currentOperations(record, context),
      address: text(record, "address"),
      hostname: text(record, "hostname"),
      enabled: bool(record, "enabled"),
      live: bool(metrics, "live"),
      coordinator: reference(context.poolRecord(), "master") === ref,
      memory_total: number(metrics, "memory_total"),
      memory_free: number(metrics, "memory_free"),
      cpus: hostCpus(record),
      cpu_model: text(cpu, "modelname").replace(/\s+/g, " "),
      cpu_vendor: text(cpu, "vendor"),
      cpu_sockets: number(cpu, "socket_count"),
      cpu_speed: Math.round(number(cpu, "speed")),
      product: [text(bios, "system-manufacturer"), text(bios, "system-product-name")].filter(Boolean).join(
        " ",
      ),
      serial: text(bios, "system-serial-number"),
      version: productVersion(record),
      build: text(map(record, "software_version"), "build_number"),
      edition: text(record, "edition"),
      license_expiry: time(map(record, "license_params"), "expiry"),
      updates_pending: isPending(record),
      vms: context.tally(ref, "vms"),
      vcpus: context.tally(ref, "vcpus"),
      boot_time: bootTime(map(record, "other_config")),
      clock_skew: context.clockSkew(ref),
      iqn: text(record, "iscsi_iqn") || text(map(record, "other_config"), "iscsi_iqn"),
      multipathing: bool(record, "multipathing") || map(record, "other_config")["multipathing"] === "true",
      log_destination: text(map(record, "logging"), "syslog_destination"),
      power_on_mode: text(record, "power_on_mode"),
      tags: texts(record, "tags"),
    };
  },
};

/** other_config.boot_time is seconds since 1970 as text such as "1795408625.". */
function bootTime(otherConfig: { readonly [key: string]: string }): string | null {
  const seconds = number(otherConfig, "boot_time");
  return seconds > 0 && seconds < 1e11
    ? new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, "Z")
    : null;
}

/** Updates that count after a restart (7.1), and what updates ask to be done (8.x). */
function isPending(record: XapiRecord): boolean {
  return ["updates_requiring_reboot", "pending_guidances"].some((field) => texts(record, field).length > 0);
}
