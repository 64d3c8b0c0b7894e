// The laws of the cache over random histories: what a reader is told in pieces is what he would be told at once, and what
// is kept up to date step by step is what a fresh projection of the same records gives.
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Collection, COLLECTIONS, type FieldSet, type Subscription } from "@/lib/view/types.ts";
import { fieldNames } from "@/lib/view/fields.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiEvent, XapiRecord } from "@/lib/xapi/types.ts";
import { Cache } from "./cache.ts";
import { batch, Follower } from "./testing.ts";
import type { PoolWriter } from "./types.ts";

const REFS: { readonly [className: string]: readonly Ref[] } = {
  pool: ["P"],
  host: ["H1", "H2"],
  host_metrics: ["HM1", "HM2"],
  VM: ["V1", "V2", "V3", "V4"],
  VM_guest_metrics: ["G1", "G2"],
  VM_metrics: ["M1"],
  SR: ["S1", "S2"],
  PBD: ["B1", "B2"],
  VDI: ["D1", "D2", "D3"],
  VBD: ["X1", "X2"],
  VIF: ["I1", "I2"],
  network: ["N1", "N2"],
  PIF: ["F1", "F2"],
  task: ["T1", "T2"],
  PIF_metrics: ["FM1"],
  Bond: ["O1"],
  VLAN: ["L1"],
  message: ["A1", "A2"],
  Certificate: ["C1"],
  pool_update: ["U1"],
  pool_patch: ["U2"],
  host_patch: ["U3"],
  PGPU: ["G9"],
  PCI: ["Q1"],
};

const refs = (className: string) =>
  fc.constantFrom(...(REFS[className] ?? []), "OpaqueRef:NULL", null, "gone");
const refSet = (className: string) => fc.subarray([...(REFS[className] ?? []), "gone"]);
const size = fc.integer({ min: -1, max: 5 });
/** Now and then a field is of a type it should not have. */
const odd = fc.constantFrom<XapiRecord[string]>(null, 7, "text", [1], { a: 1 }, NaN);

/** Any field that any projection looks at, in one record: the classes overlap, and unknown fields must do no harm. */
const record: fc.Arbitrary<XapiRecord> = fc.record({
  uuid: fc.constantFrom("u1", "u2", "u3", "u4", "u5"),
  name_label: fc.constantFrom("a", "b", ""),
  tags: fc.subarray(["x", "y"]),
  current_operations: fc.dictionary(fc.constantFrom("T1", "T2", "T9"), fc.constantFrom("start", "stop"), {
    noNullPrototype: true,
    maxKeys: 2,
  }),
  is_a_template: fc.boolean(),
  is_a_snapshot: fc.boolean(),
  is_control_domain: fc.boolean(),
  power_state: fc.constantFrom("Halted", "Running", "Paused", "Suspended", "Odd"),
  resident_on: refs("host"),
  affinity: refs("host"),
  VCPUs_at_startup: size,
  guest_metrics: refs("VM_guest_metrics"),
  metrics: fc.oneof(refs("VM_metrics"), refs("host_metrics"), refs("PIF_metrics")),
  cls: fc.constantFrom("VM", "VDI", "SR", "Pool", "Other"),
  obj_uuid: fc.constantFrom("u1", "u2", "u3", "none"),
  body: fc.constantFrom("", "<level>5</level>", "level: 7"),
  sm_config: fc.constantFrom({}, { "vhd-parent": "u1" }, { "vhd-parent": "u2" }, { "vhd-parent": "u3" }),
  managed: fc.boolean(),
  bond_slave_of: refs("Bond"),
  bond_master_of: refSet("Bond"),
  VLAN_master_of: refs("VLAN"),
  tagged_PIF: refs("PIF"),
  device_config: fc.constantFrom({}, { server: "nas", password: "no" }),
  pool_update: refs("pool_update"),
  host_patches: refSet("host_patch"),
  hosts: refSet("host"),
  applied: fc.boolean(),
  PCI: refs("PCI"),
  networks: fc.constantFrom({}, { "0/ip": "10.0.0.1" }, { "0/ip": "10.0.0.1", "1/ipv6/0": "fe80::1" }),
  snapshot_of: fc.oneof(refs("VM"), refs("VDI")),
  parent: refs("VM"),
  snapshots: refSet("VM"),
  VBDs: refSet("VBD"),
  VIFs: refSet("VIF"),
  PBDs: refSet("PBD"),
  PIFs: refSet("PIF"),
  VM: refs("VM"),
  VDI: refs("VDI"),
  SR: refs("SR"),
  network: refs("network"),
  host: refs("host"),
  master: fc.oneof(refs("host"), refs("PIF")),
  default_SR: refs("SR"),
  resident: refs("host"),
  subtask_of: refs("task"),
  type: fc.constantFrom("Disk", "CD", "iso", "nfs"),
  device: fc.constantFrom("0", "1"),
  shared: fc.boolean(),
  live: fc.boolean(),
  virtual_size: size,
  physical_size: size,
  physical_utilisation: size,
  memory_free: size,
  VLAN: size,
  currently_attached: fc.boolean(),
  progress: fc.constantFrom(0, 0.5, 1),
  status: fc.constantFrom("pending", "success"),
}, { requiredKeys: ["uuid"] }).chain((good) =>
  fc.option(fc.tuple(fc.constantFrom(...Object.keys(good)), odd), { freq: 6 }).map((spoilt) =>
    spoilt === null ? good as XapiRecord : { ...good as XapiRecord, [spoilt[0]]: spoilt[1] }
  )
);

