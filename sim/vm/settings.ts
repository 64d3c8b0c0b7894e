// Settings of a VM that are guarded: memory, processors, template or not, blocked operations; and questions about it.
import { ApiError } from "../errors.ts";
import { memoryOverhead } from "../generate/machines.ts";
import type { Context, Registry } from "../methods.ts";
import { find } from "../objects.ts";
import { dict, type Json, number, type Ref, text } from "../values.ts";
import { setMetrics, takeDown } from "./domain.ts";
import { powerState } from "./lifecycle.ts";
import { noteMemory } from "./placement.ts";
import { assertPossible, operate, refresh } from "./subject.ts";
import { provision } from "./provision.ts";

/** Adds the guarded setters and the questions. */
export function registerSettings(registry: Registry): void {
  const set = (
    name: string,
    handler: (context: Context, vm: Ref, args: readonly Json[]) => void | Promise<void>,
  ) =>
    registry.register(`VM.${name}`, async (context, [vm = "", ...args]) => {
      find(context.db, "VM", vm);
      await handler(context, String(vm), args);
      refresh(context.db, String(vm));
    });
  registerMemory(set);
  registerProcessors(set);
  set("set_is_a_template", ({ db }, vm, [value]) => {
    if (value === true) assertPossible(db, vm, "make_into_template");
    db.set("VM", vm, "is_a_template", value === true);
    if (value !== true) db.set("VM", vm, "is_default_template", false);
  });
  set("set_blocked_operations", ({ db }, vm, [value = {}]) => db.set("VM", vm, "blocked_operations", value));
  set("add_to_blocked_operations", ({ db }, vm, [key = "", value = ""]) => {
    const blocked = dict(find(db, "VM", vm), "blocked_operations");
    if (String(key) in blocked) {
      throw new ApiError("MAP_DUPLICATE_KEY", "VM", "blocked_operations", vm, String(key));
    }
    db.set("VM", vm, "blocked_operations", { ...blocked, [String(key)]: value });
  });
  set("remove_from_blocked_operations", ({ db }, vm, [key = ""]) => {
    const { [String(key)]: _gone, ...blocked } = dict(find(db, "VM", vm), "blocked_operations");
    db.set("VM", vm, "blocked_operations", blocked);
  });
  for (const field of ["order", "start_delay", "shutdown_delay"]) {
    set(`set_${field}`, ({ db }, vm, [value = 0]) => {
      if (Number(value) < 0) {
        throw new ApiError("INVALID_VALUE", `${field} must be non-negative`, String(value));
      }
      db.set("VM", vm, field, value);
    });
  }
  set("set_ha_restart_priority", ({ db }, vm, [value = ""]) => {
    if (!["", "restart", "best-effort"].includes(String(value))) {
      throw new ApiError("INVALID_VALUE", "ha_restart_priority", String(value));
    }
    db.set("VM", vm, "ha_restart_priority", value);
  });
  set("update_allowed_operations", () => {});
  set("provision", (context, vm) => operate(context, vm, "provision", () => provision(context, vm)));
  set("power_state_reset", ({ db }, vm) => {
    const record = find(db, "VM", vm);
    const host = text(record, "resident_on");
    const metrics = text(db.get("host", host), "metrics");
    const live = db.get("host_metrics", metrics)?.["live"] !== false;
    if (powerState(record) !== "Halted" && db.get("host", host) !== undefined && live) {
      throw new ApiError("HOST_IS_LIVE", host);
    }
    if (powerState(record) !== "Halted") takeDown(db, vm, "Halted");
  });
  registry.register("VM.assert_operation_valid", ({ db }, [vm = "", operation = ""]) => {
    assertPossible(db, String(vm), String(operation));
  });
  registry.register("VM.get_cooperative", ({ db }, [vm = ""]) => {
    find(db, "VM", vm);
    return true;
  });
  registry.register("VM.compute_memory_overhead", ({ db }, [vm = ""]) => {
    return memoryOverhead(number(find(db, "VM", vm), "memory_static_max"));
  });
}

type Set = (
  name: string,
  handler: (context: Context, vm: Ref, args: readonly Json[]) => void | Promise<void>,
) => void;

interface Limits {
  readonly memory_static_min: number;
  readonly memory_dynamic_min: number;
  readonly memory_dynamic_max: number;
  readonly memory_static_max: number;
}

