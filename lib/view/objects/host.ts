// A host, and what is built into it and installed on it.
import type { InPool, Named, Operable, ViewObject } from "./common.ts";

export interface HostView extends Named, InPool, Operable {
  readonly address: string;
  readonly hostname: string;
  readonly enabled: boolean;
  /** From host_metrics: the host answers its coordinator. */
  readonly live: boolean;
  readonly coordinator: boolean;
  readonly memory_total: number;
  readonly memory_free: number;
  readonly cpus: number;
  readonly cpu_model: string;
  readonly cpu_vendor: string;
  readonly cpu_sockets: number;
  /** MHz. */
  readonly cpu_speed: number;
  /** Maker and model of the machine, and its serial number, as its BIOS tells them. */
  readonly product: string;
  readonly serial: string;
  readonly version: string;
  readonly build: string;
  readonly edition: string;
  readonly license_expiry: string | null;
  /** Updates are applied that count after a restart, or that ask for something to be done. */
  readonly updates_pending: boolean;
  /** Resident VMs, control domain left out, and their virtual CPUs. */
  readonly vms: number;
  readonly vcpus: number;
  readonly boot_time: string | null;
  /** How far its clock was ahead of Atoll's when it was asked last, in seconds; null: not asked, or it did not say. */
  readonly clock_skew: number | null;
  /** Its name towards iSCSI targets. */
  readonly iqn: string;
  readonly multipathing: boolean;
  /** Where its log goes beside its own disk; "" for nowhere. */
  readonly log_destination: string;
  /** How it is switched on from afar; "" for not at all. */
  readonly power_on_mode: string;
  readonly tags: readonly string[];
}

export interface PciView extends ViewObject, InPool {
  readonly host: string | null;
  /** Place on the bus: `0000:3b:00.0`. */
  readonly address: string;
  readonly class_name: string;
  readonly vendor: string;
  readonly device: string;
  readonly driver: string;
}

export interface PgpuView extends ViewObject, InPool {
  /** Vendor and device of its PCI function. */
  readonly name: string;
  readonly host: string | null;
  /** Name of its GPU group. */
  readonly group: string;
  /** Names of the virtual GPUs that it can be divided into. */
  readonly types: readonly string[];
  /** Virtual GPUs on it now. */
  readonly vgpus: number;
}

export interface CertificateView extends ViewObject, InPool {
  /** File name of an authority; "" for a host's own. */
  readonly name: string;
  /** host, host_internal, ca. */
  readonly type: string;
  readonly host: string | null;
  readonly not_before: string | null;
  readonly not_after: string | null;
  /** SHA-256, hex with colons. */
  readonly fingerprint: string;
}

/** What XenServer calls update (7.1 and later), or patch before. */
export interface UpdateView extends Named, InPool {
  readonly version: string;
  readonly size: number;
  /** Hosts that it is applied on. */
  readonly hosts: readonly string[];
  /** What it asks to be restarted: restartHost, restartXAPI, … */
  readonly guidance: readonly string[];
}
