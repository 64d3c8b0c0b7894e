// Two simulated pools in which everything tells whose it is: each name, description, tag, … holds the number of its object, so that
// a trace of it is found wherever it turns up. And what a grant shows of them, by a plain table that knows nothing of lib/rights.
import assert from "node:assert/strict";
import type { Scope } from "@/lib/rights/types.ts";
import type { Collection } from "@/lib/view/types.ts";
import { type Rec, type RunningSimulator, startSimulator } from "@/sim/mod.ts";

/** An object of a pool. */
export interface Marked {
  /** Stands in its marks. */
  readonly number: number;
  readonly collection: Collection;
  readonly id: string;
  readonly pool: string;
  readonly cls: string;
  readonly ref: string;
  /** As it is now. */
  readonly record: Rec;
}

/** Seen in full, or by name alone. */
export type Level = "all" | "name";

/** The classes that are shown, and the fields that are marked, each with a letter. Names are `n`. */
const CLASSES: { readonly [cls: string]: { readonly [letter: string]: string } } = {
  pool: { n: "name_label", d: "name_description" },
  host: { n: "name_label", d: "name_description", h: "hostname" },
  VM: { n: "name_label", d: "name_description" },
  SR: { n: "name_label", d: "name_description" },
  VDI: { n: "name_label", d: "name_description" },
  VBD: {},
  VIF: {},
  network: { n: "name_label", d: "name_description", b: "bridge" },
  task: { n: "name_label", d: "name_description" },
  PIF: { m: "MAC" },
  PBD: {},
  message: { y: "body" },
  Certificate: { f: "fingerprint" },
  pool_update: { n: "name_label", d: "name_description" },
  pool_patch: { n: "name_label", d: "name_description" },
  PCI: { v: "device_name" },
  PGPU: {},
};
/** Of one host each. */
const OF_HOSTS = new Set(["PIF", "PBD", "Certificate", "PCI", "PGPU"]);
const TAGGED = new Set(["pool", "host", "VM", "SR", "VDI", "network"]);

export const markOf = (number: number, letter: string): string =>
  `zq${String(number).padStart(5, "0")}${letter}`;
/** Any mark, however its letters are written. */
export const MARK = /zq(\d{5})([a-z])/gi;

/** Runs two marked pools; tasks are going on in both. */
export class MarkedPools implements AsyncDisposable {
  private constructor(readonly sims: readonly RunningSimulator[], readonly objects: readonly Marked[]) {}

  static async start(): Promise<MarkedPools> {
    const sims: RunningSimulator[] = [];
    const objects: Marked[] = [];
    for (const seed of [31, 32]) {
      const sim = await startSimulator({ hosts: 2, vms: 30, seed });
      sims.push(sim);
      await beginTasks(sim);
      objects.push(...mark(sim, objects.length));
    }
    assert.equal(new Set(objects.map(({ id }) => id)).size, objects.length, "every id is there once");
    return new MarkedPools(sims, objects);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const sim of this.sims) await sim.close();
  }

  of(collection: Collection, pool?: string): Marked[] {
    return this.objects.filter((one) => one.collection === collection && (pool ?? one.pool) === one.pool);
  }

  /** A VM that runs, has a disk, an interface, a snapshot and a task. */
  busy(pool: string): Marked {
    const one = this.of("vm", pool).find(({ ref, record }) =>
      record.power_state === "Running" && Object.keys(operationsOf(record)).length > 0 &&
      this.objects.some(({ record }) => record.snapshot_of === ref) &&
      this.objects.some(({ cls, record }) => cls === "VIF" && record.VM === ref)
    );
    return one ?? assert.fail("no VM has all that is needed");
  }

  /** What somebody sees who holds a reading role on scopes. */
  seen(scopes: readonly Scope[]): Map<Marked, Level> {
    const seen = new Map<Marked, Level>();
    const byRef = new Map(this.objects.map((one) => [one.ref, one]));
    const show = (ref: unknown) => {
      const one = byRef.get(String(ref));
      if (one !== undefined && !seen.has(one)) seen.set(one, "name");
    };
    const own = new Set(this.objects.filter((one) => scopes.some((scope) => this.#isGranted(scope, one))));
    for (const one of own) seen.set(one, "all");
    if (scopes.some(({ kind }) => kind === "all" || kind === "pool")) return seen;
    const machines = new Set([...own].filter(({ collection }) => collection === "vm").map(({ ref }) => ref));
    const isOurs = (ref: unknown) => machines.has(String(ref));
    const disks = new Set<string>();
    for (const one of this.objects) {
      const { cls, record } = one;
      const isPart = (cls === "VBD" || cls === "VIF") && isOurs(record.VM) ||
        one.collection === "snapshot" && isOurs(record.snapshot_of) ||
        cls === "task" && [...own].some(({ record }) => one.ref in operationsOf(record)) ||
        OF_HOSTS.has(cls) &&
          [...own].some(({ collection, ref }) => collection === "host" && ref === record.host) ||
        cls === "message" &&
          [...own].some(({ cls, id }) => cls === CLS[String(record.cls)] && id === record.obj_uuid);
      if (isPart) seen.set(one, "all");
      if (cls === "VBD" && isPart && record.type === "Disk" && this.#isUsedBy(record.VDI, isOurs)) {
        disks.add(String(record.VDI));
      } else if (cls === "VBD" && isPart) show(record.VDI);
      if (cls === "VIF" && isPart) show(record.network);
    }
    for (const one of this.objects) {
      const isDisk = one.cls === "VDI" && (disks.has(one.ref) || disks.has(String(one.record.snapshot_of)));
      if (isDisk) seen.set(one, "all");
    }
    for (const { cls, record } of [...seen.keys()]) {
      if (cls === "VDI") show(record.SR);
      if (cls === "VM") { for (const host of [record.resident_on, record.affinity]) show(host); }
    }
    for (const { pool } of [...seen.keys()]) show(this.of("pool", pool)[0]?.ref);
    return seen;
  }

  #isGranted(scope: Scope, { collection, id, pool, record }: Marked): boolean {
    switch (scope.kind) {
      case "all":
        return true;
      case "pool":
        return pool === scope.id;
      case "tag":
        return Array.isArray(record.tags) && record.tags.includes(scope.tag);
      case "object":
        return collection === scope.collection && id === scope.id;
      case "host":
        return id === scope.id ||
          collection === "vm" &&
            this.of("host").some(({ id, ref }) => id === scope.id && ref === record.resident_on);
    }
  }

  #isUsedBy(disk: unknown, isOurs: (vm: unknown) => boolean): boolean {
    return this.objects.every(({ cls, record }) =>
      cls !== "VBD" || record.VDI !== disk || isOurs(record.VM) ||
      // What snapshots hold is theirs.
      this.objects.every(({ ref }) => ref !== record.VM)
    );
  }
}

