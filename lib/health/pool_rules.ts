// Rules about whole pools, and about what happened in them.
import { msg } from "@/lib/view/text.ts";
import type { HostView } from "@/lib/view/types.ts";
import { expiring } from "./certificates.ts";
import { ruleOf } from "./rule.ts";
import type { HealthRule, Reads, World } from "./types.ts";

const HOSTS: Reads = {
  collection: "host",
  fields: ["pool", "live", "enabled", "version", "memory_total", "memory_free"],
  by: "pool",
  holder: "it",
};

const hostsOf = (world: World, pool: string): HostView[] => [...world.naming("host", "pool", pool)];

export const POOL_RULES: readonly HealthRule[] = [
  ruleOf("pool", {
    name: "pool-away",
    severity: "critical",
    title: msg("Pools that Atoll cannot reach"),
    advice: msg(
      "What is shown of them is how it was last. Look at what the pool's page says: the network between Atoll and the coordinator, the coordinator itself, its certificate, or the password.",
    ),
    query: "state:disconnected,stale,certificate-changed,refused,incompatible -cause:disabled,stopping",
    fields: ["since"],
    since: ({ since }) => since,
  }),
  ruleOf("pool", {
    name: "ha-overcommitted",
    severity: "critical",
    title: msg("High availability cannot keep its promise"),
    advice: msg(
      "As many hosts as the pool is to survive cannot fail now. Free memory, bring hosts back, or protect fewer VMs.",
    ),
    text: msg("{possible} of {wanted} failures can be survived"),
    query: "ha_enabled:yes ha_overcommitted:yes",
    fields: ["ha_plan_exists_for", "ha_host_failures_to_tolerate"],
    detail: ({ ha_plan_exists_for, ha_host_failures_to_tolerate }) => ({
      possible: String(ha_plan_exists_for),
      wanted: String(ha_host_failures_to_tolerate),
    }),
  }),
  ruleOf("pool", {
    name: "ha-without-tolerance",
    severity: "warning",
    title: msg("High availability that protects nothing"),
    advice: msg("It is switched on, but is to survive no failure of a host. Set how many hosts may fail."),
    query: "ha_enabled:yes ha_host_failures_to_tolerate:0",
  }),
  ruleOf("pool", {
    name: "memory-overcommitted",
    severity: "warning",
    title: msg("Pools that cannot bear the loss of a host"),
    advice: msg(
      "If this host failed, the memory that is free on the others would not hold its VMs. Stop VMs, give them less memory, or add a host.",
    ),
    text: msg("Without {host}, {size} of VMs have {free} elsewhere"),
    query: "hosts_live:>1",
    reads: [HOSTS],
    check: ({ id }, world) => {
      const hosts = hostsOf(world, id).filter(({ live, enabled }) => live && enabled);
      const free = hosts.reduce((sum, { memory_free }) => sum + memory_free, 0);
      const worst = hosts.map((host) => ({
        host: host.name,
        size: [...world.naming("vm", "host", host.id)].reduce((sum, vm) => sum + vm.memory_dynamic_max, 0),
        free: free - host.memory_free,
      })).sort((a, b) => (b.size - b.free) - (a.size - a.free))[0];
      if (hosts.length < 2 || worst === undefined || worst.size <= worst.free) return null;
      return { host: worst.host, size: String(round(worst.size)), free: String(round(worst.free)) };
    },
  }),
  ruleOf("pool", {
    name: "coordinator-alone",
    severity: "warning",
    title: msg("Coordinators that nobody could follow"),
    advice: msg(
      "No other host of the pool is up and enabled: if the coordinator fails, nobody takes over. Bring another host back.",
    ),
    query: "hosts:>1",
    reads: [HOSTS],
    fields: ["coordinator"],
    check: ({ id, coordinator }, world) => {
      const hosts = hostsOf(world, id);
      const others = hosts.filter((host) => host.id !== coordinator && host.live && host.enabled);
      return coordinator !== null && hosts.length > 1 && others.length === 0 ? {} : null;
    },
  }),
  ruleOf("pool", {
    name: "versions-differ",
    severity: "warning",
    title: msg("Pools whose hosts run different versions"),
    advice: msg(
      "That is meant for the time of an update only: VMs move to newer hosts, but not back. Finish the update, the coordinator first.",
    ),
    text: msg("{versions}"),
    query: "hosts:>1",
    reads: [HOSTS],
    check: ({ id }, world) => {
      const versions = new Set(hostsOf(world, id).map(({ version }) => version).filter(Boolean));
      return versions.size > 1 ? { versions: [...versions].sort().join(", ") } : null;
    },
  }),
  ruleOf("pool", {
    name: "authority-expires",
    severity: "warning",
    title: msg("Authorities of pools that expire"),
    advice: msg(
      "Within 30 days the pool trusts nothing that they vouch for. Install the new authority on the pool.",
    ),
    text: msg("{names}: {expires}"),
    query: "hosts:>0",
    reads: [{ collection: "certificate", fields: ["pool", "host", "not_after"], by: "pool", holder: "it" }],
    ...expiring("pool", -Infinity, 30),
  }),
  ruleOf("pool", {
    name: "no-default-storage",
    severity: "info",
    title: msg("Pools without default storage"),
    advice: msg(
      "New disks and suspended VMs have no place of their own accord. Choose a default on the page of a storage.",
    ),
    query: "state:live hosts:>0 default_SR:none",
  }),
  ruleOf("task", {
    name: "task-failed",
    severity: "warning",
    title: msg("Tasks that failed within the last hour"),
    advice: msg("Each says why, in plain words and with the code of the Xen-API."),
    text: msg("{error}"),
    query: "status:failure subtask_of:none finished:>-1h",
    fields: ["error", "finished"],
    detail: ({ error }): { readonly [name: string]: string } => error === "" ? {} : { error },
    since: ({ finished }) => finished,
  }),
  ruleOf("alert", {
    name: "alert-grave",
    severity: "warning",
    title: msg("Grave alerts of the last day"),
    advice: msg("The pool itself told of them. Dismiss what is dealt with."),
    query: "priority:1..2 time:>-1d",
    fields: ["time"],
    since: ({ time }) => time,
  }),
];

/** To whole 64 MiB: figures that move all the time would tell of nothing. */
function round(bytes: number): number {
  return Math.round(bytes / (64 << 20)) * (64 << 20);
}
