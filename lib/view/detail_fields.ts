// Which fields the tabs of objects' pages hand to their islands: each tab is filled from its own lists, and follows these alone.
import type { Views } from "./types.ts";

/** What the head shows of any object. */
const HEAD = ["name", "description", "tags"] as const;
const OPERABLE = ["allowed_operations", "current_operations"] as const;
export const POOL_HEAD = [...HEAD, "state", "cause", "since", "reason", "retry_at"] as const;
export const HOST_HEAD = [...HEAD, ...OPERABLE, "pool", "live", "enabled"] as const;
export const VM_HEAD = [...HEAD, ...OPERABLE, "pool", "power_state"] as const;
export const SNAPSHOT_HEAD = [...VM_HEAD, "snapshot_of"] as const;
export const TEMPLATE_HEAD = [...HEAD, "pool"] as const;
export const SR_HEAD = [...HEAD, ...OPERABLE, "pool", "pbds", "pbds_attached"] as const;
export const VDI_HEAD = [...HEAD, ...OPERABLE, "pool", "sr"] as const;
export const NETWORK_HEAD = [...HEAD, ...OPERABLE, "pool"] as const;
/** The pool of an object: its name, and whether what is shown may be old. */
export const POOL_OF = ["name", "state", "cause", "since", "reason", "retry_at"] as const;

export const VM_GENERAL = [
  "host",
  "affinity",
  "VCPUs_at_startup",
  "VCPUs_max",
  "memory_static_max",
  "memory_dynamic_min",
  "memory_dynamic_max",
  "ips",
  "os",
  "tools",
  "start_time",
  "disks",
  "disk_size",
  "nics",
  "snapshots",
] as const;
export const VM_ADVANCED = [
  "firmware",
  "secure_boot",
  "boot_order",
  "virtualization",
  "auto_poweron",
  "start_order",
  "start_delay",
  "ha_restart_priority",
  "vtpms",
  "vgpus",
  "install_time",
  "affinity",
  "memory_static_max",
  "memory_dynamic_min",
  "memory_dynamic_max",
  "VCPUs_at_startup",
  "VCPUs_max",
  "blocked_operations",
] as const;
export const VM_NAMED = ["name", "power_state"] as const;
/** VMs as their host lists them. */
export const HOST_VM = [
  "name",
  "power_state",
  "host",
  "VCPUs_at_startup",
  "memory_dynamic_max",
  "os",
] as const;
/** VMs as the memory of their host is divided. */
export const MEMORY_VM = ["name", "power_state", "host", "memory_dynamic_max"] as const;
export const SNAPSHOT_ROW = [
  "name",
  "description",
  "snapshot_of",
  "snapshot_time",
  "parent",
  "power_state",
  "memory",
] as const;
export const SNAPSHOT_GENERAL = ["snapshot_time", "parent", "memory"] as const;
export const TEMPLATE_GENERAL = [
  "is_default_template",
  "memory_static_max",
  "VCPUs_max",
  "disks",
  "nics",
  "os",
] as const;

export const HOST_GENERAL = [
  "address",
  "hostname",
  "coordinator",
  "memory_total",
  "memory_free",
  "cpus",
  "vms",
  "vcpus",
  "version",
  "build",
  "edition",
  "license_expiry",
  "boot_time",
  "clock_skew",
  "updates_pending",
  "iqn",
  "multipathing",
  "log_destination",
  "power_on_mode",
] as const;
export const HOST_HARDWARE = [
  "product",
  "serial",
  "cpus",
  "cpu_model",
  "cpu_vendor",
  "cpu_sockets",
  "cpu_speed",
  "vcpus",
  "memory_total",
  "memory_free",
] as const;
export const HOST_ROW = [
  "name",
  "pool",
  "address",
  "live",
  "enabled",
  "coordinator",
  "version",
  "cpus",
  "memory_total",
  "memory_free",
  "vms",
] as const;
export const HOST_LICENCE = ["name", "pool", "version", "build", "edition", "license_expiry"] as const;
export const HOST_PATCHES = ["name", "pool", "version", "build", "updates_pending"] as const;
export const HOST_NAMED = ["name", "pool", "live", "enabled"] as const;

