// For tests: what somebody sees, worked out from all objects at once by the rules that docs/security.md has in words.
import type { CacheReader } from "@/lib/cache/types.ts";
import { fieldNames } from "@/lib/view/fields.ts";
import {
  type AnyView,
  type Collection,
  COLLECTIONS,
  type FieldSet,
  type Json,
  type Sight,
} from "@/lib/view/types.ts";
import type { Holding } from "./held.ts";
import { allows } from "./patterns.ts";
import { tellsOfOthers } from "./reveals.ts";
import type { Scope } from "./types.ts";

type Objects = Pick<CacheReader, "list" | "get">;
type Fields = { readonly [field: string]: Json };

const fieldsOf = (view: AnyView): Fields => view as object as Fields;
const poolOf = (view: AnyView): string => "pool" in view ? view.pool : view.id;
const key = (collection: Collection, id: Json | undefined): string => `${collection} ${String(id)}`;

/** What narrow scopes reach. */
class PlainReach {
  readonly own = new Set<string>();
  readonly shown = new Set<string>();

  constructor(private readonly cache: Objects, readonly scopes: readonly Scope[]) {
    const machines: AnyView[] = [];
    for (const collection of COLLECTIONS) {
      for (const view of cache.list(collection)) {
        if (!scopes.some((scope) => isRoot(scope, collection, view))) continue;
        this.own.add(key(collection, view.id));
        this.#show(fieldsOf(view));
        if (collection === "vm" || collection === "template") machines.push(view);
      }
    }
    for (const { id } of machines) {
      for (const vbd of cache.list("vbd")) {
        if (vbd.vm !== id || vbd.vdi === null) continue;
        const users = [...cache.list("vbd")].filter(({ vdi, vm }) => vdi === vbd.vdi && vm !== null);
        const ours = users.every(({ vm }) =>
          this.own.has(key("vm", vm)) || this.own.has(key("template", vm))
        );
        (vbd.type === "Disk" && ours ? this.own : this.shown).add(key("vdi", vbd.vdi));
      }
      for (const vif of cache.list("vif")) if (vif.vm === id) this.#add("network", vif.network);
    }
    for (const vdi of cache.list("vdi")) {
      const at = key("vdi", vdi.id);
      if (this.own.has(at)) this.#show(fieldsOf(vdi));
      else if (this.shown.has(at)) this.#add("sr", vdi.sr);
    }
  }

  level(collection: Collection, view: AnyView): "own" | "shown" | undefined {
    const at = key(collection, view.id);
    if (this.own.has(at)) return "own";
    if (this.shown.has(at)) return "shown";
    return this.#parts(collection, view).some((part) => this.own.has(part)) ? "own" : undefined;
  }

  has(collection: Collection, id: string): boolean {
    return this.own.has(key(collection, id)) || this.shown.has(key(collection, id));
  }

  #parts(collection: Collection, view: AnyView): string[] {
    const { vm, snapshot_of } = fieldsOf(view);
    if (collection === "vbd" || collection === "vif") return [key("vm", vm), key("template", vm)];
    if (collection === "snapshot") return [key("vm", snapshot_of)];
    if (collection === "vdi") return [key("vdi", snapshot_of)];
    if (OF_HOSTS.includes(collection)) return [key("host", fieldsOf(view).host)];
    if (!("object" in view) || view.object === null) return [];
    return [key(view.object.collection, view.object.id)];
  }

  #show({ pool, host, affinity, sr, network }: Fields): void {
    this.#add("pool", pool);
    this.#add("host", host);
    this.#add("host", affinity);
    this.#add("sr", sr);
    this.#add("network", network);
  }

  #add(collection: Collection, id: Json | undefined): void {
    if (typeof id === "string") this.shown.add(key(collection, id));
  }
}

function isRoot(scope: Scope, collection: Collection, view: AnyView): boolean {
  switch (scope.kind) {
    case "tag":
      return "tags" in view && view.tags.includes(scope.tag);
    case "host":
      return collection === "host" && view.id === scope.id ||
        collection === "vm" && fieldsOf(view).host === scope.id;
    case "object":
      return collection === scope.collection && view.id === scope.id;
    default:
      return false;
  }
}

/** Built into a host, or its own towards storage. */
const OF_HOSTS: readonly Collection[] = ["pif", "pbd", "certificate", "pgpu", "pci"];
const CONNECTION = ["offered_fingerprint", "offered_address", "tried", "authorities"];
const WHOLE = [
  "pool.reason",
  "snapshot.parent",
  "task.description",
  "task.error_info",
  "task.subtask_of",
  "alert.body",
  "alert.values",
  "finding.detail",
];
const SHOWN: { readonly [collection: string]: readonly string[] } = {
  pool: ["name", "state", "cause", "since"],
  host: ["name", "enabled", "live", "pool"],
  sr: ["name", "pool"],
  network: ["name", "pool"],
  vdi: ["name", "virtual_size", "sr", "pool"],
};
const COUNTS: { readonly [field: string]: Collection } = {
  "pool.hosts": "host",
  "pool.hosts_live": "host",
  "pool.cpus": "host",
  "pool.memory_total": "host",
  "pool.memory_free": "host",
  "pool.vms": "vm",
  "pool.vms_running": "vm",
  "pool.vms_paused": "vm",
  "pool.vms_suspended": "vm",
  "pool.vcpus": "vm",
  "pool.templates": "template",
  "pool.snapshots": "snapshot",
  "pool.storage_total": "sr",
  "pool.storage_used": "sr",
  "host.vms": "vm",
  "host.vcpus": "vm",
  "vm.snapshots": "snapshot",
  "vm.disks": "vdi",
  "vm.disk_size": "vdi",
  "vm.nics": "vif",
  "template.disks": "vdi",
  "template.nics": "vif",
  "sr.vdis": "vdi",
  "sr.unmanaged": "vdi",
  "vdi.vbds": "vbd",
  "update.hosts": "host",
  "pgpu.vgpus": "vm",
  "sr.virtual_allocation": "vdi",
  "network.vifs": "vif",
};
const NAMES: { readonly [field: string]: readonly Collection[] } = {
  "pool.coordinator": ["host"],
  default_SR: ["sr"],
  suspend_SR: ["sr"],
  migration_network: ["network"],
  host: ["host"],
  affinity: ["host"],
  resident_on: ["host"],
  pool: ["pool"],
  sr: ["sr"],
  network: ["network"],
  vm: ["vm", "template"],
  vdi: ["vdi"],
  "vdi.snapshot_of": ["vdi"],
  "vdi.parent": ["vdi"],
  "snapshot.snapshot_of": ["vm"],
};

