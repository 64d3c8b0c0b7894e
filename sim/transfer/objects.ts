// Making the objects of an archive: networks that are found again or made, VMs with their drives and interfaces.
import { ApiError } from "../errors.ts";
import { guestMetricsRecord, vdiRecord, vmMetricsRecord } from "../generate/machine_records.ts";
import { dict, flag, type Json, NULL_REF, number, type Rec, type Ref, text } from "../values.ts";
import { newMac, removeVm } from "../vm/copies.ts";
import { refreshDisk } from "../vm/devices.ts";
import { destroyDisk, DETACHED, takeSpace } from "../vm/disks.ts";
import { refresh } from "../vm/subject.ts";
import type { Work } from "./call.ts";
import { contentsOf } from "./contents.ts";
import { type Archive, streamedDisks } from "./ova_read.ts";

export interface ImportOptions {
  /** Where disks go; undefined to look for those there are: metadata only. */
  readonly sr: Ref | undefined;
  /** Whether VMs keep their uuids and MAC addresses, taking the place of what has them now. */
  readonly restore: boolean;
  readonly force: boolean;
}

/** Makes the objects of an archive, and takes them away again when the import fails. */
export class Importer {
  /** The VMs, by their ids in the archive. */
  readonly vms = new Map<string, Ref>();
  /** The disks that were made, by their ids. */
  readonly disks = new Map<string, Ref>();
  readonly #networks: Ref[] = [];

  constructor(readonly work: Work, readonly archive: Archive, readonly options: ImportOptions) {}

  /** Makes them all. Throws the failure of the first that cannot be. */
  make(): void {
    const { archive } = this;
    if (this.options.restore) this.#assertRestorable();
    for (const { id, record } of streamedDisks(archive)) this.disks.set(id, this.#disk(record));
    for (const { id, record } of archive.objects("VM")) this.#vm(id, record);
    for (const { record } of archive.objects("VBD")) this.#vbd(record);
    for (const { record } of archive.objects("VIF")) this.#vif(record);
    this.#linkSnapshots();
    for (const vm of this.vms.values()) refresh(this.work.db, vm);
  }

  /** Lets the VMs go, and gives those that are no snapshots. */
  done(): Ref[] {
    const { db, task } = this.work;
    for (const vm of this.vms.values()) {
      const { [task.ref]: _done, ...others } = dict(db.get("VM", vm), "current_operations");
      db.set("VM", vm, "current_operations", others);
      refresh(db, vm);
    }
    for (const vdi of this.disks.values()) refreshDisk(db, vdi);
    return [...this.vms.values()].filter((vm) => !flag(db.get("VM", vm), "is_a_snapshot"));
  }

  /** Takes away what was made. */
  undo(): void {
    const { db } = this.work;
    for (const vm of this.vms.values()) if (db.get("VM", vm) !== undefined) removeVm(db, vm);
    if (this.options.sr !== undefined) { for (const vdi of this.disks.values()) destroyDisk(db, vdi); }
    for (const network of this.#networks) db.destroy("network", network);
  }

  /** Another VM with the same MAC seed would get the same addresses. */
  #assertRestorable(): void {
    const seeds = this.archive.objects("VM").map(({ record }) => [macSeed(record), text(record, "uuid")]);
    for (const vm of this.work.db.table("VM").values()) {
      if (flag(vm, "is_a_snapshot")) continue;
      const same = seeds.some(([seed, uuid]) =>
        seed !== "" && seed === macSeed(vm) && uuid !== text(vm, "uuid")
      );
      if (same) throw new ApiError("DUPLICATE_VM", text(vm, "uuid"));
    }
  }

  #vm(id: string, told: Rec): void {
    const { db, task } = this.work;
    const { restore } = this.options;
    const replaced = restore ? db.findByUuid("VM", text(told, "uuid")) : undefined;
    if (replaced !== undefined) this.#replace(replaced, told);
    const suspended = this.disks.get(text(told, "suspend_VDI"));
    const { mac_seed: seed, ...other_config } = dict(told, "other_config");
    const guest = this.archive.objects("VM_guest_metrics").find((one) =>
      one.id === text(told, "guest_metrics")
    );
    const ref = db.create("VM", {
      ...withoutReferences(told),
      uuid: restore ? text(told, "uuid") : db.newUuid(),
      power_state: suspended === undefined ? "Halted" : "Suspended",
      suspend_VDI: suspended ?? NULL_REF,
      is_default_template: false,
      is_a_snapshot: flag(told, "is_a_snapshot"),
      domid: -1,
      other_config: { ...other_config, mac_seed: restore && seed !== undefined ? seed : db.newUuid() },
      allowed_operations: [],
      current_operations: { [task.ref]: "import" },
      metrics: db.create("VM_metrics", vmMetricsRecord({ uuid: db.newUuid() })),
      guest_metrics: guest === undefined
        ? NULL_REF
        : db.create("VM_guest_metrics", guestMetricsRecord({ ...guest.record, uuid: db.newUuid() })),
      affinity: this.#host(text(told, "affinity")),
    });
    this.vms.set(id, ref);
  }

