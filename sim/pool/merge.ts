// Brings everything that belongs to a joining host into the pool: it keeps its references; networks of the same bridge become one.
import type { Database } from "../db.ts";
import { flag, isDict, type Json, list, type Rec, type Ref, text } from "../values.ts";

/** Classes whose rows come along. */
const TAKEN = [
  "host",
  "host_metrics",
  "host_cpu",
  "PCI",
  "PGPU",
  "Certificate",
  "network",
  "PIF",
  "PIF_metrics",
  "Bond",
  "VLAN",
  "SR",
  "PBD",
  "VDI",
  "VM",
  "VM_metrics",
  "VM_guest_metrics",
  "VBD",
  "VBD_metrics",
  "VIF",
  "console",
] as const;

/** Copies the joining pool's rows. Gives the host that has joined. */
export function merge(pool: Database, joining: Database): Ref {
  const [host = ""] = joining.table("host").keys();
  const bridges = new Map([...pool.table("network")].map(([ref, network]) => [text(network, "bridge"), ref]));
  const renamed = new Map<Ref, Ref>();
  for (const [ref, network] of joining.table("network")) {
    const known = bridges.get(text(network, "bridge"));
    if (known !== undefined) renamed.set(ref, known);
  }
  for (const cls of TAKEN) {
    for (const [ref, record] of joining.table(cls)) {
      if (renamed.has(ref) || !wanted(pool, cls, record)) continue;
      pool.create(cls, rename(record, renamed), ref);
    }
  }
  return host;
}

/** Leaves what a freshly installed host has: no shared storage, no templates but its own. */
export function strip(db: Database): void {
  for (const [ref, vm] of [...db.table("VM")]) {
    if (flag(vm, "is_control_domain") || flag(vm, "is_default_template")) continue;
    for (const vbd of list(vm, "VBDs")) db.destroy("VBD", vbd);
    db.destroy("VM", ref);
  }
  for (const [ref, sr] of [...db.table("SR")]) {
    if (!flag(sr, "shared") || flag(sr, "is_tools_sr")) continue;
    for (const vdi of list(sr, "VDIs")) db.destroy("VDI", vdi);
    for (const pbd of list(sr, "PBDs")) db.destroy("PBD", pbd);
    db.destroy("SR", ref);
  }
}

/** Tools and ISOs the pool has of its own, and so it has default templates. */
function wanted(pool: Database, cls: string, record: Rec): boolean {
  if (cls === "VM" && flag(record, "is_default_template")) return false;
  if (cls === "SR" && flag(record, "is_tools_sr")) return pool.table("SR").size === 0;
  return true;
}

/** A record with other references where some were renamed. */
function rename(value: Rec, renamed: ReadonlyMap<Ref, Ref>): Rec {
  const walk = (item: Json): Json => {
    if (typeof item === "string") return renamed.get(item) ?? item;
    if (Array.isArray(item)) return item.map(walk);
    return isDict(item)
      ? Object.fromEntries(Object.entries(item).map(([key, each]) => [key, walk(each)]))
      : item;
  };
  return Object.fromEntries(Object.entries(value).map(([field, item]) => [field, walk(item)]));
}
