// What the dashboard shows of things, and the sums it makes of them.
import { POOL_FIELDS } from "./page_fields.ts";
import type { AlertView, PoolView, TaskView, VmView } from "./types.ts";

/** A pool with its figures; the banner of every page takes the first of them. */
export const FIGURE_FIELDS = [
  ...POOL_FIELDS,
  "version",
  "read_only",
  "hosts",
  "hosts_live",
  "vms",
  "vms_running",
  "vms_paused",
  "vms_suspended",
  "cpus",
  "vcpus",
  "memory_total",
  "memory_free",
  "storage_total",
  "storage_used",
] as const;
export const NEWS_TASK_FIELDS = ["name", "pool", "status", "progress", "created", "error", "object"] as const;
export const NEWS_ALERT_FIELDS = ["name", "pool", "priority", "time", "object"] as const;
export const OWN_VM_FIELDS = ["name", "power_state", "ips", "os"] as const;
export const LOAD_FIELDS = ["cpu"] as const;

export type Figures = Pick<PoolView, "id" | typeof FIGURE_FIELDS[number]>;
export type NewsTask = Pick<TaskView, "id" | typeof NEWS_TASK_FIELDS[number]>;
export type NewsAlert = Pick<AlertView, "id" | typeof NEWS_ALERT_FIELDS[number]>;
export type OwnVm = Pick<VmView, "id" | typeof OWN_VM_FIELDS[number]>;

/** Adds up a figure of pools; those whose figures are not seen count nothing. */
export function sumOf<P>(pools: readonly P[], value: (pool: P) => number): number {
  return pools.reduce((sum, pool) => sum + (value(pool) || 0), 0);
}

/** VMs by state; halted is what is left. */
export function statesOf(
  pools: readonly Pick<Figures, "vms" | "vms_running" | "vms_paused" | "vms_suspended">[],
): { readonly [S in "running" | "halted" | "paused" | "suspended"]: number } {
  const running = sumOf(pools, (pool) => pool.vms_running);
  const paused = sumOf(pools, (pool) => pool.vms_paused);
  const suspended = sumOf(pools, (pool) => pool.vms_suspended);
  const halted = sumOf(pools, (pool) => pool.vms) - running - paused - suspended;
  return { running, halted, paused, suspended };
}

/** The share of their CPUs that hosts use, by how many each has; null where no host has told. */
export function cpuUse(
  hosts: readonly { readonly id: string; readonly cpus: number }[],
  loadOf: (id: string) => number | null,
): number | null {
  let used = 0, all = 0;
  for (const { id, cpus } of hosts) {
    const cpu = loadOf(id);
    if (cpu === null) continue;
    used += cpu * cpus;
    all += cpus;
  }
  return all === 0 ? null : used / all;
}
