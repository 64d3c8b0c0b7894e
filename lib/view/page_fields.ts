// Which fields pages hand to their islands: pages fill their data from these lists, and the stream follows them.
import type {
  HostView,
  PoolView,
  SnapshotView,
  SrView,
  TaskView,
  VbdView,
  VdiView,
  VifView,
  VmView,
} from "./types.ts";

export const POOL_FIELDS = ["name", "state", "cause", "since", "reason", "retry_at"] as const;
/** A pool with its figures. */
export const POOL_CARD_FIELDS = [
  ...POOL_FIELDS,
  "description",
  "address",
  "fingerprint",
  "read_only",
  "version",
  "hosts",
  "hosts_live",
  "vms",
  "vms_running",
  "vms_paused",
  "vms_suspended",
  "templates",
  "snapshots",
  "cpus",
  "vcpus",
  "memory_total",
  "memory_free",
  "storage_total",
  "storage_used",
] as const;
/** A pool for those who manage pools: others are not sent how it is reached and trusted. */
export const POOL_DETAIL_FIELDS = [
  ...POOL_CARD_FIELDS,
  "offered_fingerprint",
  "offered_address",
  "tried",
  "authorities",
] as const;
export const HOST_HEALTH_FIELDS = ["name", "pool", "live", "enabled"] as const;
export const SR_HEALTH_FIELDS = [
  "name",
  "pool",
  "type",
  "content_type",
  "physical_size",
  "physical_utilisation",
  "pbds",
  "pbds_attached",
] as const;
export const HOST_NAME_FIELDS = ["name", "pool"] as const;
export const HOST_FIELDS = [
  "name",
  "description",
  "pool",
  "address",
  "enabled",
  "live",
  "coordinator",
  "memory_total",
  "memory_free",
  "cpus",
  "cpu_model",
  "version",
  "vms",
  "vcpus",
  "boot_time",
  "tags",
  "allowed_operations",
  "current_operations",
] as const;
/** VMs as the page of their host lists them. */
export const HOST_VM_FIELDS = [
  "name",
  "power_state",
  "host",
  "VCPUs_at_startup",
  "memory_dynamic_max",
  "os",
] as const;
export const SR_FIELDS = [
  ...SR_HEALTH_FIELDS,
  "description",
  "shared",
  "host",
  "virtual_allocation",
  "vdis",
  "default",
  "tags",
] as const;
export const NETWORK_FIELDS = [
  "name",
  "description",
  "pool",
  "bridge",
  "MTU",
  "VLAN",
  "vifs",
  "pifs",
  "tags",
] as const;
export const NAME_FIELDS = ["name"] as const;
export const TASK_LINE_FIELDS = ["name", "status", "progress", "error"] as const;

export const VM_FIELDS = [
  "name",
  "description",
  "power_state",
  "host",
  "pool",
  "VCPUs_at_startup",
  "memory_dynamic_max",
  "ips",
  "os",
  "tags",
  "operation",
  "progress",
] as const;

/** A VM on its own page. */
export const VM_DETAIL_FIELDS = [
  "name",
  "description",
  "power_state",
  "host",
  "affinity",
  "pool",
  "VCPUs_at_startup",
  "VCPUs_max",
  "memory_static_max",
  "memory_dynamic_min",
  "memory_dynamic_max",
  "ips",
  "os",
  "tools",
  "tags",
  "start_time",
  "firmware",
  "ha_restart_priority",
  "allowed_operations",
  "current_operations",
] as const;

export const VBD_FIELDS = [
  "vm",
  "vdi",
  "type",
  "mode",
  "device",
  "userdevice",
  "bootable",
  "empty",
  "currently_attached",
] as const;
export const VDI_FIELDS = ["name", "sr", "virtual_size", "physical_utilisation"] as const;
export const VIF_FIELDS = ["vm", "network", "device", "MAC", "currently_attached", "ips"] as const;
export const PIF_FIELDS = [
  "name",
  "host",
  "network",
  "MAC",
  "VLAN",
  "physical",
  "management",
  "currently_attached",
  "carrier",
  "speed",
  "ips",
  "bond",
] as const;
export const PBD_FIELDS = ["host", "sr", "currently_attached", "device"] as const;
export const FINDING_FIELDS = ["rule", "severity", "since", "object", "detail"] as const;
export const SNAPSHOT_FIELDS = ["name", "snapshot_of", "snapshot_time", "parent", "power_state"] as const;

export const TASK_FIELDS = [
  "name",
  "description",
  "pool",
  "status",
  "progress",
  "created",
  "finished",
  "error",
  "error_info",
  "object",
  "allowed_operations",
] as const;

/** A VM as the list has it. */
export type VmRowView = Pick<VmView, "id" | (typeof VM_FIELDS)[number]>;

/** The same, of which something is about to be asked: with what the pool allows; null until it is known. */
export interface AskedVm extends VmRowView {
  readonly allowed_operations: readonly string[] | null;
}

export type VmDetailView = Pick<VmView, "id" | (typeof VM_DETAIL_FIELDS)[number]>;
export type VbdRow = Pick<VbdView, "id" | (typeof VBD_FIELDS)[number]>;
export type VdiRow = Pick<VdiView, "id" | (typeof VDI_FIELDS)[number]>;
export type VifRow = Pick<VifView, "id" | (typeof VIF_FIELDS)[number]>;
export type SnapshotRow = Pick<SnapshotView, "id" | (typeof SNAPSHOT_FIELDS)[number]>;
export type PoolCardView = Pick<PoolView, "id" | (typeof POOL_CARD_FIELDS)[number]>;
export type PoolDetailView = Pick<PoolView, "id" | (typeof POOL_DETAIL_FIELDS)[number]>;
export type HostHealthRow = Pick<HostView, "id" | (typeof HOST_HEALTH_FIELDS)[number]>;
export type SrHealthRow = Pick<SrView, "id" | (typeof SR_HEALTH_FIELDS)[number]>;
export type TaskRow = Pick<TaskView, "id" | (typeof TASK_FIELDS)[number]>;
export type HostRow = Pick<HostView, "id" | (typeof HOST_FIELDS)[number]>;