function operationsOf({ current_operations }: Rec): object {
  return typeof current_operations === "object" && current_operations !== null ? current_operations : {};
}

/** One task about a VM that runs, one about another, and one about nothing. */
async function beginTasks(sim: RunningSimulator): Promise<void> {
  const { db } = sim;
  const running = [...db.table("VM")].filter(([ref, { power_state, is_control_domain }]) =>
    power_state === "Running" && is_control_domain !== true &&
    [...db.table("VM").values()].some(({ snapshot_of }) => snapshot_of === ref)
  );
  assert.ok(running.length > 1, `${running.length} running VMs have a snapshot`);
  for (const [ref] of running.slice(0, 2)) {
    const task = await sim.call("task.create", ["Async.VM.checkpoint", ""]);
    db.update("VM", ref, { current_operations: { [String(task)]: "checkpoint" } });
  }
  await sim.call("task.create", ["SR.scan", ""]);
}

function mark({ db }: RunningSimulator, from: number): Marked[] {
  const [pool] = [...db.table("pool").values()];
  const marked: Marked[] = [];
  for (const [cls, fields] of Object.entries(CLASSES)) {
    for (const ref of [...db.table(cls).keys()]) {
      const collection = collectionOf(cls, db.get(cls, ref) ?? {});
      if (collection === null) continue;
      const number = from + marked.length;
      const change: Rec = Object.fromEntries(
        Object.entries(fields).map(([letter, field]) => [field, markOf(number, letter)]),
      );
      db.update(cls, ref, TAGGED.has(cls) ? { ...change, tags: [markOf(number, "t")] } : change);
      marked.push({
        number,
        collection,
        id: String(db.get(cls, ref)?.uuid),
        pool: String(pool?.uuid),
        cls,
        ref,
        get record() {
          return db.get(cls, ref) ?? {};
        },
      });
    }
  }
  return marked;
}

function collectionOf(cls: string, record: Rec): Collection | null {
  if (cls !== "VM") return cls === "host" ? "host" : COLLECTION_OF[cls] ?? null;
  if (record.is_control_domain === true) return null;
  return record.is_a_snapshot === true ? "snapshot" : record.is_a_template === true ? "template" : "vm";
}
const COLLECTION_OF: { readonly [cls: string]: Collection } = {
  pool: "pool",
  SR: "sr",
  VDI: "vdi",
  VBD: "vbd",
  VIF: "vif",
  network: "network",
  task: "task",
  PIF: "pif",
  PBD: "pbd",
  message: "alert",
  Certificate: "certificate",
  pool_update: "update",
  pool_patch: "update",
  PCI: "pci",
  PGPU: "pgpu",
};
/** What messages call classes. */
const CLS: { readonly [cls: string]: string } = {
  VM: "VM",
  Host: "host",
  SR: "SR",
  VDI: "VDI",
  Pool: "pool",
};
