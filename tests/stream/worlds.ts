// What can happen to a small pool, what somebody may ask of it, and what he may see: the arbitraries of the stream's laws.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { CacheOptions } from "@/lib/cache/mod.ts";
import { fieldNames, isCollection } from "@/lib/view/fields.ts";
import { type AnyView, type Collection, COLLECTIONS, type ObjectName, type Sight } from "@/lib/view/types.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiEvent, XapiRecord } from "@/lib/xapi/types.ts";
import type { Part } from "./projection.ts";

/** Stands in what a limited reader must not see: in names and ids of hidden objects, and in a hidden field of all. */
export const SECRET_OBJECT = "OBJSECRET", SECRET_FIELD = "FLDSECRET";

/** References by class; those with the marker are of objects that are hidden all their life: their id has it, too. */
const REFS: { readonly [className: string]: readonly Ref[] } = {
  pool: ["P"],
  host: ["H1", "H2"],
  VM: ["V1", "V2", "V3", `V4${SECRET_OBJECT}`, "Z1", "Z2"],
  SR: ["S1", "S2"],
  VDI: ["D1", "D2", `D3${SECRET_OBJECT}`],
  VBD: ["X1", "X2", "X3"],
  VIF: ["I1", "I2"],
  network: ["N1", "N2"],
  task: ["T1", "T2"],
  PIF: ["F1", "F2"],
  PBD: ["B1"],
  message: ["A1", "A2"],
  Certificate: ["C1"],
  pool_update: ["U1"],
  PGPU: ["G1"],
  PCI: ["Q1"],
};

const ref = (className: string) => fc.constantFrom(...(REFS[className] ?? []), null);

const machine = fc.record({
  // A snapshot and a VM have different references, as with xapi.
  power_state: fc.constantFrom("Halted", "Running"),
  resident_on: ref("host"),
  affinity: ref("host"),
  VCPUs_max: fc.integer({ min: 0, max: 3 }),
  VBDs: fc.subarray(["X1", "X2", "X3"]),
  snapshot_of: ref("VM"),
});

const OF_CLASS: { readonly [className: string]: fc.Arbitrary<XapiRecord> } = {
  pool: fc.record({ master: ref("host"), default_SR: ref("SR") }),
  host: fc.record({ enabled: fc.boolean(), hostname: fc.constantFrom("a", "b") }),
  VM: machine,
  SR: fc.record({
    type: fc.constantFrom("nfs", "lvm"),
    shared: fc.boolean(),
    physical_size: fc.integer({ min: 0, max: 3 }),
  }),
  VDI: fc.record({ SR: ref("SR"), virtual_size: fc.integer({ min: 0, max: 3 }) }),
  VBD: fc.record({ VM: ref("VM"), VDI: ref("VDI"), device: fc.constantFrom("xvda", "xvdb") }),
  VIF: fc.record({ VM: ref("VM"), network: ref("network"), device: fc.constantFrom("0", "1") }),
  network: fc.record({ bridge: fc.constantFrom("xenbr0", "xenbr1") }),
  task: fc.record({
    status: fc.constantFrom("pending", "success"),
    progress: fc.constantFrom(0, 0.5, 1),
    resident_on: ref("host"),
  }),
  PIF: fc.record({ host: ref("host"), network: ref("network"), MTU: fc.integer({ min: 0, max: 3 }) }),
  PBD: fc.record({ host: ref("host"), SR: ref("SR"), currently_attached: fc.boolean() }),
  message: fc.record({
    name: fc.constantFrom("VM_STARTED", "ALARM"),
    cls: fc.constantFrom("VM", "SR", "Pool", "VMPP"),
    obj_uuid: fc.constantFrom("id-V1", `id-V4${SECRET_OBJECT}`, "id-S1", "id-none"),
  }),
  Certificate: fc.record({ host: ref("host") }),
  pool_update: fc.record({ hosts: fc.subarray(["H1", "H2"]) }),
  PGPU: fc.record({ host: ref("host"), PCI: fc.constantFrom("Q1", null) }),
  PCI: fc.record({ host: ref("host"), device_name: fc.constantFrom("a", "b") }),
};

const shared = fc.record({
  name_label: fc.constantFrom("web", "db", "lab", `web ${SECRET_OBJECT}`),
  name_description: fc.constantFrom(`${SECRET_FIELD} a`, `${SECRET_FIELD} b`),
  tags: fc.subarray(["x", "y"]),
  current_operations: fc.dictionary(fc.constantFrom("T1", "T2", "T9"), fc.constantFrom("start", "stop"), {
    noNullPrototype: true,
    maxKeys: 2,
  }),
});

