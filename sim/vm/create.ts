// New VMs from nothing: a record with the values given, halted, without devices.
import { wantedRecord } from "../creation.ts";
import { memoryOverhead } from "../generate/machines.ts";
import { vmMetricsRecord } from "../generate/machine_records.ts";
import type { Context, Registry } from "../methods.ts";
import { dict, type Json, NULL_REF, number, type Ref } from "../values.ts";
import { refresh } from "./subject.ts";

/** What the model has no default for. */
const REQUIRED = [
  "user_version",
  "is_a_template",
  "affinity",
  "memory_static_max",
  "memory_dynamic_max",
  "memory_dynamic_min",
  "memory_static_min",
  "VCPUs_params",
  "VCPUs_max",
  "VCPUs_at_startup",
  "actions_after_shutdown",
  "actions_after_reboot",
  "actions_after_crash",
  "PV_bootloader",
  "PV_kernel",
  "PV_ramdisk",
  "PV_args",
  "PV_bootloader_args",
  "PV_legacy_args",
  "HVM_boot_policy",
  "HVM_boot_params",
  "platform",
  "PCI_bus",
  "other_config",
  "recommendations",
];

/** Adds VM.create. */
export function registerCreation(registry: Registry): void {
  registry.register("VM.create", ({ db }, [given]) => create({ db }, given));
}

/** As a genuine xapi: neither the memory's order nor the processors' nor the affinity are looked at. */
function create({ db }: Pick<Context, "db">, given: Json | undefined): Ref {
  const fields = wantedRecord("VM", given, REQUIRED);
  const ref = db.create("VM", {
    HVM_shadow_multiplier: 1,
    domain_type: fields["HVM_boot_policy"] === "" ? "pv" : "hvm",
    ...fields,
    other_config: { mac_seed: db.newUuid(), ...dict(fields, "other_config") },
    power_state: "Halted",
    resident_on: NULL_REF,
    domid: -1,
    memory_overhead: memoryOverhead(number(fields, "memory_static_max")),
    metrics: db.create("VM_metrics", vmMetricsRecord({ uuid: db.newUuid() })),
  });
  refresh(db, ref);
  return ref;
}
