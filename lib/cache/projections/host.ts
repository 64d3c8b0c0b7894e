// host (+ host_metrics, the pool's master) → HostView.
import { bool, map, number, ref as reference, text, texts } from "../fields.ts";
import type { Projection } from "./types.ts";
import { currentOperations, hostCpus, productVersion } from "./shared.ts";

export const host: Projection<"host"> = {
  className: "host",
  accepts: () => true,
  project(record, ref, id, context) {
    const metrics = context.read("host_metrics", reference(record, "metrics")) ?? {};
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
      cpu_model: text(map(record, "cpu_info"), "modelname").replace(/\s+/g, " "),
      version: productVersion(record),
      vms: context.tally(ref, "vms"),
      vcpus: context.tally(ref, "vcpus"),
      boot_time: bootTime(map(record, "other_config")),
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