/** An event about an object: usually what it is now, sometimes that it is gone. */
const about = (className: string, ref: Ref): fc.Arbitrary<XapiEvent> =>
  fc.option(fc.tuple(shared, OF_CLASS[className] ?? fc.constant({})), { freq: 5 }).map((held): XapiEvent => {
    if (held === null) return { class: className, operation: "del", ref };
    const kind: XapiRecord = className === "VM"
      ? { is_a_template: false, is_control_domain: false, is_a_snapshot: ref.startsWith("Z") }
      : {};
    const [common, own] = held;
    const record: XapiRecord = { uuid: `id-${ref}`, ...common, ...own, ...kind };
    return { class: className, operation: "mod", ref, record };
  });

const event: fc.Arbitrary<XapiEvent> = fc.constantFrom("VM", "VM", ...Object.keys(REFS)).chain((className) =>
  fc.constantFrom(...(REFS[className] ?? [])).chain((ref) => about(className, ref))
);

/** A turn of the pool: batches that come without the server getting a breath in between. */
export type Turn = readonly (
  | { apply: readonly XapiEvent[] }
  | { reset: readonly XapiEvent[] }
  | { derive: readonly Derived[] }
)[];

/** What Atoll works out about an object. */
export interface Derived {
  readonly what: "load" | "finding" | "no load" | "no finding";
  readonly object: ObjectName;
  readonly figure: number;
}

const derived: fc.Arbitrary<Derived> = fc.record({
  what: fc.constantFrom("load", "load", "finding", "no load", "no finding"),
  object: fc.constantFrom<ObjectName>(
    { collection: "vm", id: "id-V1", name: "web" },
    { collection: "vm", id: `id-V4${SECRET_OBJECT}`, name: "db" },
    { collection: "host", id: "id-H1", name: "lab" },
  ),
  figure: fc.integer({ min: 0, max: 2 }),
});

export const turn: fc.Arbitrary<Turn> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.record({ apply: fc.array(event, { minLength: 1, maxLength: 4 }) }) },
    { weight: 2, arbitrary: fc.record({ derive: fc.array(derived, { minLength: 1, maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ reset: fc.array(event, { maxLength: 12 }) }) },
  ),
  { minLength: 1, maxLength: 3 },
);

/** Nearly all objects at once: the turns after it change what is linked, and seldom what is not there. */
export const beginning: fc.Arbitrary<Turn> = fc.tuple(
  ...Object.entries(REFS).flatMap(([className, refs]) => refs.map((ref) => about(className, ref))),
).map((events) => [{ reset: events.filter(({ operation }) => operation !== "del") }]);

const id = (collection: Collection) => {
  const refs = {
    pool: ["pool"],
    host: ["H1", "H2"],
    vm: ["V1", "V2", `V4${SECRET_OBJECT}`],
    template: ["V1"],
    snapshot: ["Z1", "Z2"],
    sr: ["S1", "S2"],
    vdi: ["D1", `D3${SECRET_OBJECT}`],
    vbd: ["X1"],
    vif: ["I1"],
    network: ["N1", "N2"],
    task: ["T1"],
    pif: ["F1"],
    pbd: ["B1"],
    alert: ["A1"],
    certificate: ["C1"],
    update: ["U1"],
    pgpu: ["G1"],
    pci: ["Q1"],
    load: ["V1"],
    finding: ["V1"],
  }[collection];
  return fc.constantFrom(
    ...refs.map((ref) => ref === "pool" ? POOL : collection === "finding" ? `old:vm:id-${ref}` : `id-${ref}`),
  );
};

export const POOL = "pool-a";

/** Queries by collection; some look at other objects' names, some at what may be hidden. */
const QUERIES: { readonly [C in Collection]?: readonly string[] } = {
  vm: [
    "power:running",
    "web",
    "-web",
    "host:web",
    "-host:web,db",
    "tag:x cpu:>1",
    '"web;db",lab',
    "pool:lab power:running",
    SECRET_FIELD,
    `-${SECRET_OBJECT}`,
    `host:${SECRET_OBJECT}`,
  ],
  host: ["enabled:yes", "web", "pool:lab"],
  vbd: ["vm:web", "vdi:web", "-vm:web"],
  vdi: ["sr:web", "size:>1"],
  task: ["status:pending", "web", "resident_on:db"],
  sr: ["type:nfs"],
  snapshot: ["snapshot_of:web"],
  pif: ["host:web", "MTU:>1"],
  alert: ["name:ALARM"],
  load: ["cpu:>1"],
};

const fieldsOf = (collection: Collection) =>
  fc.option(fc.subarray([...fieldNames(collection)].filter((field) => field !== "id")), {
    nil: undefined,
    freq: 3,
  });

