// What a grant on one thing reveals of others: the least with which the pages about that thing work. docs/security.md has it in words.
import { fieldNames, FIELDS } from "@/lib/view/fields.ts";
import { type AnyView, type Collection, COLLECTIONS, type FieldSet } from "@/lib/view/types.ts";

/** Of what somebody's own objects lead to these fields are seen; those that name other objects where these are seen, too. */
export const SHOWN: { readonly [C in Collection]?: readonly string[] } = {
  pool: ["name", "state", "cause", "since"],
  host: ["name", "enabled", "live", "pool"],
  sr: ["name", "pool"],
  network: ["name", "pool"],
  vdi: ["name", "virtual_size", "sr", "pool"],
};

/**
 * Figures that tell of other objects, by the collection these are in. They are seen by who sees all that they count: whoever sees
 * that collection in the whole pool, and of own objects where `own` says that what is counted is theirs.
 */
const COUNTED: {
  readonly [C in Collection]?: {
    readonly [of in Collection]?: { readonly fields: readonly string[]; readonly own?: "always" | "host" };
  };
} = {
  pool: {
    host: { fields: ["hosts", "hosts_live", "cpus", "memory_total", "memory_free"] },
    vm: { fields: ["vms", "vms_running", "vms_paused", "vms_suspended", "vcpus"] },
    template: { fields: ["templates"] },
    snapshot: { fields: ["snapshots"] },
    sr: { fields: ["storage_total", "storage_used"] },
  },
  // A host is granted with all VMs it runs, or as one object or by its tag.
  host: { vm: { fields: ["vms", "vcpus"], own: "host" } },
  vm: {
    snapshot: { fields: ["snapshots"], own: "always" },
    vdi: { fields: ["disks", "disk_size"], own: "always" },
    vif: { fields: ["nics"], own: "always" },
  },
  template: { vdi: { fields: ["disks"], own: "always" }, vif: { fields: ["nics"], own: "always" } },
  sr: { vdi: { fields: ["vdis", "unmanaged", "virtual_allocation"] } },
  vdi: { vbd: { fields: ["vbds"] } },
  update: { host: { fields: ["hosts"] } },
  pgpu: { vm: { fields: ["vgpus"] } },
  network: { vif: { fields: ["vifs"] } },
};

/** Fields that name another object, by the collections it may be in. They are seen where that object is. */
const NAMING: { readonly [field: string]: readonly Collection[] } = {
  pool: ["pool"],
  coordinator: ["host"],
  default_SR: ["sr"],
  suspend_SR: ["sr"],
  migration_network: ["network"],
  host: ["host"],
  affinity: ["host"],
  resident_on: ["host"],
  sr: ["sr"],
  network: ["network"],
  vm: ["vm", "template"],
  vdi: ["vdi"],
};
/** The same, where it depends on the collection that has the field. */
const NAMING_OF: { readonly [C in Collection]?: { readonly [field: string]: readonly Collection[] } } = {
  vdi: { snapshot_of: ["vdi"], parent: ["vdi"] },
  snapshot: { snapshot_of: ["vm"] },
};

/** How a pool is reached and trusted concerns those alone who manage its connection. */
const CONNECTION: { readonly [C in Collection]?: readonly string[] } = {
  pool: ["offered_fingerprint", "offered_address", "tried", "authorities"],
};

/** What may name objects that nothing links to somebody's own: seen by who sees the whole pool alone. */
const WHOLE: { readonly [C in Collection]?: readonly string[] } = {
  pool: ["reason"],
  snapshot: ["parent"],
  task: ["description", "error_info", "subtask_of"],
  // Free text of the pool: a message about a VM may name hosts, storage and other VMs.
  alert: ["body", "values"],
  finding: ["detail"],
};

/** A failure's sentence may quote what the pool said of other objects: it is seen where it quotes figures and plain words alone. */
export function tellsOfOthers(view: AnyView): boolean {
  if (!("error_info" in view)) return false;
  return quotes(view.error, view.error_info.slice(1));
}

/** Whether a sentence about a failure quotes parameters that are neither figures nor plain words. */
export function quotes(sentence: string, params: readonly string[]): boolean {
  return params.some((param) => sentence.includes(param) && !/^[a-z_ ]{0,40}$|^\d{1,20}$/.test(param));
}

/** A group of fields that are seen together. */
export type Group =
  | { readonly kind: "core" | "shown" | "connection" | "whole" | "sentence" }
  | { readonly kind: "count"; readonly of: Collection; readonly own: "always" | "host" | "never" }
  | {
    readonly kind: "name";
    readonly field: string;
    readonly to: readonly Collection[];
    /** Seen of what is only shown, too. */
    readonly shown: boolean;
  };

export interface Grouped {
  readonly groups: readonly Group[];
  /** The bits of all groups, and of all but how pools are reached. */
  readonly all: number;
  readonly unconnected: number;
  /** The fields of the groups whose bits are set; true when all are. */
  seen(bits: number): FieldSet;
}

function grouped(collection: Collection): Grouped {
  const groups: Group[] = [];
  const fields: string[][] = [];
  const left = new Set(fieldNames(collection));
  const add = (group: Group, names: readonly string[]) => {
    const own = names.filter((name) => left.delete(name));
    if (own.length === 0) return;
    groups.push(group);
    fields.push(own);
  };
  left.delete("id");
  add({ kind: "connection" }, CONNECTION[collection] ?? []);
  add({ kind: "whole" }, WHOLE[collection] ?? []);
  if (collection === "task") add({ kind: "sentence" }, ["error"]);
  for (const [of, { fields = [], own = "never" } = {}] of Object.entries(COUNTED[collection] ?? {})) {
    const counted = COLLECTIONS.find((one) => one === of);
    if (counted !== undefined) add({ kind: "count", of: counted, own }, fields);
  }
  const naming = { ...NAMING, ...NAMING_OF[collection] };
  for (const [field, kind] of Object.entries(FIELDS[collection])) {
    const to = naming[field];
    if (kind === "id" && to !== undefined) {
      add({ kind: "name", field, to, shown: SHOWN[collection]?.includes(field) ?? false }, [field]);
    }
  }
  add({ kind: "shown" }, SHOWN[collection] ?? []);
  add({ kind: "core" }, [...left]);
  const all = 2 ** groups.length - 1;
  const made = new Map<number, FieldSet>();
  const connection = groups.findIndex(({ kind }) => kind === "connection");
  return {
    groups,
    all,
    unconnected: connection < 0 ? all : all & ~(1 << connection),
    seen(bits) {
      let set = made.get(bits);
      if (set === undefined) {
        set = bits === all || new Set(["id", ...fields.flatMap((names, n) => (bits >> n) & 1 ? names : [])]);
        made.set(bits, set);
      }
      return set;
    },
  };
}

/** The groups of every collection. */
export const GROUPED: ReadonlyMap<Collection, Grouped> = new Map(
  COLLECTIONS.map((collection) => [collection, grouped(collection)]),
);
