// The view objects: what pages, the API and the stream show of a pool. Known to server and browser alike.
//
// Fields are named after the Xen-API's; `id` is the uuid, `name` and `description` are name_label and name_description.
// References are ids of other view objects, never opaque refs. Sizes are bytes, times ISO 8601 in UTC.
// A view object never carries the long side of a relation: a child names its parent, the parent has counts.
import type { Query } from "./query.ts";

export type PowerState = "Halted" | "Paused" | "Running" | "Suspended";

/** What a view object may hold: JSON, so that RFC 7396 merge patches describe every change. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

interface ViewObject {
  /** The uuid; `uuid@pool` where two pools hold an object of the same uuid (a shared SR attached to both). */
  readonly id: string;
}

interface Named extends ViewObject {
  readonly name: string;
  readonly description: string;
}

interface InPool {
  /** Id of its pool. */
  readonly pool: string;
}

interface Operable {
  readonly allowed_operations: readonly string[];
  /** Running operations by task id (by opaque ref where the task is not known yet). */
  readonly current_operations: { readonly [task: string]: string };
}

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

export interface HostView extends Named, InPool, Operable {
  readonly address: string;
  readonly hostname: string;
  readonly enabled: boolean;
  /** From host_metrics: the host answers its coordinator. */
  readonly live: boolean;
  readonly coordinator: boolean;
  readonly memory_total: number;
  readonly memory_free: number;
  readonly cpus: number;
  readonly cpu_model: string;
  readonly version: string;
  /** Resident VMs, control domain left out, and their virtual CPUs. */
  readonly vms: number;
  readonly vcpus: number;
  readonly boot_time: string | null;
  readonly tags: readonly string[];
}

export interface VmView extends Named, InPool, Operable {
  /** What is being done to it, of several operations the first: the Xen-API's name, "" while there is none. */
  readonly operation: string;
  /** How far that is, 0 to 1 (its task's progress): a list needs to follow no tasks for it. */
  readonly progress: number;
  readonly power_state: PowerState;
  /** Host it runs on (resident_on); null unless running, paused. */
  readonly host: string | null;
  readonly affinity: string | null;
  readonly memory_static_max: number;
  readonly memory_dynamic_min: number;
  readonly memory_dynamic_max: number;
  readonly VCPUs_max: number;
  readonly VCPUs_at_startup: number;
  readonly tags: readonly string[];
  /** Name of the guest's OS as its tools report it; "" when unknown. */
  readonly os: string;
  /** Addresses the guest's tools report, IPv4 first, link-local ones left out; kept while halted as xapi keeps them, empty when unknown. */
  readonly ips: readonly string[];
  /** Guest tools: version text such as "8.3.60", "" when none were seen. */
  readonly tools: string;
  readonly start_time: string | null;
  readonly snapshots: number;
  readonly disks: number;
  /** Sum of virtual_size of its disks. */
  readonly disk_size: number;
  readonly nics: number;
  readonly firmware: string;
  readonly ha_restart_priority: string;
  readonly blocked_operations: { readonly [operation: string]: string };
}

export interface TemplateView extends Named, InPool {
  readonly is_default_template: boolean;
  readonly memory_static_max: number;
  readonly VCPUs_max: number;
  readonly disks: number;
  readonly tags: readonly string[];
}

export interface SnapshotView extends Named, InPool, Operable {
  /** VM it was taken of; null when that VM is gone. */
  readonly snapshot_of: string | null;
  readonly snapshot_time: string | null;
  /** Snapshot it was taken after, for the tree; null at the root. */
  readonly parent: string | null;
  /** Suspended: holds memory (a checkpoint). */
  readonly power_state: PowerState;
  readonly tags: readonly string[];
}

export interface SrView extends Named, InPool, Operable {
  readonly type: string;
  readonly content_type: string;
  readonly shared: boolean;
  /** Host of a local SR; null for a shared one. */
  readonly host: string | null;
  readonly physical_size: number;
  readonly physical_utilisation: number;
  readonly virtual_allocation: number;
  readonly vdis: number;
  readonly pbds: number;
  readonly pbds_attached: number;
  /** The pool's default SR. */
  readonly default: boolean;
  readonly tags: readonly string[];
}

export interface VdiView extends Named, InPool, Operable {
  readonly sr: string | null;
  readonly type: string;
  readonly virtual_size: number;
  readonly physical_utilisation: number;
  readonly read_only: boolean;
  readonly sharable: boolean;
  readonly missing: boolean;
  readonly is_a_snapshot: boolean;
  readonly snapshot_of: string | null;
  readonly tags: readonly string[];
}

export interface VbdView extends ViewObject, InPool, Operable {
  readonly vm: string | null;
  readonly vdi: string | null;
  readonly type: string;
  readonly mode: string;
  readonly device: string;
  readonly userdevice: string;
  readonly bootable: boolean;
  readonly empty: boolean;
  readonly currently_attached: boolean;
}

export interface VifView extends ViewObject, InPool, Operable {
  readonly vm: string | null;
  readonly network: string | null;
  readonly device: string;
  readonly MAC: string;
  readonly MTU: number;
  readonly currently_attached: boolean;
  readonly ips: readonly string[];
}

