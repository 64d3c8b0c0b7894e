// Where a VM can run: what memory hosts have left, and which of them see its disks and networks.
import type { Database } from "../db.ts";
import { ApiError, refusalOf } from "../errors.ts";
import { find, some } from "../objects.ts";
import { flag, list, NULL_REF, number, type Rec, type Ref, text } from "../values.ts";

/** Bytes a VM takes on its host, its overhead included. */
export function footprint(vm: Rec): number {
  const target = number(vm, "memory_target");
  return (target > 0 ? target : number(vm, "memory_dynamic_max")) + number(vm, "memory_overhead");
}

/** Bytes a VM that is not running will take. */
export function demand(vm: Rec): number {
  return number(vm, "memory_dynamic_max") + number(vm, "memory_overhead");
}

/** Bytes a host has left: what the hypervisor, the control domain, its VMs and those on their way to it leave. */
export function freeMemory(db: Database, host: Ref): number {
  const record = find(db, "host", host);
  const total = number(db.get("host_metrics", text(record, "metrics")), "memory_total");
  let used = number(record, "memory_overhead");
  for (const ref of list(record, "resident_VMs")) {
    const vm = db.get("VM", ref);
    if (vm !== undefined) used += footprint(vm);
  }
  for (const vm of db.table("VM").values()) {
    if (vm["scheduled_to_be_resident_on"] === host) used += demand(vm);
  }
  return Math.max(0, total - used);
}

/** Writes a host's free memory; does nothing when its metrics are missing. */
export function noteMemory(db: Database, host: Ref): void {
  const record = db.get("host", host);
  if (record === undefined || db.get("host_metrics", text(record, "metrics")) === undefined) return;
  db.set("host_metrics", text(record, "metrics"), "memory_free", freeMemory(db, host));
}

/** The SRs a VM's disks are on. Throws HANDLE_INVALID for a disk that is gone. */
export function storageOf(db: Database, vm: Rec): Ref[] {
  const srs: Ref[] = [];
  for (const ref of list(vm, "VBDs")) {
    const vbd = db.get("VBD", ref);
    const vdi = some(text(vbd, "VDI"));
    if (vdi !== undefined) srs.push(text(find(db, "VDI", vdi), "SR"));
  }
  const suspended = some(text(vm, "suspend_VDI"));
  if (suspended !== undefined) srs.push(text(find(db, "VDI", suspended), "SR"));
  return srs;
}

/** Throws why a host cannot attach a VM's disks or networks. */
export function assertSees(db: Database, vm: Ref, host: Ref): void {
  const record = find(db, "VM", vm);
  const seen = new Set(
    list(find(db, "host", host), "PBDs").map((ref) => db.get("PBD", ref))
      .filter((pbd) => flag(pbd, "currently_attached")).map((pbd) => text(pbd, "SR")),
  );
  for (const sr of storageOf(db, record)) {
    if (!seen.has(sr)) throw new ApiError("VM_REQUIRES_SR", vm, sr);
  }
  for (const ref of list(record, "VIFs")) {
    const network = text(db.get("VIF", ref), "network");
    const pifs = list(db.get("network", network), "PIFs");
    // A network without any interface is internal: it is everywhere.
    if (pifs.length > 0 && !pifs.some((pif) => text(db.get("PIF", pif), "host") === host)) {
      throw new ApiError("VM_REQUIRES_NETWORK", vm, network);
    }
  }
}

/** Throws why a VM cannot boot on a host: disabled, dead, disks or networks out of reach, too little memory. */
export function assertCanBoot(db: Database, vm: Ref, host: Ref): void {
  const record = find(db, "VM", vm);
  const target = find(db, "host", host);
  if (!flag(target, "enabled")) throw new ApiError("HOST_DISABLED", host);
  const metrics = db.get("host_metrics", text(target, "metrics"));
  if (metrics !== undefined && !flag(metrics, "live")) throw new ApiError("HOST_NOT_LIVE");
  assertSees(db, vm, host);
  if (record["resident_on"] === host) return;
  const [needed, available] = [demand(record), freeMemory(db, host)];
  if (needed > available) {
    throw new ApiError("HOST_NOT_ENOUGH_FREE_MEMORY", String(needed), String(available));
  }
}

/** The hosts a VM can run on. */
export function possibleHosts(db: Database, vm: Ref): Ref[] {
  return [...db.table("host").keys()].filter((host) =>
    refusalOf(() => assertCanBoot(db, vm, host)) === undefined
  );
}

/** The host to start a VM on: the one it prefers, else the one with the most free memory. Throws NO_HOSTS_AVAILABLE. */
export function chooseHost(db: Database, vm: Ref): Ref {
  const record = find(db, "VM", vm);
  // A disk that is gone is the VM's trouble, not the hosts'.
  storageOf(db, record);
  const hosts = possibleHosts(db, vm);
  if (hosts.includes(text(record, "affinity"))) return text(record, "affinity");
  const free = new Map(hosts.map((host) => [host, freeMemory(db, host)]));
  const [best] = hosts.sort((a, b) => (free.get(b) ?? 0) - (free.get(a) ?? 0));
  if (best === undefined) throw new ApiError("NO_HOSTS_AVAILABLE");
  return best;
}

/** Keeps room for a VM on a host while the work that brings it there runs. */
export async function reserve<T>(db: Database, vm: Ref, host: Ref, work: () => Promise<T>): Promise<T> {
  db.set("VM", vm, "scheduled_to_be_resident_on", host);
  noteMemory(db, host);
  try {
    return await work();
  } finally {
    if (db.get("VM", vm) !== undefined) db.set("VM", vm, "scheduled_to_be_resident_on", NULL_REF);
    noteMemory(db, host);
  }
}
