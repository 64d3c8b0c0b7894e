// The life cycle of a VM: which operation is possible when, and with which error xapi refuses it.
// Sources: xapi_vm_lifecycle.ml and the lists a genuine xapi 25.33 answered in every power state.
import { ApiError } from "../errors.ts";
import { dict, flag, NULL_REF, type Rec, type Ref, text } from "../values.ts";

export type PowerState = "Halted" | "Paused" | "Suspended" | "Running";

const HALTED: readonly PowerState[] = ["Halted"];
const RUNNING: readonly PowerState[] = ["Running"];
const NOT_HALTED: readonly PowerState[] = ["Paused", "Suspended", "Running"];
const AT_REST: readonly PowerState[] = ["Halted", "Suspended"];
const ANY: readonly PowerState[] = ["Halted", "Paused", "Suspended", "Running"];

/** The power states an operation starts from, in the order xapi names them in VM_BAD_POWER_STATE. */
export const POWER_STATES: Readonly<Record<string, readonly PowerState[]>> = {
  sysprep: RUNNING,
  create_vtpm: HALTED,
  destroy: AT_REST,
  metadata_export: ANY,
  export: AT_REST,
  make_into_template: HALTED,
  changing_NVRAM: HALTED,
  changing_shadow_memory: HALTED,
  changing_static_range: HALTED,
  changing_VCPUs: HALTED,
  changing_VCPUs_live: RUNNING,
  changing_memory_limits: HALTED,
  changing_memory_live: RUNNING,
  changing_dynamic_range: ["Halted", "Running"],
  migrate_send: ["Halted", "Suspended", "Running"],
  pool_migrate: RUNNING,
  resume_on: ["Suspended"],
  resume: ["Suspended"],
  suspend: RUNNING,
  hard_reboot: ["Paused", "Running"],
  hard_shutdown: NOT_HALTED,
  shutdown: NOT_HALTED,
  clean_reboot: RUNNING,
  clean_shutdown: RUNNING,
  pause: RUNNING,
  unpause: ["Paused"],
  revert: ANY,
  provision: HALTED,
  start_on: HALTED,
  start: HALTED,
  checkpoint: NOT_HALTED,
  copy: HALTED,
  clone: HALTED,
  snapshot: ANY,
  reverting: ANY,
  send_sysrq: RUNNING,
  send_trigger: RUNNING,
  call_plugin: RUNNING,
  data_source_op: RUNNING,
  get_boot_record: NOT_HALTED,
};

/** What allowed_operations may list, in the order it lists it. */
export const LISTED: readonly string[] = [
  "sysprep",
  "create_vtpm",
  "destroy",
  "metadata_export",
  "export",
  "make_into_template",
  "changing_NVRAM",
  "changing_shadow_memory",
  "changing_static_range",
  "changing_VCPUs_live",
  "changing_dynamic_range",
  "migrate_send",
  "pool_migrate",
  "resume_on",
  "resume",
  "suspend",
  "hard_reboot",
  "hard_shutdown",
  "revert",
  "provision",
  "clean_reboot",
  "clean_shutdown",
  "pause",
  "unpause",
  "start_on",
  "start",
  "checkpoint",
  "copy",
  "clone",
  "snapshot",
];

const OF_SNAPSHOT = new Set([
  "revert",
  "clone",
  "copy",
  "export",
  "destroy",
  "hard_shutdown",
  "metadata_export",
]);

const OF_TEMPLATE = new Set([
  "destroy",
  "metadata_export",
  "export",
  "changing_NVRAM",
  "changing_shadow_memory",
  "changing_static_range",
  "changing_memory_limits",
  "changing_dynamic_range",
  "changing_VCPUs",
  "migrate_send",
  "provision",
  "copy",
  "clone",
]);

const OF_CONTROL_DOMAIN = new Set(["metadata_export", "changing_static_range", "changing_dynamic_range"]);

/** Operations that may run side by side. */
const TOGETHER: readonly ReadonlySet<string>[] = [
  new Set(["clone", "copy", "export"]),
  new Set(["snapshot", "checkpoint"]),
];

/** What the guest must be able to do; without a guest agent it can do none of it. */
const FEATURES: Readonly<Record<string, string>> = {
  clean_shutdown: "feature-poweroff",
  clean_reboot: "feature-reboot",
  suspend: "feature-suspend",
  checkpoint: "feature-suspend",
  pool_migrate: "feature-suspend",
};

