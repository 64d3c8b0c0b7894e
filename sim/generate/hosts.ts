// The hosts of a generated pool: hardware, software, metrics, processors, certificates and control domains.
import { NULL_REF, type Ref } from "../values.ts";
import type { PoolBuilder } from "./builder.ts";
import { FEATURES, FLAGS, type Hardware, LARGE, MEDIUM, SMALL, SOFTWARE } from "./hardware.ts";
import { consoleRecord, vmMetricsRecord, vmRecord } from "./machine_records.ts";
import type { Site } from "./names.ts";
import { hostAddress, type Networks } from "./networks.ts";
import { hostRecord } from "./pool_records.ts";
import { GiB, MiB } from "./units.ts";

/** A host, and what is left to say about it when its VMs are known. */
export interface HostPlan {
  readonly ref: Ref;
  readonly number: number;
  readonly address: string;
  readonly metrics: Ref;
  readonly vendor: string;
  /** Bytes the hypervisor and the control domain take. */
  readonly reserved: number;
  /** Bytes of running VMs, with their overhead. */
  used: number;
  /** Domain id of the next VM. */
  nextDomid: number;
}

/** Adds `count` hosts for a pool of about `vms` VMs, their interfaces included. */
export function buildHosts(
  pool: PoolBuilder,
  site: Site,
  octet: number,
  networks: Networks,
  count: number,
  vms: number,
): HostPlan[] {
  const perHost = vms / count;
  const hardware = perHost < 30 ? SMALL : perHost < 250 ? MEDIUM : LARGE;
  const domainMemory = (perHost < 30 ? 4 : perHost < 250 ? 8 : 16) * GiB;
  const gpus = pool.add("GPU_group", {
    name_label: "Group of Matrox Electronics Systems Ltd. Integrated Matrox G200eW3 Graphics Controller GPUs",
    GPU_types: ["102b/0536"],
    allocation_algorithm: "depth_first",
  });
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const name = `${site.prefix}-xcp-${String(number).padStart(2, "0")}`;
    const address = hostAddress(octet, number);
    const ref = pool.dice.ref();
    const controlDomain = pool.dice.ref();
    const serial = pool.dice.hex(7).toUpperCase();
    const started = pool.dice.int(5, 90) * 86400;
    const metrics = pool.add("host_metrics", {
      memory_total: 0,
      memory_free: 0,
      live: true,
      last_updated: pool.ago(pool.dice.int(1, 60)),
      other_config: {},
    });
    const overhead = Math.round(perHost < 30 ? 640 : 2048) * MiB;
    pool.add(
      "host",
      hostRecord({
        name_label: name,
        name_description: `${hardware.product}, rack ${String.fromCharCode(65 + (index % 4))}${
          12 + Math.floor(index / 4)
        }`,
        memory_overhead: overhead,
        software_version: SOFTWARE,
        other_config: {
          agent_start_time: `${Math.floor(pool.now / 1000) - started + 120}.`,
          boot_time: `${Math.floor(pool.now / 1000) - started}.`,
          rpm_patch_installation_time: `${Math.floor(pool.now / 1000) - started - 600}.`,
          iscsi_iqn: `iqn.2024-05.net.example:${pool.dice.hex(8)}`,
        },
        cpu_info: {
          cpu_count: String(hardware.threads),
          socket_count: String(hardware.sockets),
          threads_per_core: "2",
          vendor: hardware.vendor,
          speed: String(hardware.mhz),
          modelname: hardware.model,
          family: String(hardware.family),
          model: String(hardware.modelNumber),
          stepping: hardware.stepping,
          flags: FLAGS,
          features_pv: FEATURES,
          features_hvm: FEATURES,
          features_hvm_host: FEATURES,
          features_pv_host: FEATURES,
        },
        hostname: name,
        address,
        metrics,
        bios_strings: {
          "bios-vendor": hardware.maker,
          "bios-version": hardware.bios,
          "system-manufacturer": hardware.maker,
          "system-product-name": hardware.product,
          "system-version": "",
          "system-serial-number": serial,
          "baseboard-manufacturer": hardware.maker,
          "baseboard-product-name": "0R5NN9",
          "baseboard-version": "A02",
          "baseboard-serial-number": `.${serial}.CNIVC001.`,
          "oem-1": "Xen",
          "oem-2": "MS_VM_CERT/SHA1/bdbeb6e0a816d43fa6d3fe8aaef04c2bad9d3e3d",
          "hp-rombios": "",
        },
        power_on_mode: number === 1 ? "" : "IPMI",
        control_domain: controlDomain,
        iscsi_iqn: `iqn.2024-05.net.example:${pool.dice.hex(8)}`,
        multipathing: true,
        last_software_update: pool.ago(started + 3600),
        tags: number === 1 ? ["coordinator"] : [],
      }),
      ref,
    );
    addProcessors(pool, ref, hardware);
    addCertificates(pool, ref);
    addDisplay(pool, ref, gpus);
    networks.attach(ref, number);
    const taken = addControlDomain(pool, ref, controlDomain, name, address, domainMemory, hardware.threads);
    return {
      ref,
      number,
      address,
      metrics,
      vendor: hardware.vendor,
      reserved: overhead + taken,
      used: 0,
      nextDomid: 1,
    };
  });
}