export interface NetworkView extends Named, InPool, Operable {
  readonly bridge: string;
  readonly MTU: number;
  /** VLAN tag of its PIFs; -1 when untagged or internal. */
  readonly VLAN: number;
  readonly vifs: number;
  readonly pifs: number;
  readonly default_locking_mode: string;
  readonly tags: readonly string[];
}

export interface TaskView extends Named, InPool {
  readonly status: "pending" | "success" | "failure" | "cancelling" | "cancelled";
  /** 0 to 1. xapi sends NaN at times (it divides by a total of 0): then the last known value. */
  readonly progress: number;
  readonly created: string;
  readonly finished: string | null;
  /** Xen-API code and parameters of a failure. */
  readonly error_info: readonly string[];
  /** The failure as one sentence for people; "" when there is none. */
  readonly error: string;
  /**
   * What it works on, as the objects' current_operations told while it ran, with the name it had then. Null when Atoll did
   * not see it run.
   */
  readonly object: { readonly collection: Collection; readonly id: string; readonly name: string } | null;
  readonly resident_on: string | null;
  readonly subtask_of: string | null;
  readonly allowed_operations: readonly string[];
}

/** Every collection and its view object. */
export interface Views {
  pool: PoolView;
  host: HostView;
  vm: VmView;
  template: TemplateView;
  snapshot: SnapshotView;
  sr: SrView;
  vdi: VdiView;
  vbd: VbdView;
  vif: VifView;
  network: NetworkView;
  task: TaskView;
}

export type Collection = keyof Views;
export type AnyView = Views[Collection];

export const COLLECTIONS: readonly Collection[] = [
  "pool",
  "host",
  "vm",
  "template",
  "snapshot",
  "sr",
  "vdi",
  "vbd",
  "vif",
  "network",
  "task",
];

/** A change of one object: a merge patch (RFC 7396; a whole object for a new one), or null when it is gone. */
export type Patch = readonly [
  collection: Collection,
  id: string,
  patch: { readonly [field: string]: Json } | null,
];

/** Fields of view objects: all of them, or these. `id` is always among them. */
export type FieldSet = true | ReadonlySet<string>;

/** One part of a subscription, as docs/stream.md writes it: `vm/ID+:name,host?power:running`. */
export interface Selection {
  readonly collection: Collection;
  readonly fields: FieldSet;
  /** This object alone. */
  readonly id?: string;
  /** With it, what is related to it: lib/view/relations.ts. Never without an id. */
  readonly related?: true;
  /** Only the objects that this lets through. */
  readonly query?: Query;
}

/**
 * What somebody wants to follow. An object that several parts let through has the fields of all of them. Made by
 * lib/stream/subscription.ts, which bounds it and gives equal keys to what means the same.
 */
export interface Subscription {
  /** The canonical text; it parses to an equal subscription. */
  readonly key: string;
  readonly parts: readonly Selection[];
}

/** What somebody may see. Whatever is outside is as if it were not there: for filters, names, relations, counts and removals. */
export interface Sight {
  /** Equal keys must mean equal answers. */
  readonly key: string;
  /** Set where every object is seen and fields alone may be held back; `sees` need not be asked then. */
  readonly all?: true;
  /** Set once another sight has taken its place, with another key: what it answered before can no longer be worked out. */
  readonly over?: boolean;
  /** Whether an object is seen; depends on nothing but the view, as it is and as it was before. */
  sees(collection: Collection, view: AnyView): boolean;
  /**
   * The fields of an object that are seen. Whether one is depends on nothing but the object's id, its pool and the field's own
   * value. Without an object: all that are seen of some.
   */
  fields(collection: Collection, view?: AnyView): FieldSet;
}

/** A reader's view of the cache: what is wanted of what may be seen. */
export interface View {
  readonly subscription: Subscription;
  readonly sight: Sight;
}

/**
 * What a page was rendered from, handed to islands as one shared prop so that it is serialised once a page.
 * Rows are column-wise arrays (first `id`, then `fields` in order), which compress to about half of objects.
 */
export interface PageData {
  /** What the rows are: the page's stream follows exactly this. */
  readonly subscription: string;
  /** `EPOCH.REVISION.NUMBER` at which the rows were read: the page's stream starts there. */
  readonly at: string;
  /** Name of the user who may see this. */
  readonly reader: string;
  readonly collections: { readonly [C in Collection]?: PageTable };
}

export interface PageTable {
  /** Field names after `id`; the stream subscribes to exactly these. */
  readonly fields: readonly string[];
  /** Column-wise: first the ids, then one array a field. With `uuids` the ids are left out here. */
  readonly rows: readonly (readonly Json[])[];
  /** The ids as 16 bytes each, where all are uuids: random text does not compress. */
  readonly uuids?: Uint8Array;
  /**
   * What stands for a field where its reader does not see it, in the order of the fields; null: nothing. Only with readers who
   * see some objects in part.
   */
  readonly blanks?: readonly Blank[];
}

/** What stands for a field that is not seen: no items, no keys, no text, no figure, no. */
export type Blank = "list" | "map" | "text" | "number" | "boolean" | null;