const event: fc.Arbitrary<XapiEvent> = fc.constantFrom(...Object.keys(REFS)).chain((className) =>
  fc.tuple(fc.constantFrom(...(REFS[className] ?? [])), fc.option(record, { freq: 4 })).map(([ref, held]) =>
    held === null
      ? { class: className, operation: "del", ref }
      : { class: className, operation: "mod", ref, record: held }
  )
);

/** What happens: to which of two pools, what, and whether the reader reads on afterwards. */
const happening = fc.record({
  pool: fc.constantFrom(0, 1),
  what: fc.oneof(
    { weight: 8, arbitrary: fc.record({ apply: fc.array(event, { maxLength: 6 }) }) },
    { weight: 1, arbitrary: fc.record({ reset: fc.array(event, { maxLength: 12 }) }) },
    { weight: 1, arbitrary: fc.constant({ remove: true as const }) },
  ),
  read: fc.boolean(),
});

const subscription: fc.Arbitrary<ReadonlyMap<Collection, FieldSet>> = fc.subarray([...COLLECTIONS], {
  minLength: 1,
}).chain((
  collections,
) =>
  fc.tuple(
    ...collections.map((collection) =>
      fc.oneof(
        fc.constant<true>(true),
        fc.subarray([...fieldNames(collection)]).map((fields) => new Set(fields)),
      )
        .map((fields): [Collection, true | Set<string>] => [collection, fields])
    ),
  ).map((entries) => new Map(entries))
);

/** Journals so small that all three depths are needed, and one that always reaches. */
const limits = fc.constantFrom(
  { journalEntries: 1, tombstones: 0 },
  { journalEntries: 5, tombstones: 2 },
  { journalEntries: 3, tombstones: 1000 },
  { journalBytes: 400, tombstones: 10 },
  { journalEntries: 1000 },
);

function subscribed(wanted: ReadonlyMap<Collection, FieldSet>): Subscription {
  return { key: "", parts: [...wanted].map(([collection, fields]) => ({ collection, fields })) };
}

class Pools {
  readonly writers: PoolWriter[] = [];
  constructor(readonly cache: Cache) {
    for (const id of ["pool-a", "pool-b"]) this.writers.push(cache.openPool(id, { name: id }));
  }

  happen(
    { pool, what }: {
      pool: number;
      what: { apply: XapiEvent[] } | { reset: XapiEvent[] } | { remove: true };
    },
  ): unknown {
    const writer = this.writers[pool];
    assert.ok(writer);
    if ("apply" in what) return writer.apply(batch(...what.apply));
    if ("reset" in what) return writer.reset(batch(...what.reset));
    writer.remove();
    return this.writers[pool] = this.cache.openPool(writer.id, { name: writer.id });
  }
}