/** A VM with what else decides on its operations. */
export interface Subject {
  readonly ref: Ref;
  readonly vm: Rec;
  /** Its VM_guest_metrics, when there are any. */
  readonly guest: Rec | undefined;
}

export function powerState(vm: Rec): PowerState {
  const state = text(vm, "power_state");
  return ANY.find((known) => known === state) ?? "Halted";
}

/** VM_BAD_POWER_STATE for a VM that is not in one of the expected states. */
export function badPowerState(ref: Ref, vm: Rec, expected: readonly PowerState[]): ApiError {
  return new ApiError(
    "VM_BAD_POWER_STATE",
    ref,
    expected.join(", ").toLowerCase(),
    powerState(vm).toLowerCase(),
  );
}

/** Why the operation is not possible now; undefined when it is. */
export function refusal({ ref, vm, guest }: Subject, operation: string): ApiError | undefined {
  const blocked = dict(vm, "blocked_operations")[operation];
  if (typeof blocked === "string") return new ApiError("OPERATION_BLOCKED", ref, blocked);
  if (flag(vm, "is_control_domain")) {
    if (OF_CONTROL_DOMAIN.has(operation)) return undefined;
    return new ApiError("OPERATION_NOT_ALLOWED", "This operation is not allowed on dom0");
  }
  const snapshot = flag(vm, "is_a_snapshot");
  if (!possibleIn(powerState(vm), operation, snapshot)) {
    return badPowerState(ref, vm, POWER_STATES[operation] ?? []);
  }
  for (const [task, current] of Object.entries(dict(vm, "current_operations"))) {
    if (!besides(String(current), operation)) {
      return new ApiError("OTHER_OPERATION_IN_PROGRESS", "VM", ref, String(current), task);
    }
  }
  if (snapshot) {
    return OF_SNAPSHOT.has(operation) ? undefined : new ApiError("VM_IS_SNAPSHOT", ref, operation);
  }
  if (flag(vm, "is_a_template")) {
    if (!OF_TEMPLATE.has(operation)) return new ApiError("VM_IS_TEMPLATE", ref, operation);
    if (!isDefaultTemplate(vm)) return undefined;
    if (operation === "destroy") return new ApiError("VM_CANNOT_DELETE_DEFAULT_TEMPLATE", ref);
    return operation === "migrate_send" ? new ApiError("VM_IS_TEMPLATE", ref, operation) : undefined;
  }
  if (operation === "provision") return new ApiError("PROVISION_ONLY_ALLOWED_ON_TEMPLATE");
  if (operation === "revert") return new ApiError("VM_REVERT_FAILED", ref, NULL_REF);
  const feature = FEATURES[operation];
  if (feature !== undefined && powerState(vm) === "Running" && lacks(vm, guest, feature)) {
    return new ApiError("VM_LACKS_FEATURE", ref);
  }
  return undefined;
}

/** The allowed_operations of a VM: exactly what `refusal` does not refuse, of what xapi lists. */
export function allowedOperations(subject: Subject): string[] {
  return LISTED.filter((operation) => refusal(subject, operation) === undefined);
}

/** A template that came with the product. Pools from before 7.x say so in other_config only. */
export function isDefaultTemplate(vm: Rec): boolean {
  return flag(vm, "is_default_template") || dict(vm, "other_config")["default_template"] === "true";
}

function possibleIn(state: PowerState, operation: string, snapshot: boolean): boolean {
  if (snapshot && state === "Suspended" && (operation === "clone" || operation === "copy")) return true;
  return POWER_STATES[operation]?.includes(state) ?? false;
}

/** Whether `operation` may start while `current` runs. A hard shutdown or reboot may always break in, once. */
function besides(current: string, operation: string): boolean {
  if (TOGETHER.some((group) => group.has(current) && group.has(operation))) return true;
  if (["hard_shutdown", "reverting", "revert", "destroy"].includes(current)) return false;
  if (operation === "hard_shutdown") return true;
  return operation === "hard_reboot" && current !== "hard_reboot";
}

/** A paravirtual guest needs no agent for it; another one must say that it can. */
function lacks(vm: Rec, guest: Rec | undefined, feature: string): boolean {
  const type = text(vm, "domain_type");
  if (type === "pv" || (type === "" && text(vm, "HVM_boot_policy") === "")) return false;
  const announced = dict(guest, "other");
  if (feature in announced) return false;
  if (Object.keys(announced).some((key) => key.startsWith("feature-"))) return true;
  // Agents of the 6.x time announce no such features; there the drivers' presence decides.
  return !("major" in dict(guest, "PV_drivers_version"));
}
