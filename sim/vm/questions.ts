// What VMs answer when asked, and what they refuse because nothing behind them can do it.
import { ApiError } from "../errors.ts";
import { memoryOverhead } from "../generate/machines.ts";
import type { Context, Registry } from "../methods.ts";
import { find } from "../objects.ts";
import { dict, type Json, number, type Rec, type Ref } from "../values.ts";
import { badPowerState, powerState } from "./lifecycle.ts";
import { assertPossible, operate } from "./subject.ts";

/** Adds the questions of class VM. */
export function registerQuestions(registry: Registry): void {
  const ask = (
    name: string,
    answer: (context: Context, vm: Ref, args: readonly Json[]) => Promise<Json | void> | Json | void,
  ) =>
    registry.register(`VM.${name}`, (context, [vm = "", ...args]) => {
      find(context.db, "VM", vm);
      return answer(context, String(vm), args);
    });
  for (const name of ["send_sysrq", "send_trigger"]) {
    ask(name, ({ db }, vm) => {
      assertPossible(db, vm, name);
      throw new ApiError("NOT_IMPLEMENTED", name);
    });
  }
  ask("call_plugin", ({ db }, vm, [plugin = ""]) => {
    assertPossible(db, vm, "call_plugin");
    throw new ApiError("XENAPI_MISSING_PLUGIN", String(plugin));
  });
  ask("hard_reboot_internal", () => {
    throw new ApiError(
      "INTERNAL_ERROR",
      'Internal API "VM.hard_reboot_internal" call attempted with non-pool (external) session',
    );
  });
  ask("query_services", (_, vm) => {
    throw new ApiError("NOT_SYSTEM_DOMAIN", vm);
  });
  ask("retrieve_wlb_recommendations", () => {
    throw new ApiError("WLB_NOT_INITIALIZED");
  });
  ask("recover", ({ db }, _, [session]) => void find(db, "session", session));
  ask("maximise_memory", (_, _vm, [total = 0]) => Number(total) - memoryOverhead(Number(total)));
  ask(
    "get_boot_record",
    (context, vm) =>
      operate(context, vm, "get_boot_record", () => Promise.resolve(find(context.db, "VM", vm))),
  );
  ask("get_data_sources", ({ db }, vm) => {
    assertPossible(db, vm, "data_source_op");
    const count = number(db.get("VM_metrics", String(find(db, "VM", vm)["metrics"])), "VCPUs_number");
    return Array.from({ length: Math.max(1, count) }, (_, at) => processor(at));
  });
  ask("query_data_source", ({ db }, vm) => {
    assertPossible(db, vm, "data_source_op");
    return NaN;
  });
  ask("set_suspend_VDI", ({ db }, vm, [vdi = ""]) => {
    const record = find(db, "VM", vm);
    if (powerState(record) !== "Suspended") throw badPowerState(vm, record, ["Suspended"]);
    db.set("VM", vm, "suspend_VDI", vdi);
  });
  ask("set_bios_strings", ({ db }, vm, [strings = {}]) => {
    const known = dict(find(db, "VM", vm), "bios_strings");
    if (Object.keys(known).length > 0) throw new ApiError("VM_BIOS_STRINGS_ALREADY_SET");
    db.set("VM", vm, "bios_strings", strings);
  });
}

function processor(at: number): Rec {
  return {
    name_label: `cpu${at}`,
    name_description: "",
    enabled: true,
    standard: true,
    units: "(fraction)",
    min: 0,
    max: 1,
    value: 0,
  };
}