Deno.test("law: a reader who resumes at any point knows what a fresh reader knows, and is told nothing but his fields", () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 25 }), subscription, limits, (history, wanted, journal) => {
      const cache = new Cache(journal);
      const pools = new Pools(cache);
      const reader = new Follower(cache, subscribed(wanted));
      for (const step of history) {
        const before = cache.revision;
        pools.happen(step);
        assert.ok(cache.revision >= before);
        if (!step.read) continue;
        for (const [collection, , patch] of reader.read().patches) {
          const fields = wanted.get(collection);
          assert.ok(fields !== undefined);
          for (const field of Object.keys(patch ?? {})) {
            assert.ok(field === "id" || fields === true || fields.has(field), `${collection}.${field}`);
          }
        }
        const fresh = new Follower(cache, subscribed(wanted));
        fresh.read();
        assert.deepEqual(reader.known, fresh.known);
        assert.equal(reader.read().patches.length, 0);
      }
      assert.ok(cache.journalSize.entries <= (journal.journalEntries ?? 50_000));
      assert.ok(cache.journalSize.tombstones <= (journal.tombstones ?? 50_000));
    }),
    { numRuns: 1500 },
  );
});

Deno.test("law: views kept up to date step by step equal a fresh projection of the same records", () => {
  fc.assert(
    fc.property(fc.array(fc.array(event, { maxLength: 6 }), { maxLength: 25 }), (history) => {
      const cache = new Cache();
      const writer = cache.openPool("pool-a", { name: "a" });
      for (const events of history) writer.apply(batch(...unique(writer, events)));
      const fresh = new Cache();
      fresh.openPool("pool-a", { name: "a" }).reset(batch(...recordsOf(writer)));
      for (const collection of COLLECTIONS) {
        assert.deepEqual(all(cache, collection), all(fresh, collection), collection);
      }
    }),
    { numRuns: 1500 },
  );
});

/** Where a history is cut, how far one loop is ahead of the other, and what is told again. */
const pieces = fc.record({
  cuts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 40 }),
  turns: fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
  back: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 6 })), {
    minLength: 1,
    maxLength: 40,
  }),
});

Deno.test("law: any split, pace of two loops and repetition of one history ends in the same records and views", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), pieces, (history, { cuts, turns, back }) => {
      const straight = new Cache(), cache = new Cache();
      const expected = straight.openPool("pool-a", { name: "a" });
      const writer = cache.openPool("pool-a", { name: "a" });
      // An object keeps its uuid for life, or what is told again of an old one would take that of a new one.
      const told = unique(
        expected,
        history.map((event) => {
          return event.record === undefined
            ? event
            : { ...event, record: { ...event.record, uuid: event.ref } };
        }),
      );
      for (const event of told) expected.apply(batch(event));
      const loops = [
        told.filter(({ class: name }) => name === "task"),
        told.filter(({ class: name }) => name !== "task"),
      ];
      const at = [0, 0];
      const left = () => [0, 1].filter((i) => (at[i] ?? 0) < (loops[i]?.length ?? 0));
      for (let step = 0, open = left(); open.length > 0; step++, open = left()) {
        const i = (turns[step % turns.length] ? open.at(-1) : open[0]) ?? 0;
        const from = at[i] ?? 0, to = from + (cuts[step % cuts.length] ?? 1);
        writer.apply(batch(...(loops[i] ?? []).slice(from, to)));
        at[i] = Math.max(0, to - (back[step] ?? 0));
      }
      for (const name of Object.keys(REFS)) {
        assert.deepEqual(new Map(writer.records(name)), new Map(expected.records(name)), name);
      }
      for (const collection of COLLECTIONS) {
        assert.deepEqual(all(cache, collection), all(straight, collection), collection);
      }
    }),
    { numRuns: 1000 },
  );
});

/**
 * Only events whose uuid is not in use by another object of the class: which of two gets the plain id depends on who was
 * first, and what a NaN leaves of a task's progress on the past. (So does what a task worked on: all() leaves it out.)
 */
function unique(writer: PoolWriter, events: readonly XapiEvent[]): XapiEvent[] {
  const taken = new Map<string, Ref>();
  // Patches and updates stand in one collection.
  const shelf = (name: string) => name === "pool_patch" ? "pool_update" : name;
  for (const name of Object.keys(REFS)) {
    for (const [ref, { uuid }] of writer.records(name)) taken.set(`${shelf(name)} ${uuid}`, ref);
  }
  return events.filter(({ class: name, ref, record }) => {
    if (record === undefined) return true;
    if (typeof record.uuid !== "string" || typeof record.progress !== "number" && name === "task") {
      return false;
    }
    if (Number.isNaN(record.progress)) return false;
    const key = `${shelf(name)} ${record.uuid}`, owner = taken.get(key);
    if (owner !== undefined && owner !== ref) return false;
    taken.set(key, ref);
    return true;
  });
}

