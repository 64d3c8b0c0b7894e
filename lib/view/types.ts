// The view objects: what pages, the API and the stream show of a pool. Known to server and browser alike.
//
// Fields are named after the Xen-API's; `id` is the uuid, `name` and `description` are name_label and name_description.
// References are ids of other view objects, never opaque refs. Sizes are bytes, times ISO 8601 in UTC.
// A view object never carries the long side of a relation: a child names its parent, the parent has counts.
import type { AlertView, TaskView } from "./objects/activity.ts";
import type { Collection } from "./objects/collections.ts";
import type { Json } from "./objects/common.ts";
import type { FindingView, LoadView } from "./objects/derived.ts";
import type { CertificateView, HostView, PciView, PgpuView, UpdateView } from "./objects/host.ts";
import type { NetworkView, PifView, VifView } from "./objects/network.ts";
import type { PoolView } from "./objects/pool.ts";
import type { PbdView, SrView, VbdView, VdiView } from "./objects/storage.ts";
import type { SnapshotView, TemplateView, VmView } from "./objects/vm.ts";
import type { Query } from "./query.ts";

export type { AlertView, TaskView } from "./objects/activity.ts";
export { COLLECTIONS, DERIVED, isDerived } from "./objects/collections.ts";
export type { Collection, DerivedCollection, ObjectName } from "./objects/collections.ts";
export type { Json, PowerState } from "./objects/common.ts";
export type { FindingView, LoadView, Severity } from "./objects/derived.ts";
export type { CertificateView, HostView, PciView, PgpuView, UpdateView } from "./objects/host.ts";
export type { NetworkView, PifView, VifView } from "./objects/network.ts";
export type { ConnectionCause, ConnectionState, PoolView } from "./objects/pool.ts";
export type { PbdView, SrView, VbdView, VdiView } from "./objects/storage.ts";
export type { SnapshotView, TemplateView, VmView } from "./objects/vm.ts";

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
  pif: PifView;
  pbd: PbdView;
  alert: AlertView;
  certificate: CertificateView;
  update: UpdateView;
  pgpu: PgpuView;
  pci: PciView;
  load: LoadView;
  finding: FindingView;
}

export type AnyView = Views[Collection];

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
