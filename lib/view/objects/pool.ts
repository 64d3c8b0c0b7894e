// A pool as it is shown: its record, sums over what is in it, and how Atoll stands with it.
import type { Named } from "./common.ts";

/** How Atoll stands with a pool; see lib/pools for the transitions. */
export type ConnectionState =
  | "disconnected" // not tried yet, or switched off
  | "connecting" // opening the transport, probing addresses
  | "authenticating"
  | "syncing" // first or renewed full read
  | "live"
  | "stale" // connection lost or silent: shows the last known state, reconnecting
  | "certificate-changed" // a person must accept the new certificate
  | "refused" // credentials refused: a person must correct them
  | "incompatible"; // what answers speaks no Xen-API

/** Why a connection is as it is; lib/view/connection.ts has the sentences of each. */
export type ConnectionCause =
  // no host gives a usable answer
  | "unreachable"
  | "refused-connection"
  | "timeout"
  | "reset"
  | "tls"
  | "bad-answer"
  | "not-xapi"
  // a host's certificate is not trusted
  | "certificate-changed"
  | "certificate-unknown"
  | "certificate-untrusted"
  | "certificate-expired"
  | "certificate-name"
  // the pool does not let Atoll in
  | "denied"
  | "unauthorised"
  | "directory-away"
  | "session-gone"
  // the pool is busy with itself
  | "coordinator-moved"
  | "coordinator-away"
  | "emergency"
  | "booting"
  | "no-management-ip"
  | "other-pool"
  | "pool-error"
  | "rolled-back"
  // Atoll itself
  | "failed"
  | "disabled"
  | "stopping";

export interface PoolView extends Named {
  readonly state: ConnectionState;
  /** What the state comes from; null while everything goes its normal way. */
  readonly cause: ConnectionCause | null;
  /** When `state` was entered. */
  readonly since: string;
  /** Why, as one sentence for people; null when live. */
  readonly reason: string | null;
  /** When the next attempt to connect is due; null while none is planned. */
  readonly retry_at: string | null;
  /** Address that is (or was last) spoken to, `host[:port]`. */
  readonly address: string;
  /** Pinned or presented certificate, SHA-256, hex with colons; null over plain http. */
  readonly fingerprint: string | null;
  /** In state certificate-changed: the certificate now presented. */
  readonly offered_fingerprint: string | null;
  /** In state certificate-changed: the host that presents it. */
  readonly offered_address: string | null;
  /** What the last attempt met at each address, as a sentence; empty while live. */
  readonly tried: { readonly [address: string]: string };
  /** The pool's own authorities that vouch for its hosts, as subject and end of validity; empty: none were given. */
  readonly authorities: readonly string[];
  /** Atoll refuses whatever would change something in the pool. */
  readonly read_only: boolean;
  readonly coordinator: string | null;
  readonly default_SR: string | null;
  readonly ha_enabled: boolean;
  /** Failures of hosts that the pool is to survive, and that it can survive as things are; 0 without high availability. */
  readonly ha_host_failures_to_tolerate: number;
  readonly ha_plan_exists_for: number;
  readonly ha_overcommitted: boolean;
  readonly ha_allow_overcommit: boolean;
  /** What carries the heartbeat: "xhad" unless told; "" where the pool does not say. */
  readonly ha_cluster_stack: string;
  /** Where memory of suspended VMs goes, unless their own settings say otherwise. */
  readonly suspend_SR: string | null;
  /** Network of memory and disks on their way between hosts, as other_config "xo:migrationNetwork" names it. */
  readonly migration_network: string | null;
  readonly migration_compression: boolean;
  readonly igmp_snooping_enabled: boolean;
  readonly tls_verification_enabled: boolean;
  /** VMs marked to start by themselves do so (other_config "auto_poweron"). */
  readonly auto_poweron: boolean;
  readonly tags: readonly string[];
  /** Brand and version of the coordinator: "XCP-ng 8.3.0". */
  readonly version: string;
  readonly hosts: number;
  readonly hosts_live: number;
  readonly vms: number;
  readonly vms_running: number;
  readonly vms_paused: number;
  readonly vms_suspended: number;
  /** As the collections count them: default templates too, and no snapshot is a template. */
  readonly templates: number;
  readonly snapshots: number;
  /** Physical CPUs (threads) of all hosts, and virtual CPUs of running VMs. */
  readonly cpus: number;
  readonly vcpus: number;
  readonly memory_total: number;
  readonly memory_free: number;
  /** Of all SRs that hold disks, shared ones once, ISO and tools SRs left out. */
  readonly storage_total: number;
  readonly storage_used: number;
}
