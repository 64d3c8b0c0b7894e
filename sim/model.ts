// The model the simulator serves: the product's schema and the few fields and classes xapi 25.33 has beyond it.
import { CLASSES, type MessageSchema } from "@/lib/xapi/schema.ts";
import { type ModelType, parseType } from "@/lib/xapi/schema_type.ts";
import { defaultOf, type Json } from "./values.ts";

/**
 * Fields seen in recordings of xapi 25.33 that the published model does not have yet: name, type and the field before it
 * ("" at the end).
 */
const NEWER_FIELDS: Readonly<
  Record<string, readonly (readonly [name: string, type: string, after: string])[]>
> = {
  VM: [["groups", "VM_group ref set", ""]],
  VM_guest_metrics: [
    ["netbios_name", "(string -> string) map", "os_version"],
    ["services", "(string -> string) map", "PV_drivers_detected"],
  ],
  pool: [
    ["ext_auth_cache_enabled", "bool", "ext_auth_max_threads"],
    ["ext_auth_cache_size", "int", "ext_auth_cache_enabled"],
    ["ext_auth_cache_expiry", "int", "ext_auth_cache_size"],
    ["recommendations", "(string -> string) map", "update_sync_enabled"],
    ["license_server", "(string -> string) map", "recommendations"],
    ["ha_reboot_vm_on_internal_shutdown", "bool", "license_server"],
  ],
  host: [
    ["ssh_enabled", "bool", ""],
    ["ssh_enabled_timeout", "int", ""],
    ["ssh_expiry", "datetime", ""],
    ["console_idle_timeout", "int", ""],
    ["ssh_auto_mode", "bool", ""],
    ["secure_boot", "bool", ""],
  ],
  PCI: [
    ["class_id", "string", "uuid"],
    ["vendor_id", "string", "class_name"],
    ["device_id", "string", "vendor_name"],
    ["subsystem_vendor_id", "string", "other_config"],
    ["subsystem_device_id", "string", "subsystem_vendor_name"],
  ],
  Certificate: [
    ["fingerprint_sha256", "string", "fingerprint"],
    ["fingerprint_sha1", "string", "fingerprint_sha256"],
  ],
  VM_group: [
    ["uuid", "string", ""],
    ["name_label", "string", ""],
    ["name_description", "string", ""],
    ["placement", "string", ""],
    ["VMs", "VM ref set", ""],
  ],
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
  const all: [string, ModelType][] = [];
  for (const [field, [type]] of Object.entries(CLASSES[cls]?.fields ?? {})) {
    // The one type outside the notation is an event's snapshot.
    if (!type.startsWith("<")) all.push([field, parseType(type)]);
  }
  for (const [field, type, after] of NEWER_FIELDS[cls] ?? []) {
    if (all.some(([known]) => known === field)) continue;
    const place = all.findIndex(([known]) => known === after);
    all.splice(place < 0 ? all.length : place + 1, 0, [field, parseType(type)]);
  }
  fields.set(cls, new Map(all));
}

const NO_FIELDS: ReadonlyMap<string, ModelType> = new Map();

/** Every class with a table, in the order event.from lists them. */
export const CLASS_NAMES: readonly string[] = [...fields.keys()];

/** The value of a field nobody set. */
export function initialOf(cls: string, field: string, type: ModelType): Json {
  // Recordings: the one ref that is born as "" instead of OpaqueRef:NULL.
  return cls === "VDI" && field === "metadata_of_pool" ? "" : defaultOf(type);
}

/** The fields of a class with their types, in the order records have them; empty for an unknown class. */
export function fieldsOf(cls: string): ReadonlyMap<string, ModelType> {
  return fields.get(cls) ?? NO_FIELDS;
}

/** Parameters xapi 25 takes beyond those of the model (recordings), all of them optional. */
const NEWER_PARAMS: Readonly<Record<string, MessageSchema["params"]>> = {
  "host.disable": [["auto_enable?", "bool"]],
};

/** Messages of xapi 25 that the model does not have (recordings). */
const NEWER_MESSAGES: Readonly<Record<string, MessageSchema>> = {
  "host.ha_disable_failover_decisions": {
    params: [["host", "host ref"]],
    result: "void",
    role: "pool-operator",
  },
  "VM.set_groups": {
    params: [["self", "VM ref"], ["value", "VM_group ref set"]],
    result: "void",
    role: "vm-admin",
  },
  "VM.call_host_plugin": {
    params: [["vm", "VM ref"], ["plugin", "string"], ["fn", "string"], ["args", "(string -> string) map"]],
    result: "string",
    role: "vm-power-admin",
  },
};

/** What of the above is new: classes, fields and messages (`Class.message()`) that only a current xapi has. */
export const NEWER: readonly string[] = [
  ...NEWER_CLASSES,
  ...Object.entries(NEWER_FIELDS).flatMap(([cls, added]) => added.map(([field]) => `${cls}.${field}`)),
  ...Object.keys(NEWER_MESSAGES).map((method) => `${method}()`),
];

/** Messages whose parameters from this place on may be missing although the model does not say so (recordings). */
const OPTIONAL_FROM: Readonly<Record<string, number>> = {
  "PIF.db_introduce": 16,
  "PIF.introduce": 3,
  "VM.migrate_send": 6,
};

/** The model's description of a message like "VM.start". */
export function messageOf(method: string): MessageSchema | undefined {
  const dot = method.indexOf(".");
  const message = CLASSES[method.slice(0, dot)]?.messages[method.slice(dot + 1)] ?? NEWER_MESSAGES[method];
  const newer = NEWER_PARAMS[method];
  const optional = OPTIONAL_FROM[method];
  if (message === undefined || (newer === undefined && optional === undefined)) return message;
  const known = message.params.map(([name, type], at) =>
    [at >= (optional ?? Infinity) && !name.endsWith("?") ? `${name}?` : name, type] as const
  );
  return { ...message, params: [...known, ...(newer ?? [])] };
}
