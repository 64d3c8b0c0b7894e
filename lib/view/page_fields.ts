// Which fields pages hand to their islands: pages fill their data from these lists, and the stream follows them.
import type { VmView } from "./types.ts";

export const POOL_FIELDS = ["name", "state", "since", "reason", "retry_at"] as const;
export const HOST_NAME_FIELDS = ["name"] as const;
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
  "allowed_operations",
  "current_operations",
] as const;

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
  "allowed_operations",
] as const;

/** A VM as the list has it. */
export type VmRowView = Pick<VmView, "id" | (typeof VM_FIELDS)[number]>;