export const SR_GENERAL = [
  "type",
  "content_type",
  "shared",
  "host",
  "physical_size",
  "physical_utilisation",
  "virtual_allocation",
  "vdis",
  "unmanaged",
  "default",
  "local_cache",
] as const;
export const SR_ROW = [
  "name",
  "pool",
  "type",
  "content_type",
  "shared",
  "physical_size",
  "physical_utilisation",
  "pbds",
  "pbds_attached",
] as const;
export const NAMED = ["name"] as const;
export const PBD_ROW = ["host", "sr", "currently_attached", "device"] as const;
export const VDI_ROW = [
  "name",
  "sr",
  "type",
  "virtual_size",
  "physical_utilisation",
  "managed",
  "is_a_snapshot",
  "depth",
  "vbds",
] as const;
/** What other disks on the same storage are to one. */
export const VDI_CHAIN = [
  "name",
  "sr",
  "parent",
  "snapshot_of",
  "managed",
  "is_a_snapshot",
  "created",
  "virtual_size",
  "physical_utilisation",
] as const;
export const VDI_GENERAL = [
  "type",
  "virtual_size",
  "physical_utilisation",
  "read_only",
  "sharable",
  "missing",
  "managed",
  "is_a_snapshot",
  "snapshot_of",
  "created",
  "parent",
  "depth",
  "vbds",
] as const;

export const NETWORK_GENERAL = [
  "bridge",
  "MTU",
  "VLAN",
  "vifs",
  "pifs",
  "bond",
  "managed",
  "default_locking_mode",
] as const;
export const NETWORK_ROW = ["name", "pool", "bridge", "MTU", "VLAN", "vifs", "pifs", "bond"] as const;
export const PIF_ROW = [
  "name",
  "host",
  "network",
  "device",
  "MAC",
  "MTU",
  "VLAN",
  "physical",
  "management",
  "currently_attached",
  "carrier",
  "speed",
  "duplex",
  "vendor",
  "model",
  "ip_mode",
  "ips",
  "netmask",
  "gateway",
  "DNS",
  "bond",
  "bond_mode",
  "vlan_of",
] as const;

export const POOL_GENERAL = [
  "version",
  "coordinator",
  "address",
  "read_only",
  "default_SR",
  "suspend_SR",
  "migration_network",
  "migration_compression",
  "igmp_snooping_enabled",
  "tls_verification_enabled",
  "auto_poweron",
  "hosts",
  "hosts_live",
  "vms",
  "vms_running",
  "templates",
  "snapshots",
  "cpus",
  "vcpus",
  "memory_total",
  "memory_free",
  "storage_total",
  "storage_used",
] as const;
export const POOL_HA = [
  "ha_enabled",
  "ha_host_failures_to_tolerate",
  "ha_plan_exists_for",
  "ha_overcommitted",
  "ha_allow_overcommit",
  "ha_cluster_stack",
] as const;
export const HA_VM = [
  "name",
  "pool",
  "power_state",
  "ha_restart_priority",
  "start_order",
  "start_delay",
] as const;

export const CERTIFICATE_ROW = ["name", "type", "host", "not_before", "not_after", "fingerprint"] as const;
export const UPDATE_ROW = ["name", "description", "version", "size", "hosts", "guidance"] as const;
export const PGPU_ROW = ["name", "host", "group", "types", "vgpus"] as const;
export const PCI_ROW = ["host", "address", "class_name", "vendor", "device", "driver"] as const;
export const ALERT_ROW = ["name", "priority", "body", "values", "time", "object"] as const;

type Row<C extends keyof Views, F extends readonly (keyof Views[C])[]> = Pick<Views[C], "id" | F[number]>;

export type VmGeneral = Row<"vm", typeof VM_GENERAL & typeof VM_HEAD>;
export type PifRow = Row<"pif", typeof PIF_ROW>;
export type PbdRow = Row<"pbd", typeof PBD_ROW>;
export type VdiChainRow = Row<"vdi", typeof VDI_CHAIN>;
export type SnapshotTreeRow = Row<"snapshot", typeof SNAPSHOT_ROW>;
export type AlertRow = Row<"alert", typeof ALERT_ROW>;
