// Networks, and the interfaces of hosts and VMs on them.
import type { InPool, Named, Operable, ViewObject } from "./common.ts";

export interface NetworkView extends Named, InPool, Operable {
  readonly bridge: string;
  readonly MTU: number;
  /** VLAN tag of its PIFs; -1 when untagged or internal. */
  readonly VLAN: number;
  readonly vifs: number;
  readonly pifs: number;
  /** A PIF on it is a bond. */
  readonly bond: boolean;
  /** xapi makes and unmakes its bridge. */
  readonly managed: boolean;
  readonly default_locking_mode: string;
  readonly tags: readonly string[];
}

export interface VifView extends ViewObject, InPool, Operable {
  readonly vm: string | null;
  readonly network: string | null;
  readonly device: string;
  readonly MAC: string;
  readonly MTU: number;
  readonly currently_attached: boolean;
  readonly ips: readonly string[];
}

export interface PifView extends ViewObject, InPool {
  /** The device, with the tag of a VLAN: `eth0`, `eth0.42`. */
  readonly name: string;
  readonly host: string | null;
  readonly network: string | null;
  readonly device: string;
  readonly MAC: string;
  readonly MTU: number;
  /** -1 when untagged. */
  readonly VLAN: number;
  readonly physical: boolean;
  readonly management: boolean;
  readonly currently_attached: boolean;
  /** A cable leads somewhere. */
  readonly carrier: boolean;
  /** Mbit/s; 0 when unknown. */
  readonly speed: number;
  readonly duplex: boolean;
  readonly vendor: string;
  /** What the card is called. */
  readonly model: string;
  readonly ip_mode: "None" | "DHCP" | "Static";
  /** IPv4 first, without lengths of prefixes. */
  readonly ips: readonly string[];
  readonly netmask: string;
  readonly gateway: string;
  readonly DNS: string;
  /** The PIF of the bond that this one is a part of. */
  readonly bond: string | null;
  /** How the bond that this PIF is shares the load; "" where it is none. */
  readonly bond_mode: string;
  /** The PIF whose traffic this VLAN is tagged on. */
  readonly vlan_of: string | null;
}
