// A VM, and what is made of one: templates and snapshots.
import type { InPool, Named, Operable, PowerState } from "./common.ts";

export interface VmView extends Named, InPool, Operable {
  /** What is being done to it, of several operations the first: the Xen-API's name, "" while there is none. */
  readonly operation: string;
  /** How far that is, 0 to 1 (its task's progress): a list needs to follow no tasks for it. */
  readonly progress: number;
  readonly power_state: PowerState;
  /** Host it runs on (resident_on); null unless running, paused. */
  readonly host: string | null;
  readonly affinity: string | null;
  readonly memory_static_max: number;
  readonly memory_dynamic_min: number;
  readonly memory_dynamic_max: number;
  readonly VCPUs_max: number;
  readonly VCPUs_at_startup: number;
  readonly tags: readonly string[];
  /** Name of the guest's OS as its tools report it; "" when unknown. */
  readonly os: string;
  /** Addresses the guest's tools report, IPv4 first, link-local ones left out; kept while halted as xapi keeps them, empty when unknown. */
  readonly ips: readonly string[];
  /** Guest tools: version text such as "8.3.60", "" when none were seen. */
  readonly tools: string;
  readonly start_time: string | null;
  readonly snapshots: number;
  readonly disks: number;
  /** Sum of virtual_size of its disks. */
  readonly disk_size: number;
  readonly nics: number;
  readonly vgpus: number;
  readonly vtpms: number;
  readonly firmware: string;
  readonly secure_boot: boolean;
  /** Letters in the order in which devices are tried: c disk, d CD, n network; "" where the guest's own loader decides. */
  readonly boot_order: string;
  readonly virtualization: "HVM" | "PV" | "PVH";
  /** It starts with its host (other_config "auto_poweron"), where the pool lets VMs do so. */
  readonly auto_poweron: boolean;
  /** Place in the order in which high availability and appliances start VMs, and the seconds they wait after it. */
  readonly start_order: number;
  readonly start_delay: number;
  readonly install_time: string | null;
  readonly ha_restart_priority: string;
  readonly blocked_operations: { readonly [operation: string]: string };
}

export interface TemplateView extends Named, InPool {
  readonly is_default_template: boolean;
  readonly memory_static_max: number;
  readonly VCPUs_max: number;
  readonly disks: number;
  readonly nics: number;
  /** Name of the guest's OS as its tools reported it while it was a VM; "" when unknown. */
  readonly os: string;
  readonly tags: readonly string[];
}

export interface SnapshotView extends Named, InPool, Operable {
  /** VM it was taken of; null when that VM is gone. */
  readonly snapshot_of: string | null;
  readonly snapshot_time: string | null;
  /** Snapshot it was taken after, for the tree; null at the root. */
  readonly parent: string | null;
  readonly power_state: PowerState;
  /** It holds the memory, too (a checkpoint). */
  readonly memory: boolean;
  readonly tags: readonly string[];
}
