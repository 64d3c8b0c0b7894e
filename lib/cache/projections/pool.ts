// pool → PoolView: the pool's record, its connection, and sums over its hosts, VMs and SRs.
import { bool, map, number, ref, text, texts } from "../fields.ts";
import { POOL } from "../tallies.ts";
import type { Projection } from "./types.ts";
import { hostCpus, productVersion } from "./shared.ts";

export const pool: Projection<"pool"> = {
  classNames: ["pool"],
  accepts: () => true,
  project(record, _ref, id, context) {
    let hosts = 0, live = 0, cpus = 0, total = 0, free = 0;
    for (const [, host] of context.hosts()) {
      hosts++;
      cpus += hostCpus(host);
      const metrics = context.read("host_metrics", ref(host, "metrics"));
      if (metrics === undefined) continue;
      if (bool(metrics, "live")) live++;
      total += number(metrics, "memory_total");
      free += number(metrics, "memory_free");
    }
    const settings = map(record, "other_config");
    const coordinator = context.read("host", ref(record, "master"));
    const { state, since, reason, retry_at, address, fingerprint, offered_fingerprint } = context.connection;
    const { cause = null, offered_address = null, tried = {}, authorities = [] } = context.connection;
    const { label = "", read_only = false } = context.connection;
    return {
      id,
      // A host that was never joined to a pool is one with an empty name: it goes by its host's.
      name: label || text(record, "name_label") ||
        (coordinator === undefined ? "" : text(coordinator, "name_label")) || context.poolName,
      description: text(record, "name_description"),
      state,
      cause,
      since,
      reason,
      retry_at,
      address,
      fingerprint,
      offered_fingerprint,
      offered_address,
      tried,
      authorities,
      read_only,
      coordinator: context.id("host", ref(record, "master")),
      default_SR: context.id("SR", ref(record, "default_SR")),
      ha_enabled: bool(record, "ha_enabled"),
      ha_host_failures_to_tolerate: number(record, "ha_host_failures_to_tolerate"),
      ha_plan_exists_for: number(record, "ha_plan_exists_for"),
      ha_overcommitted: bool(record, "ha_overcommitted"),
      ha_allow_overcommit: bool(record, "ha_allow_overcommit"),
      ha_cluster_stack: text(record, "ha_cluster_stack"),
      suspend_SR: context.id("SR", ref(record, "suspend_image_SR")),
      migration_network: context.named("network", text(settings, "xo:migrationNetwork"))?.id ?? null,
      migration_compression: bool(record, "migration_compression"),
      igmp_snooping_enabled: bool(record, "igmp_snooping_enabled"),
      tls_verification_enabled: bool(record, "tls_verification_enabled"),
      auto_poweron: text(settings, "auto_poweron") === "true",
      tags: texts(record, "tags"),
      version: productVersion(coordinator),
      hosts,
      hosts_live: live,
      vms: context.tally(POOL, "vms"),
      vms_running: context.tally(POOL, "vms_running"),
      vms_paused: context.tally(POOL, "vms_paused"),
      vms_suspended: context.tally(POOL, "vms_suspended"),
      templates: context.tally(POOL, "templates"),
      snapshots: context.tally(POOL, "snapshots"),
      cpus,
      vcpus: context.tally(POOL, "vcpus"),
      memory_total: total,
      memory_free: free,
      storage_total: context.tally(POOL, "storage_total"),
      storage_used: context.tally(POOL, "storage_used"),
    };
  },
};
