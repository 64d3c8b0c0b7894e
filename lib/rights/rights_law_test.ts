// The laws of rights: whatever happens to pools and grants, what somebody sees is what the table of docs/security.md says, worked
// out here the slow and plain way; and what the stream tells leads there.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Principal } from "@/lib/auth/types.ts";
import { Cache, type DerivedWriter, type PoolWriter } from "@/lib/cache/mod.ts";
import { applied, projected, stateOf } from "@/lib/cache/projected.ts";
import { batch, runs } from "@/lib/cache/testing.ts";
import { parseSubscription } from "@/lib/stream/mod.ts";
import { COLLECTIONS, type ObjectName, type Subscription, type View } from "@/lib/view/types.ts";
import type { XapiEvent, XapiRecord } from "@/lib/xapi/types.ts";
import { PlainSight } from "./plain_sight.ts";
import { Rights } from "./rights.ts";
import { grant, NED, People, user, VIC } from "./testing.ts";
import type { Scope } from "./types.ts";

const REFS: { readonly [className: string]: readonly string[] } = {
  pool: ["P"],
  host: ["H1", "H2"],
  VM: ["V1", "V2", "V3", "M1", "Z1", "Z2"],
  SR: ["S1", "S2"],
  VDI: ["D1", "D2", "D3"],
  VBD: ["X1", "X2", "X3", "X4"],
  VIF: ["I1", "I2", "I3"],
  network: ["N1", "N2"],
  task: ["T1", "T2"],
  PIF: ["F1"],
  PBD: ["B1"],
  message: ["A1", "A2"],
  Certificate: ["C1"],
  pool_update: ["U1"],
  PGPU: ["G1"],
  PCI: ["Q1"],
};

const to = (className: string) => fc.constantFrom(...(REFS[className] ?? []), null);
const tags = fc.subarray(["x", "y"]);
const machine = fc.record({
  tags,
  resident_on: to("host"),
  affinity: to("host"),
  snapshot_of: to("VM"),
  VBDs: fc.subarray(["X1", "X2"]),
  current_operations: fc.dictionary(fc.constantFrom("T1", "T2"), fc.constant("start"), {
    noNullPrototype: true,
  }),
});
const RECORDS: { readonly [className: string]: fc.Arbitrary<XapiRecord> } = {
  pool: fc.record({ tags, master: to("host"), default_SR: to("SR") }),
  host: fc.record({ tags, enabled: fc.boolean() }),
  VM: machine,
  SR: fc.record({ tags, type: fc.constantFrom("nfs", "lvm") }),
  VDI: fc.record({ tags, SR: to("SR"), snapshot_of: to("VDI") }),
  VBD: fc.record({ VM: to("VM"), VDI: to("VDI"), type: fc.constantFrom("Disk", "Disk", "CD") }),
  VIF: fc.record({ VM: to("VM"), network: to("network") }),
  network: fc.record({ tags, bridge: fc.constantFrom("a", "b") }),
  task: fc.record({ resident_on: to("host"), progress: fc.constantFrom(0, 0.5), subtask_of: to("task") }),
  PIF: fc.record({ host: to("host"), network: to("network") }),
  PBD: fc.record({ host: to("host"), SR: to("SR") }),
  message: fc.record({
    cls: fc.constantFrom("VM", "Host", "SR", "VDI", "Pool", "VMPP"),
    obj_uuid: fc.constantFrom("V1-0", "Z1-0", "H1-0", "S1-0", "D1-0", "none"),
  }),
  Certificate: fc.record({ host: to("host") }),
  pool_update: fc.record({ hosts: fc.subarray(["H1", "H2"]) }),
  PGPU: fc.record({ host: to("host") }),
  PCI: fc.record({ host: to("host") }),
};

interface Step {
  readonly className: string;
  readonly ref: string;
  /** Null: it goes. */
  readonly record: XapiRecord | null;
}

const stepOf = (className: string): fc.Arbitrary<Step> =>
  fc.record({
    className: fc.constant(className),
    ref: fc.constantFrom(...(REFS[className] ?? [])),
    record: fc.option(RECORDS[className] ?? fc.constant({}), { freq: 6 }),
  });
const step = fc.constantFrom(...Object.keys(REFS), "VM", "VM", "VBD", "VBD", "VIF").chain(stepOf);

