// The VMs of a generated pool: what each is for, its size, state, disks, networks, guest agent and consoles.
import { vbdOperations, vdiOperations, vifOperations } from "../vm/devices.ts";
import { allowedOperations, type PowerState } from "../vm/lifecycle.ts";
import { type Json, NULL_REF, type Rec, type Ref } from "../values.ts";
import type { PoolBuilder } from "./builder.ts";
import type { HostPlan } from "./hosts.ts";
import {
  consoleRecord,
  guestMetricsRecord,
  vbdRecord,
  vdiRecord,
  vifRecord,
  VM_BIOS_STRINGS,
  vmMetricsRecord,
  vmRecord,
} from "./machine_records.ts";
import { DESCRIPTION_NOTES, ENVIRONMENTS, OWNERS, type Purpose, PURPOSES } from "./names.ts";
import type { Net, Networks } from "./networks.ts";
import { type Storage, type Store, takeSpace } from "./storage.ts";
import { guestFeatures, type System, SYSTEMS } from "./systems.ts";
import { systemFields } from "./templates.ts";
import { GiB, MiB } from "./units.ts";

/** A VM that was added. */
export interface Machine {
  readonly ref: Ref;
  readonly name: string;
  readonly uuid: string;
  readonly state: PowerState;
  readonly host: HostPlan | undefined;
  readonly store: Store;
  /** Its disks' VBDs, the system disk first. */
  readonly vbds: readonly Ref[];
  readonly nics: readonly Ref[];
  /** Seconds since its last start. */
  readonly uptime: number;
}

const STATES: readonly (readonly [number, PowerState])[] = [
  [810, "Running"],
  [160, "Halted"],
  [18, "Suspended"],
  [12, "Paused"],
];

/** Bytes the hypervisor needs for a VM besides its memory: about what xapi computes for an HVM guest. */
export function memoryOverhead(memory: number): number {
  return 16 * MiB + Math.ceil(memory / (512 * MiB)) * MiB;
}

/** Adds VMs, one `build` each; numbers names and addresses. */
export class MachineBuilder {
  readonly #numbers = new Map<string, number>();
  readonly #addresses = new Map<Ref, number>();

  constructor(
    readonly pool: PoolBuilder,
    readonly hosts: readonly HostPlan[],
    readonly networks: Networks,
    readonly storage: Storage,
  ) {}