/** One grant by itself: somebody sees what any of theirs lets them see. */
interface Part {
  readonly may: (action: string) => boolean;
  readonly wide: Scope | undefined;
  readonly reach: PlainReach | undefined;
}

export class PlainSight implements Sight {
  readonly key = "plain";
  readonly #parts: readonly Part[];

  constructor(cache: Objects, holdings: readonly Holding[]) {
    // Scopes on which one role is held are one: a disk that two machines share is theirs who hold both by it.
    const byRole = Map.groupBy(holdings, ({ role }) => role);
    this.#parts = [...byRole.values()].flatMap((held): Part[] => {
      const patterns = held[0]?.patterns ?? new Set<string>();
      const may = (action: string) =>
        allows(patterns, action) && (action !== "pool.connection" || allows(patterns, "pool.read"));
      const wide = held.map(({ scope }) => scope).filter(({ kind }) => kind === "all" || kind === "pool");
      const narrow = held.map(({ scope }) => scope).filter(({ kind }) => kind !== "all" && kind !== "pool");
      const parts: Part[] = wide.map((scope) => ({ may, wide: scope, reach: undefined }));
      return narrow.length === 0
        ? parts
        : [...parts, { may, wide: undefined, reach: new PlainReach(cache, narrow) }];
    });
  }

  sees(collection: Collection, view: AnyView): boolean {
    if (this.#isAbout(collection, view)) return true;
    return this.#parts.some(({ may, reach }) =>
      may(`${collection}.read`) && reach?.level(collection, view) !== undefined
    );
  }

  fields(collection: Collection, view?: AnyView): FieldSet {
    assert(view !== undefined);
    return new Set([
      "id",
      ...fieldNames(collection).filter((field) => this.#seesField(collection, view, field)),
    ]);
  }

  /** Whether somebody sees a collection in the whole pool of an object. */
  #whole(collection: Collection, view: AnyView): boolean {
    return this.#parts.some(({ may, wide }) =>
      may(`${collection}.read`) && (wide?.kind === "all" || wide?.kind === "pool" && wide.id === poolOf(view))
    );
  }

  #isAbout(collection: Collection, view: AnyView): boolean {
    if (!this.#whole(collection, view)) return false;
    if (!("object" in view) || view.object === null) return true;
    return this.#whole(view.object.collection, view);
  }

  #seesField(collection: Collection, view: AnyView, field: string): boolean {
    const name = `${collection}.${field}`;
    if (field === "id") return true;
    const whole = this.#whole(collection, view);
    const reached = this.#parts.flatMap(({ may, reach }) => {
      const level = may(`${collection}.read`) ? reach?.level(collection, view) : undefined;
      return level === undefined || reach === undefined ? [] : [{ may, reach, level }];
    });
    const owned = reached.filter(({ level }) => level === "own");
    if (CONNECTION.includes(field)) {
      return this.#parts.some(({ may, wide }) =>
        may("pool.connection") && (wide?.kind === "all" || wide?.kind === "pool" && wide.id === poolOf(view))
      ) || owned.some(({ may }) => may("pool.connection"));
    }
    const counted = COUNTS[name];
    if (counted !== undefined) {
      if (whole && this.#whole(counted, view)) return true;
      return owned.some(({ may, reach }) =>
        may(`${counted}.read`) &&
        (collection === "vm" || collection === "template" ||
          collection === "host" &&
            reach.scopes.some((scope) => scope.kind === "host" && scope.id === view.id))
      );
    }
    const to = NAMES[name] ?? (field === "snapshot_of" ? undefined : NAMES[field]);
    if (to !== undefined) {
      if (!whole && owned.length === 0 && !SHOWN[collection]?.includes(field)) return false;
      const id = fieldsOf(view)[field];
      return typeof id !== "string" || to.some((one) => this.#whole(one, view)) ||
        this.#parts.some(({ may, reach }) => to.some((one) => may(`${one}.read`) && reach?.has(one, id)));
    }
    if (whole) return true;
    if (WHOLE.includes(name)) return false;
    if (SHOWN[collection]?.includes(field)) return true;
    return field === "error" && collection === "task"
      ? owned.length > 0 && !tellsOfOthers(view)
      : owned.length > 0;
  }
}

function assert(condition: boolean): asserts condition {
  if (!condition) throw new Error("A plain sight is asked about one object at a time");
}