const ROLES = ["viewer", "operator", "vm-admin", "pool-admin", "own-1", "own-2"];
const id = (ref: string, pool: number) => `${ref}-${pool}`;
const object = fc.constantFrom(
  ...(["vm V1", "vm V2", "template M1", "snapshot Z1", "host H1", "sr S1", "vdi D1", "network N1"] as const),
  ...(["pool P", "vbd X1", "vif I1", "task T1", "pif F1", "alert A1", "load V1"] as const),
);
const scope: fc.Arbitrary<Scope> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Scope>({ kind: "all" }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1).map((n): Scope => ({ kind: "pool", id: `pool-${n}` })) },
  { weight: 2, arbitrary: fc.constantFrom("H1-0", "H2-0").map((id): Scope => ({ kind: "host", id })) },
  { weight: 4, arbitrary: fc.constantFrom("x", "y").map((tag): Scope => ({ kind: "tag", tag })) },
  {
    weight: 4,
    arbitrary: object.map((text): Scope => {
      const [name, ref = ""] = text.split(" ");
      const collection = COLLECTIONS.find((one) => one === name) ?? "vm";
      return { kind: "object", collection, id: collection === "pool" ? "pool-0" : id(ref, 0) };
    }),
  },
);

type Happening =
  | { readonly pool: number; readonly steps: readonly Step[] }
  | { readonly grants: readonly { readonly role: string; readonly scope: Scope }[] }
  | { readonly derived: readonly ObjectName[]; readonly cpu: number }
  | { readonly role: string; readonly actions: readonly string[] };

const grants = fc.array(fc.record({ role: fc.constantFrom(...ROLES), scope }), { maxLength: 3 });
const steps = fc.record({
  pool: fc.constantFrom(0, 0, 0, 1),
  steps: fc.array(step, { minLength: 1, maxLength: 5 }),
});
const ownRole = fc.record({
  role: fc.constantFrom("own-1", "own-2"),
  actions: fc.subarray(["pool.connection", "vm.start", ...COLLECTIONS.map((one) => `${one}.read`)]),
});
/** What Atoll works something out about. */
const ABOUT: ObjectName[] = [
  { collection: "vm", id: "V1-0", name: "alpha" },
  { collection: "vm", id: "V2-1", name: "beta" },
  { collection: "snapshot", id: "Z1-0", name: "alpha" },
  { collection: "host", id: "H1-0", name: "alpha" },
  { collection: "vdi", id: "D1-0", name: "alpha" },
  { collection: "pool", id: "pool-0", name: "alpha" },
];
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: steps },
  { weight: 2, arbitrary: fc.record({ grants }) },
  { weight: 2, arbitrary: fc.record({ derived: fc.subarray(ABOUT), cpu: fc.constantFrom(0, 1) }) },
  { weight: 1, arbitrary: ownRole },
);

/** All objects of the first pool, so that most things are linked. */
const beginning = fc.record({
  pool: fc.constant(0),
  steps: fc.tuple(
    ...Object.entries(REFS).flatMap(([className, refs]) =>
      refs.map((ref) =>
        (RECORDS[className] ?? fc.constant({})).map((record): Step => ({ className, ref, record }))
      )
    ),
  ),
});

const queries: readonly Subscription[] = [
  COLLECTIONS.join(";"),
  "vm:name,host;host:name",
  "vm?host:alpha",
  "vm/V1-0+;network:name",
  "host/H1-0+",
  "sr/S1-0+;task",
  "pool/pool-0+",
  "vdi:name,sr,snapshot_of;vbd:vm,vdi",
  "network/N1-0+;vm?tag:x",
  "alert;load:cpu,object;finding",
].map((text) => parseSubscription(text));

class World {
  readonly cache: Cache;
  readonly people = new People();
  readonly #writers: PoolWriter[];
  readonly #derived: DerivedWriter;

  constructor(journalEntries: number) {
    this.cache = new Cache({ journalEntries });
    this.#derived = this.cache.derived();
    this.#writers = [0, 1].map((n) => this.cache.openPool(`pool-${n}`, { name: `pool ${n}` }));
    for (const who of [NED, VIC]) this.people.users.put(user(who));
  }