  build(): Machine {
    const { dice } = this.pool;
    const purpose = dice.weighted(PURPOSES.map((candidate) => [candidate.weight, candidate]));
    const system: System = SYSTEMS[dice.pick(purpose.systems)];
    const environment = dice.weighted(ENVIRONMENTS);
    const local = dice.chance(0.06) ? dice.pick(this.storage.local) : undefined;
    const store = local ?? dice.pick(this.storage.shared);
    const state = dice.weighted(STATES);
    const name = this.#name(environment === "" ? purpose.stem : `${purpose.stem}-${environment}`);
    const host = state === "Running" || state === "Paused" ? store.host ?? this.#leastUsed() : undefined;
    const uptime = dice.int(600, 80 * 86400);
    const ref = dice.ref();
    const uuid = dice.uuid();
    const memory = dice.pick(purpose.memory) * GiB;
    const vcpus = dice.pick(purpose.vcpus);

    const nics = purpose.networks.map((role, device) =>
      this.#nic(ref, device, this.networks.byRole[role], state)
    );
    const vbds = this.#disks(ref, name, purpose, store, state);
    const suspended = state === "Suspended" ? this.#suspendImage(name, memory, store) : NULL_REF;
    const metrics = this.pool.add(
      "VM_metrics",
      vmMetricsRecord({
        memory_actual: host === undefined ? 0 : memory,
        VCPUs_number: host === undefined ? 0 : vcpus,
        start_time: this.pool.ago(uptime),
        install_time: this.pool.ago(uptime + dice.int(1, 600) * 86400),
        last_updated: this.pool.ago(dice.int(1, 60)),
        hvm: host !== undefined,
        current_domain_type: host === undefined ? "unspecified" : "hvm",
      }),
    );
    const guest = system.drivers === undefined ? undefined : guestMetricsRecord({
      uuid: dice.uuid(),
      os_version: system.os_version,
      PV_drivers_version: system.drivers,
      PV_drivers_up_to_date: true,
      PV_drivers_detected: true,
      networks: this.#addressesOf(purpose),
      other: guestFeatures(system),
      last_updated: this.pool.ago(dice.int(1, uptime)),
      live: host !== undefined,
      ...(system.windows ? { netbios_name: { host_name: name.toUpperCase().slice(0, 15) } } : {}),
    });
    const guestRef = guest === undefined ? NULL_REF : this.pool.add("VM_guest_metrics", guest);
    const record = vmRecord({
      ...systemFields(system),
      uuid,
      name_label: name,
      name_description: this.#description(purpose),
      power_state: state,
      tags: this.#tags(purpose, environment),
      resident_on: host?.ref ?? NULL_REF,
      affinity: local?.host?.ref ?? (dice.chance(0.1) ? dice.pick(this.hosts).ref : NULL_REF),
      domid: host === undefined ? -1 : host.nextDomid++,
      memory_overhead: memoryOverhead(memory),
      memory_target: state === "Halted" ? 0 : memory,
      memory_static_max: memory,
      memory_dynamic_max: memory,
      memory_dynamic_min: memory,
      memory_static_min: Math.min(memory, GiB),
      VCPUs_max: vcpus,
      VCPUs_at_startup: vcpus,
      VCPUs_params: dice.chance(0.05) ? { weight: "512" } : {},
      metrics,
      guest_metrics: guestRef,
      suspend_VDI: suspended,
      last_boot_CPU_flags: { vendor: this.hosts[0]?.vendor ?? "", features: "" },
      bios_strings: VM_BIOS_STRINGS,
      other_config: this.#otherConfig(system),
      blocked_operations: this.#blocked(purpose),
      has_vendor_device: false,
      hardware_platform_version: 2,
      generation_id: system.windows ? `${dice.hex(16)}:${dice.hex(16)}` : "",
      xenstore_data: { "vm-data": "", "vm-data/mmio-hole-size": "268435456" },
    });
    this.pool.add(
      "VM",
      { ...record, allowed_operations: allowedOperations({ ref, vm: record, guest }) },
      ref,
    );
    if (host !== undefined) {
      host.used += memory + memoryOverhead(memory);
      this.#console(ref, host);
    }
    return { ref, name, uuid, state, host, store, vbds, nics, uptime };
  }

  #name(stem: string): string {
    const number = (this.#numbers.get(stem) ?? 0) + 1;
    this.#numbers.set(stem, number);
    return `${stem}-${String(number).padStart(2, "0")}`;
  }

