// The model the simulator serves: the product's schema and the few fields and classes xapi 25.33 has beyond it.
import { CLASSES, type MessageSchema } from "@/lib/xapi/schema.ts";
import { type ModelType, parseType } from "@/lib/xapi/schema_type.ts";

/** Fields seen in recordings of xapi 25.33 that the published model does not have yet: placed after the last field. */
const NEWER_FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  VM: { groups: "VM_group ref set" },
  VM_guest_metrics: { netbios_name: "(string -> string) map", services: "(string -> string) map" },
  pool: {
    ext_auth_cache_enabled: "bool",
    ext_auth_cache_size: "int",
    ext_auth_cache_expiry: "int",
    recommendations: "(string -> string) map",
    license_server: "(string -> string) map",
    ha_reboot_vm_on_internal_shutdown: "bool",
  },
  host: {
    ssh_enabled: "bool",
    ssh_enabled_timeout: "int",
    ssh_expiry: "datetime",
    console_idle_timeout: "int",
    ssh_auto_mode: "bool",
    secure_boot: "bool",
  },
  PCI: {
    class_id: "string",
    vendor_id: "string",
    device_id: "string",
    subsystem_vendor_id: "string",
    subsystem_device_id: "string",
  },
  Certificate: { fingerprint_sha256: "string", fingerprint_sha1: "string" },
  VM_group: {
    uuid: "string",
    name_label: "string",
    name_description: "string",
    placement: "string",
    VMs: "VM ref set",
  },
};

/** Classes of xapi 25.33 that have tables (they appear in valid_ref_counts) but are not in the model, or have no fields there. */
const NEWER_CLASSES = ["VM_group", "Host_driver", "Driver_variant", "Diagnostics"];

/** Messages that xapi 25 answers with MESSAGE_REMOVED although the model lists them (recordings). */
export const REMOVED: ReadonlySet<string> = new Set([
  "pool.test_archive_target",
  "pool.enable_ssl_legacy",
  "pool.disable_ssl_legacy",
  "host.set_cpu_features",
  "host.reset_cpu_features",
  "VDI.resize_online",
  "VM.snapshot_with_quiesce",
]);

const fields = new Map<string, ReadonlyMap<string, ModelType>>();
for (const cls of [...Object.keys(CLASSES), ...NEWER_CLASSES]) {
  const all = new Map<string, ModelType>();
  for (const [field, [type]] of Object.entries(CLASSES[cls]?.fields ?? {})) {
    if (!type.startsWith("<")) all.set(field, parseType(type));
  }
  for (const [field, type] of Object.entries(NEWER_FIELDS[cls] ?? {})) {
    if (!all.has(field)) all.set(field, parseType(type));
  }
  fields.set(cls, all);
}

const NO_FIELDS: ReadonlyMap<string, ModelType> = new Map();

/** Every class with a table, in the order event.from lists them. */
export const CLASS_NAMES: readonly string[] = [...fields.keys()];

/** The fields of a class with their types, in the order records have them; empty for an unknown class. */
export function fieldsOf(cls: string): ReadonlyMap<string, ModelType> {
  return fields.get(cls) ?? NO_FIELDS;
}

/** The model's description of a message like "VM.start". */
export function messageOf(method: string): MessageSchema | undefined {
  const dot = method.indexOf(".");
  return CLASSES[method.slice(0, dot)]?.messages[method.slice(dot + 1)];
}
