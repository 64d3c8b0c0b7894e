// Settings of the pool that are more than writing a field.
import { ApiError } from "../errors.ts";
import type { Context, Registry } from "../methods.ts";
import { find } from "../objects.ts";
import { type Json, list, type Ref } from "../values.ts";

/** Settings without a check whose message writes a field the model calls read-only. */
const PLAIN = [
  "ha_allow_overcommit",
  "ha_host_failures_to_tolerate",
  "migration_compression",
  "policy_no_vendor_device",
  "repositories",
  "wlb_enabled",
  "is_psr_pending",
];

/** Messages that are taken and change nothing anybody could see. */
const SILENT = [
  "apply_edition",
  "detect_nonhomogeneous_external_auth",
  "disable_repository_proxy",
  "set_ssh_enabled_timeout",
];

/** Adds the setters of class pool. */
export function registerPoolSettings(registry: Registry): void {
  const set = (name: string, run: (context: Context, pool: Ref, args: readonly Json[]) => void) =>
    registry.register(`pool.${name}`, (context, [pool = "", ...args]) => {
      find(context.db, "pool", pool);
      run(context, String(pool), args);
    });
  for (const field of PLAIN) {
    set(`set_${field}`, ({ db }, pool, [value = ""]) => db.set("pool", pool, field, value));
  }
  for (const name of SILENT) set(name, () => {});
  set("set_https_only", ({ db }, _, [value]) => {
    for (const host of [...db.table("host").keys()]) db.set("host", host, "https_only", value === true);
  });
  set("set_console_idle_timeout", ({ db }, _, [value = 0]) => {
    for (const host of [...db.table("host").keys()]) {
      db.set("host", host, "console_idle_timeout", Number(value));
    }
  });
  set("set_igmp_snooping_enabled", () => {
    throw new ApiError("OPENVSWITCH_NOT_ACTIVE");
  });
  set("set_update_sync_enabled", ({ db }, pool, [value]) => {
    const none = list(find(db, "pool", pool), "repositories").length === 0;
    if (value === true && none) throw new ApiError("NO_REPOSITORIES_CONFIGURED");
    db.set("pool", pool, "update_sync_enabled", value === true);
  });
}
