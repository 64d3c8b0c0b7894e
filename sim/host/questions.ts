// What hosts answer when asked: their clock, memory, certificate, plugins; and what nobody answers any more.
import { ApiError } from "../errors.ts";
import type { Context, Registry } from "../methods.ts";
import { find } from "../objects.ts";
import { presented } from "./certificates.ts";
import type { Setup } from "../setup.ts";
import { date, type Json, number, type Rec, type Ref, text } from "../values.ts";
import { freeMemory } from "../vm/placement.ts";

/** Sources of figures every host has, with their units. */
const SOURCES: readonly (readonly [name: string, description: string, units: string])[] = [
  ["xapi_allocation_kib", "Memory allocation done by the xapi daemon", "KiB"],
  ["xapi_free_memory_kib", "Free memory available to the xapi daemon", "KiB"],
  ["xapi_live_memory_kib", "Live memory used by xapi daemon", "KiB"],
  ["xapi_memory_usage_kib", "Total memory allocated used by xapi daemon", "KiB"],
  ["xapi_open_fds", "Number of open file descriptors held by xapi", "file descriptors"],
];

/** Adds the questions of class host. */
export function registerHostQuestions(registry: Registry, setup?: Pick<Setup, "condition">): void {
  const ask = (name: string, answer: (context: Context, host: Ref, args: readonly Json[]) => Json) =>
    registry.register(`host.${name}`, (context, [host = "", ...args]) => {
      find(context.db, "host", host);
      return answer(context, String(host), args);
    });
  ask("get_servertime", ({ db }) => date(db.now()));
  ask("get_server_localtime", ({ db }) => date(db.now()));
  ask("compute_free_memory", ({ db }, host) => freeMemory(db, host));
  ask("compute_memory_overhead", ({ db }, host) => number(find(db, "host", host), "memory_overhead"));
  ask("dmesg", () => "Xen simulator");
  ask("dmesg_clear", () => "Xen simulator");
  ask("get_data_sources", () => SOURCES.map(source));
  ask("query_data_source", () => NaN);
  ask("get_sched_gran", () => "cpu");
  ask("get_system_status_capabilities", () => "");
  ask("get_server_certificate", ({ db }, host) => {
    return presented(db, host) ?? certificateOf([...db.table("Certificate").values()], host);
  });
  ask("has_extension", () => false);
  ask("get_management_interface", ({ db }, host) => {
    const found = [...db.table("PIF")].find(([, pif]) => pif["host"] === host && pif["management"] === true);
    if (found === undefined) throw new ApiError("HOST_HAS_NO_MANAGEMENT_IP");
    return found[0];
  });
  const refuse = (name: string, refusal: (args: readonly Json[]) => ApiError) =>
    ask(name, (_context, _host, args) => {
      throw refusal(args);
    });
  refuse("get_log", () => new ApiError("NOT_IMPLEMENTED", "get_log"));
  refuse("call_plugin", ([plugin = ""]) => new ApiError("XENAPI_MISSING_PLUGIN", String(plugin)));
  refuse("call_extension", ([call = ""]) => {
    const end = String(call).length;
    const where = `Line 1, bytes 0-${end}:\\nInvalid token '${call}'`;
    return new ApiError("INTERNAL_ERROR", `Yojson.Json_error("${where}")`);
  });
  refuse("retrieve_wlb_evacuate_recommendations", () => new ApiError("WLB_NOT_INITIALIZED"));
  registry.register("host.list_methods", () => {
    throw new ApiError("NOT_IMPLEMENTED", "list_method");
  });
  registry.register("host.emergency_ha_disable", () => {
    throw new ApiError("HA_NOT_ENABLED");
  });
  registry.register("host.is_in_emergency_mode", () => setup?.condition() === "emergency");
  registry.register("host.local_assert_healthy", () => {});
}

function source([name_label, name_description, units]: readonly [string, string, string]): Rec {
  return {
    name_label,
    name_description,
    enabled: true,
    standard: true,
    units,
    min: 0,
    max: Infinity,
    value: 0,
  };
}

function certificateOf(certificates: readonly Rec[], host: Ref): string {
  const known = certificates.find((certificate) => certificate["host"] === host);
  return `-----BEGIN CERTIFICATE-----\n${text(known, "fingerprint")}\n-----END CERTIFICATE-----\n`;
}
