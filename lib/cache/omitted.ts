// What the replica leaves out of a pool: the one table, with the reason of each entry. Whoever needs a complete record asks
// the pool for it (`get_record` of the object's origin). Everything else that a pool sends is kept, known to the model or not.
import type { Omitted } from "@/lib/xapi/compact.ts";

export const OMITTED: Omitted = {
  // 2,196 permissions in a genuine pool; who may do what in Atoll is Atoll's own.
  role: "*",
  // Nobody has any business with them.
  secret: "*",
  // One per thread, all alike: what is shown of them is in host.cpu_info, their load in the round-robin statistics.
  host_cpu: "*",
  // Asked for when one is opened: it moves with its VM.
  console: "*",
  // Rates, which come from the round-robin statistics.
  VBD_metrics: "*",
  VIF_metrics: "*",
  VM: [
    // Kilobytes of XML, firmware variables and copies of whole records, wanted (if ever) for one VM at a time.
    "recommendations",
    "NVRAM",
    "last_booted_record",
    "snapshot_metadata",
    "snapshot_info",
    "bios_strings",
    "xenstore_data",
    "last_boot_CPU_flags",
    // Kept by xapi for itself, for features that are gone, or the other side of what is kept.
    "PCI_bus",
    "PV_legacy_args",
    "blobs",
    "children",
    "consoles",
    "crash_dumps",
    "domarch",
    "generation_id",
    "hardware_platform_version",
    "is_snapshot_from_vmpp",
    "protection_policy",
    "scheduled_to_be_resident_on",
    "transportable_snapshot_id",
    "user_version",
    "version",
  ],
  VM_metrics: [
    // Nobody calls metrics by their uuid.
    "uuid",
    // Measured values, which come from the round-robin statistics; each update of them would be a change.
    "VCPUs_CPU",
    "VCPUs_flags",
    "VCPUs_params",
    "VCPUs_utilisation",
    "last_updated",
    "state",
    "other_config",
  ],
  VM_guest_metrics: [
    "uuid",
    // A quarter of the record: what the guest agent can do, which xapi turns into allowed_operations.
    "other",
    "disks",
    "memory",
    "last_updated",
    "other_config",
  ],
  host_metrics: ["last_updated"],
  PIF_metrics: ["last_updated", "io_read_kbs", "io_write_kbs"],
  VDI: [
    // The other side of VBD.VDI.
    "VBDs",
    // Kept by xapi or the storage manager for itself, or for features that are gone.
    "crash_dumps",
    "location",
    "metadata_latest",
    "metadata_of_pool",
    "storage_lock",
    "xenstore_data",
  ],
  VBD: [
    // The outcome of the latest plug, of which its task tells, and references to what is left out above.
    "metrics",
    "qos_supported_algorithms",
    "runtime_properties",
    "status_code",
    "status_detail",
    "storage_lock",
  ],
  VIF: ["metrics", "qos_supported_algorithms", "runtime_properties", "status_code", "status_detail"],
  // The long sides of relations: children name their parents, and the views have the counts.
  SR: ["VDIs", "blobs"],
  // Base64 of tens of kilobytes.
  pool: ["custom_uefi_certificates", "uefi_certificates"],
  host: ["blobs", "crashdumps", "resident_VMs", "uefi_certificates"],
  network: ["VIFs", "assigned_ips", "blobs"],
  // Stack traces of xapi.
  task: ["backtrace"],
  PGPU: ["compatibility_metadata"],
  VGPU: ["compatibility_metadata"],
};

/** Classes of which nothing is kept. */
export const OMITTED_CLASSES: readonly string[] = Object.keys(OMITTED).filter((name) =>
  OMITTED[name] === "*"
);

/** Whether the replica keeps a field of a class (model's spelling). */
export function isKept(className: string, field: string): boolean {
  const omitted = Object.hasOwn(OMITTED, className) ? OMITTED[className] : undefined;
  return omitted === undefined || (omitted !== "*" && !omitted.includes(field));
}
