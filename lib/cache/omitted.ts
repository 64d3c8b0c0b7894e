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
    "HVM_shadow_multiplier",
    "PCI_bus",
    "PV_args",
    "PV_bootloader",
    "PV_bootloader_args",
    "PV_kernel",
    "PV_legacy_args",
    "PV_ramdisk",
    "actions_after_softreboot",
    "blobs",
    "children",
    "consoles",
    "crash_dumps",
    "domarch",
    "domid",
    "generation_id",
    "ha_always_run",
    "hardware_platform_version",
    "is_snapshot_from_vmpp",
    "is_vmss_snapshot",
    "memory_overhead",
    "memory_target",
    "protection_policy",
    "reference_label",
    "requires_reboot",
    "scheduled_to_be_resident_on",
    "snapshot_schedule",
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
    "memory_actual",
    "state",
    "other_config",
    // How it was started, which the VM's own record says as well.
    "VCPUs_number",
    "hvm",
    "nested_virt",
    "nomigrate",
  ],
  VM_guest_metrics: [
    "uuid",
    // A quarter of the record: what the guest agent can do, which xapi turns into allowed_operations.
    "other",
    "disks",
    "memory",
    "last_updated",
    "other_config",
    // Which xapi turns into allowed_operations, too, or no longer sets.
    "PV_drivers_up_to_date",
    "can_use_hotplug_vbd",
    "can_use_hotplug_vif",
  ],
  host_metrics: ["last_updated"],
  PIF_metrics: ["last_updated", "io_read_kbs", "io_write_kbs"],
  VDI: [
    // The other side of VBD.VDI and VDI.snapshot_of.
    "VBDs",
    "snapshots",
    // Kept by xapi or the storage manager for itself, or for features that are gone.
    "allow_caching",
    "crash_dumps",
    "is_tools_iso",
    "location",
    "metadata_latest",
    "metadata_of_pool",
    "parent",
    "storage_lock",
    "xenstore_data",
  ],
  VBD: [
    // The outcome of the latest plug, of which its task tells, and references to what is left out above.
    "metrics",
    "qos_algorithm_params",
    "qos_algorithm_type",
    "qos_supported_algorithms",
    "runtime_properties",
    "unpluggable",
    "status_code",
    "status_detail",
    "storage_lock",
  ],
  VIF: [
    "metrics",
    "qos_supported_algorithms",
    "runtime_properties",
    "status_code",
    "status_detail",
  ],
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