  #leastUsed(): HostPlan {
    const [first, ...others] = this.hosts;
    if (first === undefined) throw new Error("A pool needs a host");
    return others.reduce((least, host) => host.used < least.used ? host : least, first);
  }

  #description(purpose: Purpose): string {
    const { dice } = this.pool;
    return dice.chance(0.2) ? `${purpose.description}; ${dice.pick(DESCRIPTION_NOTES)}` : purpose.description;
  }

  #tags(purpose: Purpose, environment: string): string[] {
    const { dice } = this.pool;
    const tags = [...purpose.tags];
    if (environment !== "") tags.push(environment);
    if (dice.chance(0.4)) tags.push(dice.pick(OWNERS));
    return tags;
  }

  #otherConfig(system: System): Rec {
    const { dice } = this.pool;
    const config: Record<string, Json> = {
      mac_seed: dice.uuid(),
      base_template_name: system.template,
      "install-methods": "cdrom",
    };
    if (!system.windows) config["linux_template"] = "true";
    if (dice.chance(0.25)) config["auto_poweron"] = "true";
    return config;
  }

  #blocked(purpose: Purpose): Rec {
    if (!purpose.tags.includes("critical") || !this.pool.dice.chance(0.4)) return {};
    return { destroy: "protected", clean_shutdown: "critical service", hard_shutdown: "critical service" };
  }

  #nic(VM: Ref, device: number, net: Net, state: PowerState): Ref {
    const attached = state === "Running" || state === "Paused";
    const record = vifRecord({
      device: String(device),
      network: net.ref,
      VM,
      MAC: this.pool.dice.mac(),
      MTU: net.role === "storage" ? 9000 : 1500,
      currently_attached: attached,
    });
    return this.pool.add("VIF", {
      ...record,
      allowed_operations: vifOperations(record, { power_state: state }),
    });
  }

  #addressesOf(purpose: Purpose): Rec {
    const networks: Record<string, Json> = {};
    purpose.networks.forEach((role, device) => {
      const net = this.networks.byRole[role];
      const number = (this.#addresses.get(net.ref) ?? 0) + 1;
      this.#addresses.set(net.ref, number);
      const ip = `${net.prefix}.${(net.third + Math.floor(number / 240)) % 256}.${10 + (number % 240)}`;
      networks[`${device}/ip`] = ip;
      networks[`${device}/ipv4/0`] = ip;
      networks[`${device}/ipv6/0`] = `fe80::${this.pool.dice.hex(4)}:${this.pool.dice.hex(4)}`;
    });
    return networks;
  }

  #disks(VM: Ref, name: string, purpose: Purpose, store: Store, state: PowerState): Ref[] {
    const { dice } = this.pool;
    const attached = state === "Running" || state === "Paused";
    const vm = { power_state: state };
    const vbds = purpose.disks.map((gib, index) => {
      const size = gib * GiB;
      const disk = vdiRecord({
        uuid: dice.uuid(),
        name_label: index === 0 ? `${name} system` : `${name} data`,
        name_description: index === 0 ? "" : "Data volume",
        SR: store.ref,
        virtual_size: size,
        physical_utilisation: takeSpace(store, size, dice.int(15, 85) / 100),
        type: index === 0 ? "system" : "user",
        sm_config: { vdi_type: "vhd" },
        cbt_enabled: purpose.tags.includes("backup"),
      });
      const vdi = this.pool.add("VDI", { ...disk, allowed_operations: vdiOperations(disk, attached) });
      const vbd = vbdRecord({
        VM,
        VDI: vdi,
        device: `xvd${String.fromCharCode(97 + index)}`,
        userdevice: String(index),
        bootable: index === 0,
        currently_attached: attached,
        other_config: { owner: "" },
      });
      return this.pool.add("VBD", { ...vbd, allowed_operations: vbdOperations(vbd, vm) });
    });
    const iso = dice.chance(0.05) ? dice.pick(this.storage.isos) : NULL_REF;
    const drive = vbdRecord({
      VM,
      VDI: iso,
      device: "xvdd",
      userdevice: "3",
      mode: "RO",
      type: "CD",
      empty: iso === NULL_REF,
      currently_attached: attached,
    });
    this.pool.add("VBD", { ...drive, allowed_operations: vbdOperations(drive, vm) });
    return vbds;
  }

  #suspendImage(name: string, memory: number, store: Store): Ref {
    const size = memory + 64 * MiB;
    return this.pool.add(
      "VDI",
      vdiRecord({
        uuid: this.pool.dice.uuid(),
        name_label: "Suspend image",
        name_description: `Memory of ${name}`,
        allowed_operations: ["copy", "clone", "forget", "resize", "snapshot", "destroy"],
        SR: store.ref,
        virtual_size: size,
        physical_utilisation: takeSpace(store, size, 0.9),
        type: "suspend",
        sm_config: { vdi_type: "vhd" },
      }),
    );
  }

  #console(VM: Ref, host: HostPlan): void {
    const uuid = this.pool.dice.uuid();
    this.pool.add(
      "console",
      consoleRecord({ uuid, location: `https://${host.address}/console?uuid=${uuid}`, VM }),
    );
  }
}
