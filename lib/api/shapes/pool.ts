// The shapes of a pool, for the API's description. The compiler keeps them equal to the view objects.
import { z } from "@hono/zod-openapi";
import { CAUSES, isCause } from "@/lib/view/connection.ts";
import type { PoolView } from "@/lib/view/types.ts";
import { bytes, count, idOf, maybeTime, named, tags, text, time, yes } from "./common.ts";

const causes = Object.keys(CAUSES).filter(isCause);

/** How a pool is reached and trusted is left out for who may not manage pools. */
type Managed = "offered_fingerprint" | "offered_address" | "tried" | "authorities";
export type SeenPool = Omit<PoolView, Managed> & { readonly [F in Managed]?: PoolView[F] | undefined };

export const pool: z.ZodType<SeenPool> = z.object({
  ...named,
  state: z.enum([
    "disconnected",
    "connecting",
    "authenticating",
    "syncing",
    "live",
    "stale",
    "certificate-changed",
    "refused",
    "incompatible",
  ]).describe("How Atoll stands with the pool"),
  cause: z.enum(causes).nullable().describe(
    "What the state comes from; null while everything goes its normal way",
  ),
  since: time("When the state was entered"),
  reason: z.string().nullable().describe("Why, as one sentence; null when live"),
  retry_at: maybeTime("When the next attempt to connect is due"),
  address: text("Address that is or was last spoken to"),
  fingerprint: z.string().nullable().describe(
    "Pinned or presented certificate, SHA-256; null over plain http",
  ),
  offered_fingerprint: z.string().nullable().optional().describe(
    "In state certificate-changed: the certificate now presented",
  ),
  offered_address: z.string().nullable().optional().describe(
    "In state certificate-changed: the host that presents it",
  ),
  tried: z.record(z.string(), z.string()).optional().describe(
    "What the last attempt met at each address, as a sentence; empty while live",
  ),
  authorities: z.array(z.string()).optional().describe(
    "The pool's own authorities that vouch for its hosts, as subject and end of validity; empty: none were given",
  ),
  read_only: yes("Atoll refuses whatever would change something in the pool"),
  coordinator: idOf("the coordinator host"),
  default_SR: idOf("the default SR"),
  ha_enabled: yes("High availability is on"),
  ha_host_failures_to_tolerate: count("Failures of hosts that the pool is to survive"),
  ha_plan_exists_for: count("Failures of hosts that it can survive as things are"),
  ha_overcommitted: yes("It cannot survive as many as it is to"),
  ha_allow_overcommit: yes("More may be started than survives"),
  ha_cluster_stack: text("What carries the heartbeat"),
  suspend_SR: idOf("the SR for memory of suspended VMs"),
  migration_network: idOf("the network for migrations"),
  migration_compression: yes("Memory is compressed on its way"),
  igmp_snooping_enabled: yes("Multicast is sent where it is wanted alone"),
  tls_verification_enabled: yes("Hosts check each other's certificates"),
  auto_poweron: yes("VMs that are marked for it start by themselves"),
  ...tags,
  version: text("Brand and version of the coordinator"),
  hosts: count("Number of hosts"),
  hosts_live: count("Hosts that answer their coordinator"),
  vms: count("Number of VMs"),
  vms_running: count("VMs that run"),
  vms_paused: count("VMs that are paused"),
  vms_suspended: count("VMs that are suspended"),
  templates: count("Number of templates, default ones too"),
  snapshots: count("Number of snapshots of VMs"),
  cpus: count("Physical CPUs (threads) of all hosts"),
  vcpus: count("Virtual CPUs of running VMs"),
  memory_total: bytes("Memory of all hosts"),
  memory_free: bytes("Free memory of all hosts"),
  storage_total: bytes("Size of all SRs that hold disks, shared ones once"),
  storage_used: bytes("Used part of these SRs"),
}).openapi("Pool");