function registerMemory(set: Set): void {
  const number_ = (value: Json | undefined) => Number(value ?? 0);
  const limits = (name: string, fields: (args: readonly Json[]) => Partial<Limits>) =>
    set(name, ({ db }, vm, args) => {
      const changed = fields(args);
      const static_ = "memory_static_max" in changed || "memory_static_min" in changed;
      assertPossible(db, vm, static_ ? "changing_static_range" : "changing_dynamic_range");
      setLimits({ db }, vm, changed);
    });
  limits("set_memory", ([value]) => {
    const bytes = number_(value);
    return { memory_dynamic_min: bytes, memory_dynamic_max: bytes, memory_static_max: bytes };
  });
  limits("set_memory_limits", ([static_min, static_max, dynamic_min, dynamic_max]) => ({
    memory_static_min: number_(static_min),
    memory_static_max: number_(static_max),
    memory_dynamic_min: number_(dynamic_min),
    memory_dynamic_max: number_(dynamic_max),
  }));
  limits("set_memory_static_range", ([min, max]) => ({
    memory_static_min: number_(min),
    memory_static_max: number_(max),
  }));
  limits("set_memory_dynamic_range", ([min, max]) => ({
    memory_dynamic_min: number_(min),
    memory_dynamic_max: number_(max),
  }));
  for (
    const field of ["memory_static_min", "memory_static_max", "memory_dynamic_min", "memory_dynamic_max"]
  ) {
    limits(`set_${field}`, ([value]) => ({ [field]: number_(value) }));
  }
  set("set_memory_target_live", ({ db }, vm, [value]) => {
    db.set("VM", vm, "memory_target", Number(value ?? 0));
    noteMemory(db, text(find(db, "VM", vm), "resident_on"));
  });
}

function setLimits({ db }: Pick<Context, "db">, vm: Ref, changed: Partial<Limits>): void {
  const record = find(db, "VM", vm);
  const after: Limits = {
    memory_static_min: number(record, "memory_static_min"),
    memory_dynamic_min: number(record, "memory_dynamic_min"),
    memory_dynamic_max: number(record, "memory_dynamic_max"),
    memory_static_max: number(record, "memory_static_max"),
    ...changed,
  };
  const ordered = 0 <= after.memory_static_min && after.memory_static_min <= after.memory_dynamic_min &&
    after.memory_dynamic_min <= after.memory_dynamic_max &&
    after.memory_dynamic_max <= after.memory_static_max;
  if (!ordered) throw new ApiError("MEMORY_CONSTRAINT_VIOLATION_ORDER");
  db.update("VM", vm, { ...changed, memory_overhead: memoryOverhead(after.memory_static_max) });
  if (powerState(record) !== "Running") return;
  const target = number(record, "memory_target");
  const within = Math.min(Math.max(target, after.memory_dynamic_min), after.memory_dynamic_max);
  db.set("VM", vm, "memory_target", within);
  setMetrics(db, vm, { memory_actual: within });
  noteMemory(db, text(record, "resident_on"));
}

function registerProcessors(set: Set): void {
  const invalid = (value: number) =>
    new ApiError(
      "INVALID_VALUE",
      "VCPU values must satisfy: 0 < VCPUs_at_startup \u2264 VCPUs_max",
      String(value),
    );
  set("set_VCPUs_max", ({ db }, vm, [value]) => {
    const [record, count] = [find(db, "VM", vm), Number(value ?? 0)];
    assertPossible(db, vm, "changing_VCPUs");
    if (count < 1 || count < number(record, "VCPUs_at_startup")) throw invalid(count);
    db.set("VM", vm, "VCPUs_max", count);
  });
  set("set_VCPUs_at_startup", ({ db }, vm, [value]) => {
    const [record, count] = [find(db, "VM", vm), Number(value ?? 0)];
    if (count < 1 || count > number(record, "VCPUs_max")) throw invalid(count);
    db.set("VM", vm, "VCPUs_at_startup", count);
  });
  set("set_VCPUs_number_live", (context, vm, [value]) => {
    const { db, task } = context;
    const count = Number(value ?? 0);
    const most = number(find(db, "VM", vm), "VCPUs_max");
    return operate(context, vm, "changing_VCPUs_live", async () => {
      if (count < 1 || count > most) {
        throw new ApiError(
          "INVALID_VALUE",
          "VCPU values must satisfy: 0 < VCPUs \u2264 VCPUs_max",
          String(most),
        );
      }
      await task.wait(300);
      setMetrics(db, vm, { VCPUs_number: count });
      db.set("VM", vm, "VCPUs_at_startup", count);
    });
  });
}