  /** A restored VM takes the place of the one that has its uuid: halted, and older, unless it is forced. */
  #replace(vm: Ref, told: Rec): void {
    const { db } = this.work;
    const record = db.get("VM", vm);
    const state = text(record, "power_state");
    if (state !== "Halted") throw new ApiError("VM_BAD_POWER_STATE", vm, "Halted", state);
    const [there, here] = [number(told, "version"), number(record, "version")];
    if (here >= there && !this.options.force) {
      throw new ApiError("VM_TO_IMPORT_IS_NOT_NEWER_VERSION", vm, String(here), String(there));
    }
    removeVm(db, vm);
  }

  #host(id: string): Ref {
    const host = this.archive.objects("host").find((told) => told.id === id);
    return this.work.db.findByUuid("host", text(host?.record, "uuid")) ?? NULL_REF;
  }

  #disk(told: Rec): Ref {
    const { db } = this.work;
    const { sr } = this.options;
    if (sr === undefined) {
      const known = db.findByUuid("VDI", text(told, "uuid"));
      if (known === undefined) throw new ApiError("IMPORT_ERROR_FAILED_TO_FIND_OBJECT", text(told, "uuid"));
      return known;
    }
    const size = number(told, "virtual_size");
    takeSpace(db, sr, size, Math.max(0, Math.min(size, number(told, "physical_utilisation"))));
    const uuid = db.newUuid();
    const ref = db.create(
      "VDI",
      vdiRecord({
        ...withoutReferences(told),
        uuid,
        location: uuid,
        SR: sr,
        is_a_snapshot: false,
        sm_config: {},
        allowed_operations: [],
        current_operations: {},
      }),
    );
    contentsOf(db).clear(ref);
    return ref;
  }

  #vbd(told: Rec): void {
    const { db } = this.work;
    const vm = this.vms.get(text(told, "VM"));
    if (vm === undefined) throw new ApiError("IMPORT_ERROR_FAILED_TO_FIND_OBJECT", text(told, "VM"));
    const cd = text(told, "type") === "CD";
    const disk = cd ? this.#iso(text(told, "VDI")) : this.disks.get(text(told, "VDI"));
    if (!cd && disk === undefined) return;
    db.create("VBD", {
      ...withoutReferences(told),
      ...DETACHED,
      uuid: db.newUuid(),
      VM: vm,
      VDI: disk ?? NULL_REF,
      empty: disk === undefined,
    });
  }

  /** The same ISO, should the pool have it: a drive is empty otherwise. */
  #iso(id: string): Ref | undefined {
    const told = this.archive.objects("VDI").find((one) => one.id === id)?.record;
    if (told === undefined) return undefined;
    const { db } = this.work;
    for (const [ref, record] of db.table("VDI")) {
      const same = text(record, "location") === text(told, "location") || record["uuid"] === told["uuid"];
      if (same && text(db.get("SR", text(record, "SR")), "content_type") === "iso") return ref;
    }
    return undefined;
  }

  #vif(told: Rec): void {
    const { db } = this.work;
    const vm = this.vms.get(text(told, "VM"));
    if (vm === undefined) throw new ApiError("IMPORT_ERROR_FAILED_TO_FIND_OBJECT", text(told, "VM"));
    db.create("VIF", {
      ...withoutReferences(told),
      ...DETACHED,
      uuid: db.newUuid(),
      VM: vm,
      network: this.#network(text(told, "network")),
      ...(this.options.restore ? {} : { MAC: newMac(db), MAC_autogenerated: true }),
    });
  }

  /** The network of that uuid, or of that name, or a new one. */
  #network(id: string): Ref {
    const { db } = this.work;
    const told = this.archive.find("network", id);
    const known = db.findByUuid("network", text(told, "uuid"));
    if (known !== undefined) return known;
    for (const [ref, record] of db.table("network")) {
      if (record["name_label"] === told["name_label"]) return ref;
    }
    const made = db.create("network", { ...withoutReferences(told), bridge: `xapi${this.#networks.length}` });
    this.#networks.push(made);
    return made;
  }

  #linkSnapshots(): void {
    const { db } = this.work;
    for (const [id, ref] of this.vms) {
      const told = this.archive.find("VM", id);
      for (const field of ["snapshot_of", "parent"]) {
        const target = this.vms.get(text(told, field));
        if (target !== undefined) db.set("VM", ref, field, target);
      }
    }
  }
}

/** A record without what refers to other objects, and without what belongs to where it was. */
function withoutReferences(told: Rec): Rec {
  return Object.fromEntries(
    Object.entries(told).filter(([field, value]) => !isReference(value) && field !== "blobs"),
  );
}

function isReference(value: Json): boolean {
  if (typeof value === "string") return /^(Ref:\d+|OpaqueRef:.*)$/.test(value);
  return Array.isArray(value) && value.some(isReference);
}

function macSeed(vm: Rec): string {
  return String(dict(vm, "other_config")["mac_seed"] ?? "");
}