/** A part in which nothing may stand for what is left out. */
type Wished = Omit<Part, "fields" | "query"> & {
  readonly fields: readonly string[] | undefined;
  readonly query?: string | undefined;
};

const part: fc.Arbitrary<Part> = fc.constantFrom<Collection>("vm", "vm", ...COLLECTIONS).chain(
  (collection) => {
    const queries = QUERIES[collection] ?? [];
    return fc.oneof(
      { weight: 3, arbitrary: fieldsOf(collection).map((fields) => ({ collection, fields })) },
      {
        weight: queries.length > 0 ? 4 : 0,
        arbitrary: fc.record({
          collection: fc.constant(collection),
          fields: fieldsOf(collection),
          query: fc.constantFrom("", ...queries),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          collection: fc.constant(collection),
          id: id(collection),
          related: fc.oneof({ weight: 2, arbitrary: fc.constant(true) }, fc.constant(false)),
          fields: fieldsOf(collection),
          query: queries.length > 0
            ? fc.option(fc.constantFrom(...queries), { nil: undefined })
            : fc.constant(undefined),
        }),
      },
    );
  },
).map(({ fields, query, ...rest }: Wished): Part => ({
  ...rest,
  ...(fields === undefined ? {} : { fields }),
  ...(query === undefined ? {} : { query }),
}));

export const parts: fc.Arbitrary<readonly Part[]> = fc.array(part, { minLength: 1, maxLength: 3 });

/** Sights by what they hide; equal ones have equal keys. */
export interface Hidden {
  /** Objects in whose view the marker stands anywhere. */
  readonly objects: boolean;
  /** `description` everywhere, and these of VMs. */
  readonly fields: boolean;
  readonly ofVms: readonly string[];
  /** Fields of objects that name the second of its kind: as rights hide a reference to what is not seen. */
  readonly links?: boolean;
}

export const OPEN: Hidden = { objects: false, fields: false, ofVms: [] };

export const hidden: fc.Arbitrary<Hidden> = fc.oneof(
  fc.constant(OPEN),
  fc.record({
    objects: fc.boolean(),
    fields: fc.boolean(),
    ofVms: fc.subarray(["name", "host", "power_state", "tags", "current_operations"]),
    links: fc.boolean(),
  }),
);

/** What names an object that is not seen. */
const UNSEEN = new Set(["id-H2", "id-D2", "id-N2", "id-S2", "id-V2"]);

export function sightOf({ objects, fields, ofVms, links = false }: Hidden): Sight {
  const without = fields ? ["description"] : [];
  const visible = new Map(COLLECTIONS.map((collection) => {
    const out = collection === "vm" ? [...without, ...ofVms] : without;
    return [
      collection,
      out.length === 0 ? true : new Set(fieldNames(collection).filter((name) => !out.includes(name))),
    ] as const;
  }));
  return {
    key: JSON.stringify([objects, fields, ofVms, links]),
    ...(objects ? {} : { all: true }),
    sees: (_collection: Collection, view: AnyView) =>
      !objects || !JSON.stringify(view).includes(SECRET_OBJECT),
    fields: (collection, view) => {
      const seen = visible.get(collection) ?? true;
      if (!links || view === undefined) return seen;
      const naming = new Set(
        Object.entries(view).flatMap(([field, value]) => UNSEEN.has(value) && field !== "id" ? field : []),
      );
      if (naming.size === 0) return seen;
      return new Set(
        fieldNames(collection).filter((name) => !naming.has(name) && (seen === true || seen.has(name))),
      );
    },
  };
}

/** Fails where changes tell anything that is hidden, be it only that a field changed. */
export function keepsSecrets(
  changes: Iterable<readonly [collection: string, id: string, patch: object | null]>,
  hidden: Hidden,
): void {
  const sight = sightOf(hidden);
  for (const change of changes) {
    const text = JSON.stringify(change), [collection, , patch] = change;
    if (hidden.fields) assert.ok(!text.includes(SECRET_FIELD), text);
    if (hidden.objects) assert.ok(!text.includes(SECRET_OBJECT), text);
    assert.ok(isCollection(collection));
    const fields = sight.fields(collection);
    for (const field in patch) assert.ok(field === "id" || fields === true || fields.has(field), text);
  }
}

/** Journals so small that all depths are needed, and one that always reaches. */
export const journals: fc.Arbitrary<CacheOptions> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ journalEntries: 1000 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<CacheOptions>(
      { journalEntries: 1, tombstones: 0 },
      { journalEntries: 5, tombstones: 2 },
      { journalEntries: 3, tombstones: 1000 },
      { journalBytes: 400, tombstones: 10 },
    ),
  },
);
