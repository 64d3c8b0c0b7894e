// Tallies: counts and sums over the long side of a relation, kept right by adding what a new record contributes and
// subtracting what the old one did. An SR's 5,000 disks are never counted again because one of them changed.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { bool, number, ref, text } from "./fields.ts";

export type Counter =
  | "vms"
  | "vms_running"
  | "vms_paused"
  | "vms_suspended"
  | "templates"
  | "snapshots"
  | "vcpus"
  | "vdis"
  | "unmanaged"
  | "vbds"
  | "vifs"
  | "storage_total"
  | "storage_used";

/** The parent under which pool-wide sums stand; no opaque reference looks like it. */
export const POOL: Ref = "pool";

/** A VM that is none of template, snapshot, control domain. */
export function isRealVm(record: XapiRecord): boolean {
  return !bool(record, "is_a_template") && !bool(record, "is_a_snapshot") &&
    !bool(record, "is_control_domain");
}

/** SRs that hold disks: no ISO libraries, tools, or removable drives. */
export function holdsDisks(record: XapiRecord): boolean {
  const type = text(record, "type");
  return type !== "iso" && type !== "udev" && text(record, "content_type") !== "iso" &&
    !bool(record, "is_tools_sr");
}

/** Changes of tallies within one step: counter → parent → difference. Most parents have one figure: a map each would be most of it. */
export type Deltas = Map<Counter, Map<Ref, number>>;

/** The classes whose records contribute. */
export const TALLIED: ReadonlySet<string> = new Set(["VM", "VDI", "VBD", "VIF", "SR"]);

/** Adds what a record contributes to its parents, times `sign`. */
export function contribute(className: string, record: XapiRecord, sign: 1 | -1, into: Deltas): void {
  switch (className) {
    case "VM": {
      // In xapi a snapshot is a template too; the collections count it as a snapshot alone.
      if (bool(record, "is_a_snapshot")) return add(into, POOL, "snapshots", sign);
      if (bool(record, "is_a_template")) return add(into, POOL, "templates", sign);
      if (!isRealVm(record)) return;
      const state = text(record, "power_state");
      add(into, POOL, "vms", sign);
      if (state === "Suspended") add(into, POOL, "vms_suspended", sign);
      if (state !== "Running" && state !== "Paused") return;
      const vcpus = number(record, "VCPUs_at_startup");
      if (state === "Running") add(into, POOL, "vms_running", sign);
      else add(into, POOL, "vms_paused", sign);
      if (state === "Running") add(into, POOL, "vcpus", sign * vcpus);
      const host = ref(record, "resident_on");
      if (host === null) return;
      add(into, host, "vms", sign);
      add(into, host, "vcpus", sign * vcpus);
      return;
    }
    case "VDI":
      if (record["managed"] === false) addTo(into, ref(record, "SR"), "unmanaged", sign);
      return addTo(into, ref(record, "SR"), "vdis", sign);
    case "VBD":
      return addTo(into, ref(record, "VDI"), "vbds", sign);
    case "VIF":
      return addTo(into, ref(record, "network"), "vifs", sign);
    case "SR":
      if (!holdsDisks(record)) return;
      add(into, POOL, "storage_total", sign * size(record, "physical_size"));
      add(into, POOL, "storage_used", sign * size(record, "physical_utilisation"));
  }
}

/** Whole bytes: sums of them stay exact, so that adding and subtracting never drifts. Unknown sizes come as -1. */
function size(record: XapiRecord, field: string): number {
  return Math.max(0, Math.round(number(record, field)));
}

function addTo(into: Deltas, parent: Ref | null, counter: Counter, n: number): void {
  if (parent !== null) add(into, parent, counter, n);
}

function add(into: Deltas, parent: Ref, counter: Counter, n: number): void {
  let parents = into.get(counter);
  if (parents === undefined) into.set(counter, parents = new Map<Ref, number>());
  parents.set(parent, (parents.get(parent) ?? 0) + n);
}

/** The tallies of one pool. */
export class Tallies {
  readonly #of: Deltas = new Map();

  get(parent: Ref, counter: Counter): number {
    return this.#of.get(counter)?.get(parent) ?? 0;
  }

  /** Applies the differences of a step; gives the parents whose figures changed. */
  apply(deltas: Deltas): ReadonlySet<Ref> {
    const changed = new Set<Ref>();
    for (const [counter, parents] of deltas) {
      for (const [parent, n] of parents) {
        if (n === 0) continue;
        changed.add(parent);
        add(this.#of, parent, counter, n);
        const held = this.#of.get(counter);
        if (held?.get(parent) === 0) held.delete(parent);
        if (held?.size === 0) this.#of.delete(counter);
      }
    }
    return changed;
  }

  /** Number of figures. */
  get size(): number {
    let size = 0;
    for (const parents of this.#of.values()) size += parents.size;
    return size;
  }
}