  #derive(object: ObjectName, cpu: number): void {
    const pool = object.id.endsWith("1") ? "pool-1" : "pool-0";
    const none = { memory_used: null, memory_total: null, rx: null, tx: null, read: null, write: null };
    this.#derived.set("load", { id: object.id, pool, object, at: "", cpu, ...none, values: {} });
    const id = `old:${object.collection}:${object.id}`;
    const found = { rule: "old", severity: "info", since: "", detail: { cpu: String(cpu) } } as const;
    this.#derived.set("finding", { id, pool, object, ...found });
  }

  happen(happening: Happening): void {
    if ("grants" in happening) {
      for (const [n, { role, scope }] of happening.grants.entries()) {
        this.people.grants.put({ ...grant(NED.userId, role, scope), id: String(n) });
      }
      for (let n = happening.grants.length; n < 3; n++) this.people.grants.drop(String(n));
    } else if ("derived" in happening) {
      for (const object of happening.derived) this.#derive(object, happening.cpu);
      this.#derived.commit();
    } else if ("role" in happening) {
      const { role: id, actions } = happening;
      this.people.roles.put({ id, name: id, description: "", actions: [...actions] });
    } else {
      void this.#writers[happening.pool]?.apply(
        batch(...happening.steps.map((step) => event(step, happening.pool))),
      );
    }
  }
}

function event({ className, ref, record }: Step, pool: number): XapiEvent {
  if (record === null) return { class: className, operation: "del", ref };
  const kind: XapiRecord = className === "VM"
    ? { is_a_template: ref.startsWith("M"), is_a_snapshot: ref.startsWith("Z"), is_control_domain: false }
    : {};
  const name_label = ref.endsWith("1") ? "alpha" : "beta";
  return {
    class: className,
    operation: "mod",
    ref,
    record: { uuid: id(ref, pool), name_label, ...record, ...kind },
  };
}

/** The sight as it should be, in the cache as it is. */
const expected = ({ cache }: World, rights: Rights, who: Principal) =>
  new PlainSight(cache, rights.holdings(who));

Deno.test("law: after anything that happens to pools, grants and roles, what is seen is what the table says", async () => {
  await fc.assert(
    fc.asyncProperty(beginning, fc.array(happening, { maxLength: 10 }), async (first, history) => {
      const world = new World(1000), { cache } = world;
      const rights = await Rights.load(world.people, cache);
      for (const one of [first, ...history]) {
        const before = rights.sight(NED);
        const [was, key] = [seenBy(cache, before), before.key];
        world.happen(one);
        const sight = rights.sight(NED);
        const now = seenBy(cache, sight);
        assert.deepEqual(now, seenBy(cache, expected(world, rights, NED)), JSON.stringify(one));
        if (sight.key === key && "grants" in one) assert.deepEqual(now, was, "equal keys, equal answers");
      }
    }),
    runs(300),
  );
});

Deno.test("law: from wherever a reader stands, what it is told leads to what it may see now", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(1000, 1000, 4),
      beginning,
      grants,
      fc.array(happening, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(...queries),
      async (journal, first, given, history, subscription) => {
        const world = new World(journal), { cache } = world;
        const rights = await Rights.load(world.people, cache);
        const told = (view: View) => projected(view, stateOf(cache));
        const readers: { revision: number; view: View; copy: ReturnType<typeof told> }[] = [];
        for (const one of [first, { grants: given }, ...history]) {
          world.happen(one);
          const view: View = { subscription, sight: rights.sight(NED) };
          // Some go on from where they stand, one stays behind each time.
          for (const reader of readers) {
            const { kind, revision, patches } = cache.changes(reader.revision, reader.view, view);
            const copy = applied(kind === "snapshot" ? new Map() : reader.copy, patches);
            assert.deepEqual(copy, told(view), `${kind} ${JSON.stringify(patches)}`);
            for (const [collection, id, patch] of patches) {
              if (patch === null) continue;
              assert.ok(told(view).has(`${collection} ${id}`), "nothing is told of what is not seen");
            }
            if (reader !== readers.at(-1)) Object.assign(reader, { revision, view, copy });
          }
          readers.push({ revision: cache.revision, view, copy: told(view) });
        }
      },
    ),
    runs(300),
  );
});

/** Every object with its fields, as a sight lets them through. */
function seenBy(cache: Cache, sight: View["sight"]): unknown {
  return COLLECTIONS.flatMap((collection) =>
    [...cache.list(collection)].flatMap((view) => {
      if (!sight.all && !sight.sees(collection, view)) return [];
      const fields = sight.fields(collection, view);
      const seen = Object.entries(view).filter(([field]) =>
        field === "id" || fields === true || fields.has(field)
      );
      return [[collection, Object.fromEntries(seen.sort(([a], [b]) => a < b ? -1 : 1))]];
    })
  );
}
