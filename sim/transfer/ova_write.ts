// ova.xml: the records of a VM and all that hangs on it, with references of their own, as export.ml writes them.
import type { ModelType } from "@/lib/xapi/schema_type.ts";
import type { Database } from "../db.ts";
import { fieldsOf } from "../model.ts";
import { dict, flag, type Json, list, NEVER, NULL_REF, type Rec, type Ref, text } from "../values.ts";
import { escape, valueXml } from "../wire/xml_write.ts";

export interface OvaOptions {
  /** Whether the VM stays suspended, its devices attached. */
  readonly preservePowerState: boolean;
  /** Whether snapshots of the VM are told of too. */
  readonly snapshots: boolean;
}

/** An ova.xml, and what its references stand for. */
export interface Ova {
  readonly xml: string;
  /** References in the archive (`Ref:3`) by ours. */
  readonly ids: ReadonlyMap<Ref, string>;
}

/** What a host's record says of nothing but itself. */
const HOST_FIELDS: ReadonlySet<string> = new Set([
  "uuid",
  "name_label",
  "name_description",
  "hostname",
  "address",
]);

/** Fields that are empty in every archive. */
const EMPTY: ReadonlySet<string> = new Set([
  "current_operations",
  "allowed_operations",
  "consoles",
  "blobs",
  "crash_dumps",
  "metrics",
  "PBDs",
  "PIFs",
]);

/** What only concerns a snapshot, and its value for a VM that is told of as if it were none. */
const OF_SNAPSHOT: Rec = {
  is_a_snapshot: false,
  snapshot_of: NULL_REF,
  snapshots: [],
  snapshot_time: NEVER,
  transportable_snapshot_id: "",
  parent: NULL_REF,
};

/** The ova.xml of some VMs. */
export function ovaOf(db: Database, vms: readonly Ref[], options: OvaOptions): Ova {
  const walk = new Walk(db, options);
  for (const vm of vms) walk.vm(vm);
  const objects: string[] = [];
  for (const [cls, refs] of walk.found) {
    for (const ref of refs) {
      const record = db.get(cls, ref);
      if (record === undefined) continue;
      const snapshot = valueXml(told(cls, record, walk.ids, options), { kind: "record", name: cls });
      const id = walk.ids.get(ref) ?? "";
      objects.push(struct([["class", string(cls)], ["id", string(id)], ["snapshot", snapshot]]));
    }
  }
  const xml = struct([["version", versionOf(db)], [
    "objects",
    `<value><array><data>${objects.join("")}</data></array></value>`,
  ]]);
  return { xml, ids: walk.ids };
}

/** Finds all that hangs on VMs and gives each a reference, in the order of export.ml. */
class Walk {
  readonly ids = new Map<Ref, string>();
  readonly found = new Map<string, Ref[]>(
    ["host", "VM", "VM_guest_metrics", "VBD", "VIF", "network", "VDI", "SR"].map((cls) => [cls, []]),
  );

  constructor(readonly db: Database, readonly options: OvaOptions) {}

  vm(ref: Ref): void {
    const { db, options } = this;
    const vm = db.get("VM", ref);
    if (vm === undefined || !this.#add("VM", ref)) return;
    for (const vif of list(vm, "VIFs")) {
      this.#add("VIF", vif);
      this.#add("network", text(db.get("VIF", vif), "network"));
    }
    for (const vbd of list(vm, "VBDs")) {
      this.#add("VBD", vbd);
      if (!flag(db.get("VBD", vbd), "empty")) this.#disk(text(db.get("VBD", vbd), "VDI"));
    }
    if (options.snapshots) { for (const snapshot of list(vm, "snapshots")) this.vm(snapshot); }
    if (options.preservePowerState && text(vm, "power_state") === "Suspended") {
      this.#disk(text(vm, "suspend_VDI"));
    }
    this.#add("VM_guest_metrics", text(vm, "guest_metrics"));
    this.#add("host", text(vm, "resident_on"));
    this.#add("host", text(vm, "affinity"));
    if (options.snapshots) this.vm(text(vm, "parent"));
  }

  #disk(vdi: Ref): void {
    if (this.#add("VDI", vdi)) this.#add("SR", text(this.db.get("VDI", vdi), "SR"));
  }

  #add(cls: string, ref: Ref): boolean {
    if (this.db.get(cls, ref) === undefined || this.ids.has(ref)) return false;
    this.ids.set(ref, `Ref:${this.ids.size}`);
    this.found.get(cls)?.push(ref);
    return true;
  }
}

/** A record as an archive tells it: what is not in the archive is not referred to. */
function told(cls: string, record: Rec, ids: ReadonlyMap<Ref, string>, options: OvaOptions): Rec {
  const types = fieldsOf(cls);
  const fields: Record<string, Json> = {};
  for (const [field, value] of Object.entries(record)) {
    const type = types.get(field);
    const blank = EMPTY.has(field) || (cls === "host" && !HOST_FIELDS.has(field));
    fields[field] = blank ? empty(value) : mapped(value, type, ids);
  }
  if (cls === "VM") {
    if (!options.snapshots) Object.assign(fields, OF_SNAPSHOT);
    if (!options.preservePowerState) Object.assign(fields, { power_state: "Halted", suspend_VDI: NULL_REF });
  }
  if ("currently_attached" in fields && !options.preservePowerState) fields["currently_attached"] = false;
  return fields;
}

function empty(value: Json): Json {
  if (typeof value === "string") return value.startsWith("OpaqueRef:") ? NULL_REF : "";
  if (typeof value !== "object") return value;
  return Array.isArray(value) ? [] : {};
}

function mapped(value: Json, type: ModelType | undefined, ids: ReadonlyMap<Ref, string>): Json {
  if (type?.kind === "ref") return ids.get(String(value)) ?? NULL_REF;
  if (type?.kind === "set" && type.of.kind === "ref" && Array.isArray(value)) {
    return value.map((ref) => ids.get(String(ref))).filter((id) => id !== undefined);
  }
  return value;
}

/** Which xapi made the archive: `export_vsn` 2 has checksums beside the blocks. */
function versionOf(db: Database): string {
  const software = dict(db.table("host").values().next().value, "software_version");
  const [major, minor] = db.version.facts.api;
  const of = (key: string) => string(String(software[key] ?? ""));
  return struct([
    ["hostname", of("hostname")],
    ["date", of("date")],
    ["product_version", of("product_version")],
    ["product_brand", of("product_brand")],
    ["build_number", of("build_number")],
    ["xapi_major", string(String(major))],
    ["xapi_minor", string(String(minor))],
    ["export_vsn", string("2")],
  ]);
}

function string(text: string): string {
  return `<value>${escape(text)}</value>`;
}

function struct(members: readonly (readonly [name: string, value: string])[]): string {
  const all = members.map(([name, value]) => `<member><name>${name}</name>${value}</member>`).join("");
  return `<value><struct>${all}</struct></value>`;
}
