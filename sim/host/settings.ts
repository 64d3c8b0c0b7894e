// Settings of hosts that are guarded, or that are named otherwise than the field they write.
import { ApiError } from "../errors.ts";
import type { Context, Registry } from "../methods.ts";
import { find } from "../objects.ts";
import type { Json, Ref } from "../values.ts";

/** Messages that are taken and change nothing anybody could see. */
const SILENT = [
  "apply_edition",
  "backup_rrds",
  "bugreport_upload",
  "disable_local_storage_caching",
  "management_reconfigure",
  "refresh_pack_info",
  "refresh_server_certificate",
  "restart_agent",
  "send_debug_keys",
  "sync_data",
  "syslog_reconfigure",
];

/** Adds the setters of class host. */
export function registerHostSettings(registry: Registry): void {
  const set = (name: string, run: (context: Context, host: Ref, args: readonly Json[]) => void) =>
    registry.register(`host.${name}`, (context, [host = "", ...args]) => {
      find(context.db, "host", host);
      run(context, String(host), args);
    });
  for (const name of SILENT) set(name, () => {});
  set("set_power_on_mode", ({ db }, host, [mode = "", config = {}]) => {
    db.update("host", host, { power_on_mode: mode, power_on_config: config });
  });
  set("set_hostname_live", ({ db }, host, [name = ""]) => {
    if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(String(name))) {
      throw new ApiError("HOST_NAME_INVALID", "hostname contains invalid characters");
    }
    db.set("host", host, "hostname", name);
  });
  set("set_sched_gran", () => {
    throw new ApiError("OPERATION_NOT_ALLOWED", "Disabled by xapi.conf");
  });
  set("set_ssl_legacy", () => {});
  set("set_crash_dump_sr", ({ db }, host, [sr = ""]) => db.set("host", host, "crash_dump_sr", sr));
  set("enable_ssh", ({ db }, host) => db.set("host", host, "ssh_enabled", true));
  set("disable_ssh", ({ db }, host) => db.set("host", host, "ssh_enabled", false));
  for (
    const field of [
      "license_server",
      "iscsi_iqn",
      "multipathing",
      "uefi_certificates",
      "numa_affinity_policy",
    ]
  ) {
    set(`set_${field}`, ({ db }, host, [value = ""]) => db.set("host", host, field, value));
  }
}