/** Sizes in GiB a host is sold with. */
const SOLD = [
  64,
  128,
  192,
  256,
  384,
  512,
  768,
  1024,
  1536,
  2048,
  3072,
  4096,
  6144,
  8192,
  12288,
  16384,
  24576,
];

/** Gives every host the same, sufficient memory, and writes what is free of it. */
export function fitMemory(pool: PoolBuilder, hosts: readonly HostPlan[]): void {
  const most = Math.max(...hosts.map((host) => host.used + host.reserved));
  const size = SOLD.find((gib) => most <= gib * GiB * 0.8) ?? Math.ceil(most / 0.8 / GiB);
  for (const host of hosts) {
    // A little of it is the machine's own.
    const total = size * GiB - 188 * MiB;
    pool.edit("host_metrics", host.metrics, {
      memory_total: total,
      memory_free: total - host.reserved - host.used,
    });
  }
}

function addProcessors(pool: PoolBuilder, host: Ref, hardware: Hardware): void {
  for (let number = 0; number < hardware.threads; number++) {
    pool.add("host_cpu", {
      host,
      number,
      vendor: hardware.vendor,
      speed: Math.floor(hardware.mhz),
      modelname: hardware.model,
      family: hardware.family,
      model: hardware.modelNumber,
      stepping: hardware.stepping,
      flags: FLAGS,
      features: "",
      utilisation: 0,
      other_config: {},
    });
  }
}

function addCertificates(pool: PoolBuilder, host: Ref): void {
  for (const type of ["host", "host_internal"]) {
    const colons = (digits: string) => (digits.toUpperCase().match(/../g) ?? []).join(":");
    const sha256 = colons(pool.dice.hex(32) + pool.dice.hex(32));
    pool.add("Certificate", {
      name: "",
      type,
      host,
      not_before: pool.ago(300 * 86400),
      not_after: pool.ago(-3350 * 86400),
      fingerprint: sha256,
      fingerprint_sha256: sha256,
      fingerprint_sha1: colons(pool.dice.hex(32) + pool.dice.hex(8)),
    });
  }
}

function addDisplay(pool: PoolBuilder, host: Ref, group: Ref): void {
  const pci = pool.add("PCI", {
    class_id: "0300",
    class_name: "VGA compatible controller",
    vendor_id: "102b",
    vendor_name: "Matrox Electronics Systems Ltd.",
    device_id: "0536",
    device_name: "Integrated Matrox G200eW3 Graphics Controller",
    host,
    pci_id: "0000:03:00.0",
    subsystem_vendor_id: "1028",
    subsystem_device_id: "0a6c",
    driver_name: "",
  });
  pool.add("PGPU", {
    PCI: pci,
    GPU_group: group,
    host,
    dom0_access: "enabled",
    is_system_display_device: true,
  });
}

/** Gives the bytes the control domain takes. */
function addControlDomain(
  pool: PoolBuilder,
  host: Ref,
  ref: Ref,
  hostName: string,
  address: string,
  memory: number,
  threads: number,
): number {
  const vcpus = Math.min(16, threads);
  const overhead = 192 * MiB;
  const metrics = pool.add(
    "VM_metrics",
    vmMetricsRecord({
      memory_actual: memory,
      VCPUs_number: vcpus,
      last_updated: pool.ago(10),
      current_domain_type: "pv",
    }),
  );
  pool.add(
    "VM",
    vmRecord({
      name_label: `Control domain on host: ${hostName}`,
      name_description: "The domain which manages physical devices and manages other domains",
      power_state: "Running",
      allowed_operations: ["metadata_export", "changing_static_range", "changing_dynamic_range"],
      resident_on: host,
      affinity: host,
      memory_overhead: overhead,
      memory_target: memory,
      memory_static_max: memory,
      memory_dynamic_max: memory,
      memory_dynamic_min: memory,
      memory_static_min: memory,
      VCPUs_max: vcpus,
      VCPUs_at_startup: vcpus,
      actions_after_reboot: "destroy",
      actions_after_crash: "destroy",
      HVM_boot_policy: "",
      HVM_boot_params: {},
      platform: {},
      other_config: { is_system_domain: "true", mac_seed: pool.dice.uuid() },
      domid: 0,
      is_control_domain: true,
      metrics,
      guest_metrics: NULL_REF,
      domain_type: "pv",
    }),
    ref,
  );
  for (const protocol of ["rfb", "vt100"]) {
    const uuid = pool.dice.uuid();
    const console = pool.dice.ref();
    // Those of a host name the console by its ref, those of VMs by its uuid (recordings; facts.md).
    const location = `https://${address}/console?ref=${console}`;
    pool.add("console", consoleRecord({ uuid, protocol, location, VM: ref }), console);
  }
  return memory + overhead;
}
