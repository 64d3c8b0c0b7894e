// Storage: repositories, their connections to hosts, disks, and their connections to VMs.
import type { InPool, Named, Operable, ViewObject } from "./common.ts";

export interface SrView extends Named, InPool, Operable {
  readonly type: string;
  readonly content_type: string;
  readonly shared: boolean;
  /** Host of a local SR; null for a shared one. */
  readonly host: string | null;
  readonly physical_size: number;
  readonly physical_utilisation: number;
  readonly virtual_allocation: number;
  readonly vdis: number;
  /** Those that no VM has: what is left of snapshots and clones until they are coalesced. */
  readonly unmanaged: number;
  readonly pbds: number;
  readonly pbds_attached: number;
  /** The pool's default SR. */
  readonly default: boolean;
  /** Hosts keep copies of what they read of shared disks on it. */
  readonly local_cache: boolean;
  readonly tags: readonly string[];
}

export interface VdiView extends Named, InPool, Operable {
  readonly sr: string | null;
  readonly type: string;
  readonly virtual_size: number;
  readonly physical_utilisation: number;
  readonly read_only: boolean;
  readonly sharable: boolean;
  readonly missing: boolean;
  readonly is_a_snapshot: boolean;
  readonly snapshot_of: string | null;
  /** When it was taken, where it is a snapshot. */
  readonly created: string | null;
  /** A disk for VMs; false for what snapshots and clones are based on. */
  readonly managed: boolean;
  /** Disk that holds what it does not hold itself; null at the root of a chain. */
  readonly parent: string | null;
  /** How many disks it is based on, one on the other. */
  readonly depth: number;
  /** VMs' connections to it. */
  readonly vbds: number;
  readonly tags: readonly string[];
}

export interface VbdView extends ViewObject, InPool, Operable {
  readonly vm: string | null;
  readonly vdi: string | null;
  readonly type: string;
  readonly mode: string;
  readonly device: string;
  readonly userdevice: string;
  readonly bootable: boolean;
  readonly empty: boolean;
  readonly currently_attached: boolean;
}

export interface PbdView extends ViewObject, InPool {
  readonly host: string | null;
  readonly sr: string | null;
  readonly currently_attached: boolean;
  /** How the host finds the storage; what looks like a secret is left out. */
  readonly device: { readonly [key: string]: string };
}