function* recordsOf(writer: PoolWriter): IterableIterator<XapiEvent> {
  for (const name of Object.keys(REFS)) {
    for (const [ref, record] of writer.records(name)) yield { class: name, operation: "add", ref, record };
  }
}

function all(cache: Cache, collection: Collection): object[] {
  return [...cache.list(collection)].map((view) => ({ ...view, since: "", object: null })).sort((a, b) =>
    a.id < b.id ? -1 : 1
  );
}

Deno.test("law: a first read told event by event, with repetitions, deletions and attempts that broke off, ends as its records", async () => {
  const events = fc.array(event, { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(events, events, fc.nat(30), fc.constantFrom(0, 500), async (lost, told, late, many) => {
      const cache = new Cache({ many }), fresh = new Cache();
      const writer = cache.openPool("pool-a", { name: "a" });
      const broken = writer.renew();
      for (const event of lost) broken.take(event);
      broken.abandon();
      assert.equal(cache.size("pool"), 1);
      for (const collection of COLLECTIONS.slice(1)) assert.equal(cache.size(collection), 0);
      const renewal = writer.renew();
      const right = unique(writer, told);
      for (const event of right.slice(0, late)) renewal.take(event);
      await renewal.commit(batch(...right.slice(late)));
      renewal.abandon();
      fresh.openPool("pool-a", { name: "a" }).apply(batch(...recordsOf(writer)));
      for (const collection of COLLECTIONS) {
        assert.equal(cache.size(collection), fresh.size(collection));
        assert.deepEqual(all(cache, collection), all(fresh, collection), collection);
      }
      // What was learned on the way lets the next steps come out right.
      await writer.apply(batch(...unique(writer, lost)));
      const after = new Cache();
      after.openPool("pool-a", { name: "a" }).apply(batch(...recordsOf(writer)));
      for (const collection of COLLECTIONS) assert.deepEqual(all(cache, collection), all(after, collection));
    }),
    { numRuns: 500 },
  );
});

/** What somebody does between two steps of the pool: nothing, look at one collection or one object, or read on. */
const look = fc.oneof(
  fc.constant({}),
  fc.record({ list: fc.constantFrom(...COLLECTIONS) }),
  fc.record({ get: fc.constantFrom(...COLLECTIONS), id: fc.constantFrom("u1", "u2", "u3", "u4", "u5") }),
  fc.constant({ read: true as const }),
  fc.constant({ wait: true as const }),
);

Deno.test("law: views that are made when somebody looks, or in their turn, are those that would have been made at once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ happening, look }), { maxLength: 15 }),
      subscription,
      limits,
      async (history, wanted, journal) => {
        const late = new Cache({ ...journal, large: 0, many: 0 }),
          atOnce = new Cache({ ...journal, large: 0 });
        const reader = new Follower(late, subscribed(wanted));
        const all = [new Pools(late), new Pools(atOnce)];
        for (const { happening, look } of history) {
          for (const pools of all) await pools.happen(happening);
          assert.equal(late.revision, atOnce.revision);
          for (const collection of COLLECTIONS) {
            assert.equal(late.size(collection), atOnce.size(collection), collection);
          }
          if ("list" in look) assert.deepEqual(views(late, look.list), views(atOnce, look.list));
          if ("get" in look) {
            assert.deepEqual(late.get(look.get, look.id), atOnce.get(look.get, look.id));
            assert.deepEqual(late.origin(look.get, look.id), atOnce.origin(look.get, look.id));
          }
          if ("read" in look) {
            reader.read();
            const fresh = new Follower(atOnce, subscribed(wanted));
            fresh.read();
            assert.deepEqual(withoutTimes(reader), withoutTimes(fresh));
          }
          if ("wait" in look) await late.ready();
        }
        for (const collection of COLLECTIONS) {
          assert.deepEqual(views(late, collection), views(atOnce, collection), collection);
        }
      },
    ),
    { numRuns: 700 },
  );
});

/** The pool's view says since when it is as it is. */
function views(cache: Cache, collection: Collection): object[] {
  return [...cache.list(collection)].map((view) => ({ ...view, since: "" }));
}

function withoutTimes({ known }: Follower): [string, object][] {
  return known.map(([key, view]) => [key, { ...view, since: "" }]);
}
