// Templates of a generated pool: the default ones of the product, and a few somebody made.
import { allowedOperations } from "../vm/lifecycle.ts";
import { type Json, type Rec, type Ref } from "../values.ts";
import type { PoolBuilder } from "./builder.ts";
import { vbdRecord, vdiRecord, vmMetricsRecord, vmRecord } from "./machine_records.ts";
import type { Storage } from "./storage.ts";
import { takeSpace } from "./storage.ts";
import { type System, type SystemName, SYSTEMS } from "./systems.ts";
import { GiB } from "./units.ts";

const CUSTOM: readonly (readonly [string, string, SystemName])[] = [
  ["debian-12 golden", "Hardened image, cloud-init ready", "debian12"],
  ["ubuntu-24.04 k8s node", "containerd, kubelet, no swap", "ubuntu24"],
  ["win2022 sysprepped", "Sysprep done, tools installed", "windows2022"],
];

/** The limits a template of this system sets. */
export function recommendations(system: System): string {
  return '<restrictions><restriction field="memory-static-max" max="1649267441664"/>' +
    '<restriction field="vcpus-max" max="64"/>' +
    `<restriction field="has-vendor-device" value="${system.windows}"/>` +
    '<restriction field="supports-bios" value="yes"/><restriction field="supports-uefi" value="yes"/>' +
    '<restriction property="number-of-vbds" max="255"/><restriction property="number-of-vifs" max="7"/></restrictions>';
}

/** The fields of a VM record that follow from the system it is made for. */
export function systemFields(system: System): Rec {
  return {
    HVM_boot_policy: "BIOS order",
    HVM_boot_params: { order: "cdn", firmware: system.firmware },
    platform: {
      timeoffset: "0",
      nx: "true",
      acpi: "1",
      apic: "true",
      pae: "true",
      hpet: "true",
      vga: "std",
      videoram: "8",
      viridian: String(system.windows),
      "device-model": `qemu-upstream-${system.firmware === "uefi" ? "uefi" : "compat"}`,
      ...(system.firmware === "uefi" ? { secureboot: "false" } : {}),
    },
    recommendations: recommendations(system),
    reference_label: system.reference_label,
    domain_type: "hvm",
  };
}

/** Adds the templates: one default template a system, and the custom ones with their disks. */
export function buildTemplates(pool: PoolBuilder, storage: Storage): void {
  for (const system of Object.values<System>(SYSTEMS)) {
    add(pool, {
      ...systemFields(system),
      name_label: system.template,
      name_description: system === SYSTEMS.other
        ? "Template which allows VM installation from install media"
        : `Template for ${system.template}: boot the installer from a CD, or over the network`,
      is_default_template: true,
      user_version: 1,
      memory_static_min: system.memory / 2,
      memory_static_max: system.memory,
      memory_dynamic_min: system.memory,
      memory_dynamic_max: system.memory,
      memory_target: 0,
      VCPUs_max: system.windows ? 2 : 1,
      VCPUs_at_startup: system.windows ? 2 : 1,
      other_config: {
        mac_seed: pool.dice.uuid(),
        default_template: "true",
        "install-methods": system.windows || system === SYSTEMS.other ? "cdrom" : "cdrom,nfs,http,ftp",
        ...(system.windows ? {} : { linux_template: "true" }),
        disks:
          `<provision><disk device="0" size="${system.disk}" sr="" bootable="true" type="system"/></provision>`,
      },
    });
  }
  for (const [name_label, name_description, systemName] of CUSTOM) {
    const system: System = SYSTEMS[systemName];
    const template = add(pool, {
      ...systemFields(system),
      name_label,
      name_description,
      tags: ["golden"],
      other_config: { mac_seed: pool.dice.uuid(), base_template_name: system.template },
      memory_static_max: 4 * GiB,
      memory_dynamic_min: 4 * GiB,
      memory_dynamic_max: 4 * GiB,
    });
    const store = storage.shared[0];
    if (store === undefined) continue;
    const size = (system.windows ? 60 : 20) * GiB;
    const vdi = pool.add(
      "VDI",
      vdiRecord({
        uuid: pool.dice.uuid(),
        name_label: `${name_label} disk`,
        allowed_operations: ["copy", "clone", "forget", "resize", "snapshot", "destroy"],
        SR: store.ref,
        virtual_size: size,
        physical_utilisation: takeSpace(store, size, 0.15),
        type: "system",
        sm_config: { vdi_type: "vhd" },
      }),
    );
    pool.add(
      "VBD",
      vbdRecord({ VM: template, VDI: vdi, device: "xvda", bootable: true, other_config: { owner: "" } }),
    );
  }
}

function add(pool: PoolBuilder, fields: Record<string, Json>): Ref {
  const metrics = pool.add("VM_metrics", vmMetricsRecord({}));
  const record = vmRecord({ is_a_template: true, metrics, ...fields });
  const ref = pool.dice.ref();
  return pool.add(
    "VM",
    { ...record, allowed_operations: allowedOperations({ ref, vm: record, guest: undefined }) },
    ref,
  );
}
