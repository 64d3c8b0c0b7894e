// What Atoll works out about objects. It stands in the cache like they do, and goes with them.
import type { ObjectName } from "./collections.ts";
import type { InPool, ViewObject } from "./common.ts";

/** How busy a VM, host or SR is. Its id is the object's. */
export interface LoadView extends ViewObject, InPool {
  readonly object: ObjectName;
  /** When the newest figures were measured. */
  readonly at: string;
  /** 0 to 1 of its CPUs. */
  readonly cpu: number | null;
  readonly memory_used: number | null;
  readonly memory_total: number | null;
  /** Bytes per second over its network interfaces, and to and from its disks. */
  readonly rx: number | null;
  readonly tx: number | null;
  readonly read: number | null;
  readonly write: number | null;
  /** The newest figure of every source. */
  readonly values: { readonly [source: string]: number };
}

export type Severity = "critical" | "warning" | "info";

/** Something that somebody should look at. Its id is `RULE:collection:OBJECT`. */
export interface FindingView extends ViewObject, InPool {
  /** Name of the rule that found it. */
  readonly rule: string;
  readonly severity: Severity;
  readonly since: string;
  readonly object: ObjectName;
  readonly detail: { readonly [name: string]: string };
}
