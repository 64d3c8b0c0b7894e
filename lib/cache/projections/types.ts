// What a projection is: from one raw record, and the records it points to, to one view object.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import type { Collection, TaskView, Views } from "@/lib/view/types.ts";
import type { Connection } from "../types.ts";
import type { Counter } from "../tallies.ts";

/** The classes that have a collection, and so ids. */
export type ViewedClass =
  | "pool"
  | "host"
  | "VM"
  | "SR"
  | "VDI"
  | "VBD"
  | "VIF"
  | "network"
  | "task"
  | "PIF"
  | "PBD"
  | "message"
  | "Certificate"
  | "pool_update"
  | "pool_patch"
  | "PGPU"
  | "PCI";

/** An object found by its uuid. */
export interface Found {
  readonly collection: Collection;
  readonly id: string;
  readonly name: string;
  readonly ref: Ref;
}

/**
 * What a projection may look at beside its own record. Whatever it reads here is noted, and a change of it projects
 * the object anew: so a projection cannot forget to declare a dependency.
 */
export interface Context {
  /** Id of the pool. */
  readonly pool: string;
  /** Another record of the pool. */
  read(className: string, ref: Ref | null): XapiRecord | undefined;
  /** Id of the view object of a reference; null for none. Cheaper than `read`: depends on the object's existence only. */
  id(className: ViewedClass, ref: Ref | null): string | null;
  /** Like `id`, if the object stands in that collection (a VM reference may be a template's or a snapshot's). */
  idIn(collection: Collection, className: ViewedClass, ref: Ref | null): string | null;
  /** The object of a uuid, with its name; null for none, the pool itself for any of class pool. Depends on its existence and its name only. */
  named(className: ViewedClass, uuid: string): Found | null;
  /** The pool's own record, empty before it is known. Depends on its default_SR and master only. */
  poolRecord(): XapiRecord;
  /** Counts and sums over the children of an object (`lib/cache/tallies.ts`); of the pool itself with ref "pool". */
  tally(ref: Ref, counter: Counter): number;
  /** What a task works on, while that is known. */
  subject(task: Ref): TaskView["object"];
  /** How far a host's clock is ahead of Atoll's, in seconds; null while nobody has asked. */
  clockSkew(host: Ref): number | null;
  /** For the pool's projection: all hosts, which are few. */
  hosts(): Iterable<readonly [Ref, XapiRecord]>;
  readonly connection: Connection;
  /** Last known name of the pool, until it has answered. */
  readonly poolName: string;
  /** The sentence for an error_info `[CODE, params…]`; "" when it is empty. */
  errorText(errorInfo: readonly string[]): string;
}

export interface Projection<C extends Collection> {
  /** The class that feeds the collection; several where newer pools call it otherwise, none where Atoll works it out. */
  readonly classNames: readonly ViewedClass[];
  /** Whether a record of the class belongs to this collection. */
  accepts(record: XapiRecord): boolean;
  /** Must be total: whatever the record lacks. `previous` is the view it replaces. */
  project(
    record: XapiRecord,
    ref: Ref,
    id: string,
    context: Context,
    previous: Views[C] | undefined,
  ): Views[C];
}
