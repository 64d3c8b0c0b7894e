// The laws of what readers are told, over random histories, subscriptions, sights and windows: held against a projection that is
// worked out the slow and plain way from all objects there were at a revision. ATOLL_STREAM_RUNS multiplies the number of runs.
import assert from "node:assert/strict";
import fc from "fast-check";
import { parseSubscription } from "@/lib/stream/subscription.ts";
import { fieldNames } from "@/lib/view/fields.ts";
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import { EVERYTHING } from "@/lib/view/sight.ts";
import {
  type AnyView,
  type Collection,
  COLLECTIONS,
  type Patch,
  type Sight,
  type Subscription,
  type View,
} from "@/lib/view/types.ts";
import type { XapiEvent, XapiRecord } from "@/lib/xapi/types.ts";
import { Cache } from "./cache.ts";
import { applied, projected, type State, stateOf, without } from "./projected.ts";
import { batch, runs } from "./testing.ts";
import type { PoolWriter } from "./types.ts";

const REFS: { readonly [className: string]: readonly string[] } = {
  pool: ["P"],
  host: ["H1", "H2"],
  VM: ["V1", "V2", "V3"],
  VDI: ["D1", "D2"],
  VBD: ["X1", "X2", "X3"],
  VIF: ["I1", "I2"],
  SR: ["S1", "S2"],
  PBD: ["B1"],
  network: ["N1", "N2"],
  task: ["T1", "T2"],
};
const NAMES = ["alpha", "beta", "gamma beta"];

const to = (className: string) =>
  fc.constantFrom(...(REFS[className] ?? []), ...(REFS[className] ?? []), "gone");
const name = fc.constantFrom(...NAMES);
const operations = fc.constantFrom<XapiRecord[string]>({}, { T1: "start" }, { T2: "stop" }, {
  T1: "start",
  T2: "stop",
});

/** What may be set in a record of each class. */
const SETTINGS: { readonly [className: string]: fc.Arbitrary<XapiRecord> } = {
  pool: fc.oneof(fc.record({ name_label: name }), fc.record({ master: to("host") })),
  host: fc.oneof(fc.record({ name_label: name }), fc.record({ enabled: fc.boolean() })),
  VM: fc.oneof(
    fc.record({ name_label: name }),
    fc.record({ power_state: fc.constantFrom("Halted", "Running"), resident_on: to("host") }),
    fc.record({ resident_on: to("host") }),
    fc.record({ current_operations: operations }),
    fc.record({ tags: fc.subarray(["x", "y"]) }),
    fc.record({ affinity: to("host") }),
    fc.record({ is_a_snapshot: fc.boolean(), snapshot_of: to("VM") }),
    fc.record({ is_a_template: fc.boolean() }),
    fc.record({ memory_dynamic_max: fc.constantFrom(1, 2) }),
  ),
  VDI: fc.oneof(
    fc.record({ name_label: name }),
    fc.record({ SR: to("SR") }),
    fc.record({ virtual_size: fc.constantFrom(1, 2) }),
  ),
  VBD: fc.oneof(fc.record({ VM: to("VM") }), fc.record({ VDI: to("VDI") }), fc.record({ device: name })),
  VIF: fc.oneof(fc.record({ VM: to("VM") }), fc.record({ network: to("network") }), fc.record({ MAC: name })),
  SR: fc.oneof(
    fc.record({ name_label: name }),
    fc.record({ PBDs: fc.subarray(["B1"]), shared: fc.boolean() }),
  ),
  PBD: fc.record({ host: to("host") }),
  network: fc.oneof(fc.record({ name_label: name }), fc.record({ bridge: name })),
  task: fc.oneof(
    fc.record({ name_label: name }),
    fc.record({ progress: fc.constantFrom(0, 0.5) }),
    fc.record({ resident_on: to("host") }),
  ),
};

/** Everything linked with everything, from which the histories go on. */
const START: { readonly [ref: string]: XapiRecord } = {
  P: { name_label: "lab", master: "H1", default_SR: "S1" },
  H1: { name_label: "alpha", enabled: true },
  H2: { name_label: "beta" },
  V1: { name_label: "alpha", power_state: "Running", resident_on: "H1", current_operations: { T1: "start" } },
  V2: { name_label: "beta", power_state: "Running", resident_on: "H2", tags: ["x"] },
  V3: { name_label: "beta", is_a_snapshot: true, snapshot_of: "V1" },
  D1: { name_label: "alpha", SR: "S1" },
  D2: { name_label: "beta", SR: "S2" },
  X1: { VM: "V1", VDI: "D1" },
  X2: { VM: "V2", VDI: "D2" },
  X3: { VM: "V1", VDI: "D2" },
  I1: { VM: "V1", network: "N1" },
  I2: { VM: "V2", network: "N2" },
  S1: { name_label: "alpha", PBDs: ["B1"] },
  S2: { name_label: "beta", shared: true },
  B1: { host: "H1" },
  N1: { name_label: "alpha" },
  N2: { name_label: "beta" },
  T1: { name_label: "Async.VM.start", resident_on: "H1" },
  T2: { name_label: "Async.VM.stop" },
};

/** A step of one object: some of it is set, or it goes (and comes back with what is set next). */
interface Step {
  readonly className: string;
  readonly ref: string;
  readonly set: XapiRecord | null;
}

const step: fc.Arbitrary<Step> = fc.constantFrom(
  ...Object.keys(REFS),
  "VM",
  "VM",
  "VBD",
  "VIF",
  "VDI",
  "host",
).chain((
  className,
) =>
  fc.record({
    className: fc.constant(className),
    ref: fc.constantFrom(...(REFS[className] ?? [])),
    set: fc.option(SETTINGS[className] ?? fc.constant({}), { freq: 5 }),
  })
);

const happening = fc.record({
  pool: fc.constantFrom(0, 0, 0, 1),
  what: fc.oneof(
    { weight: 12, arbitrary: fc.array(step, { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constantFrom("remove" as const, "again" as const) },
  ),
});

/** Two pools whose objects have ids of their own, but for one that both hold. */
class Pools {
  readonly cache: Cache;
  readonly #writers: PoolWriter[] = [];
  readonly #records: Map<string, XapiRecord>[] = [];
  #opening: unknown;

  constructor(limits: ConstructorParameters<typeof Cache>[0]) {
    this.cache = new Cache(limits);
    for (const pool of [0, 1]) this.#open(pool);
  }

  /** Fulfilled when the first pool is filled. */
  async opened(): Promise<this> {
    await this.#opening;
    return this;
  }

  happen({ pool, what }: { readonly pool: number; readonly what: Step[] | "remove" | "again" }): unknown {
    const writer = this.#writers[pool];
    assert.ok(writer);
    if (what === "remove" || what === "again") {
      writer.remove();
      return this.#open(pool, what === "again");
    }
    return writer.apply(batch(...what.map((one) => this.#event(pool, one))));
  }

  #open(pool: number, filled = pool === 0): unknown {
    this.#writers[pool] = this.cache.openPool(`pool-${pool}`, { name: `pool ${pool}` });
    this.#records[pool] = new Map<string, XapiRecord>();
    if (!filled) return undefined;
    const events = Object.entries(REFS).flatMap(([className, refs]) =>
      refs.map((ref) => this.#event(pool, { className, ref, set: START[ref] ?? {} }))
    );
    return this.#opening = this.#writers[pool]?.apply(batch(...events));
  }

  #event(pool: number, { className, ref, set }: Step): XapiEvent {
    const records = this.#records[pool];
    assert.ok(records);
    if (set === null) {
      records.delete(ref);
      return { class: className, operation: "del", ref };
    }
    const uuid = ref === "S2" ? "S2" : `${ref}-${pool}`;
    const record = { uuid, ...records.get(ref), ...set };
    records.set(ref, record);
    return { class: className, operation: "mod", ref, record };
  }
}

const id = fc.tuple(
  fc.constantFrom(...Object.values(REFS).flat(), "S2"),
  fc.constantFrom("-0", "-0", "-1", ""),
).map((
  [ref, pool],
) => ref === "P" ? "pool-0" : ref + pool);
const query = fc.constantFrom(
  ...[
    "power:running",
    "host:alpha",
    "-host:alpha",
    "host:alpha,beta",
    "pool:lab",
    "tag:x",
    "-tag:y power:running",
  ],
  ...["alpha", "name:beta", "-gamma", "sr:alpha", "vm:alpha", "-vdi:beta", "network:alpha", "affinity:beta"],
  ...[
    "resident_on:alpha",
    "default_SR:beta",
    "coordinator:alpha",
    "enabled:yes",
    "memory:1",
    "tried:x",
    "id:0",
  ],
);
const ROOTS: { readonly [C in Collection]?: readonly string[] } = {
  vm: ["V1-0", "V2-0"],
  sr: ["S1-0", "S2"],
  host: ["H1-0", "H2-0"],
  pool: ["pool-0"],
  network: ["N1-0", "N2-0"],
  snapshot: ["V3-0"],
  vdi: ["D1-0", "D2-0"],
  vbd: ["X1-0"],
  vif: ["I1-0"],
  task: ["T1-0"],
};

const part = fc.constantFrom(...COLLECTIONS, "vm" as const, "vm" as const).chain((collection) =>
  fc.record({
    id: fc.option(fc.oneof(id, fc.constantFrom(...(ROOTS[collection] ?? ["none"])))),
    related: fc.boolean(),
    fields: fc.option(fc.subarray([...fieldNames(collection)])),
    query: fc.option(query, { freq: 2 }),
  }).map(({ id, related, fields, query }) =>
    collection + (id === null ? "" : `/${id}${related ? "+" : ""}`) +
    (fields === null ? "" : `:${fields.join(",")}`) +
    (query === null ? "" : `?${query}`)
  )
).filter(parses);

function parses(text: string): boolean {
  try {
    return parseSubscription(text).parts.length > 0;
  } catch {
    return false;
  }
}

const subscription: fc.Arbitrary<Subscription> = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) =>
  parseSubscription(parts.join(";"))
);

/** Hides pools, names, collections, states or fields. */
const sight: fc.Arbitrary<Sight> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(EVERYTHING) },
  {
    weight: 4,
    arbitrary: fc.record({
      all: fc.boolean(),
      pool: fc.option(fc.constantFrom("pool-0", "pool-1")),
      name: fc.option(name),
      collection: fc.option(fc.constantFrom(...COLLECTIONS)),
      running: fc.boolean(),
      fields: fc.subarray([
        "name",
        "host",
        "vm",
        "vdi",
        "sr",
        "power_state",
        "tags",
        "object",
        "pool",
        "device",
      ]),
    }).map((hidden): Sight => ({
      key: JSON.stringify(hidden),
      ...(hidden.all ? { all: true } : {}),
      sees: (collection, view) => {
        const { pool, name, power_state } = view as object as JsonObject;
        return hidden.all || !(pool === hidden.pool || view.id === hidden.pool || name === hidden.name ||
          collection === hidden.collection || hidden.running && power_state === "Running");
      },
      fields: (collection) =>
        new Set(fieldNames(collection).filter((field) => !hidden.fields.includes(field))),
    })),
  },
);

/** Journals so small that all three depths are needed, and one that always reaches. */
const limits = fc.constantFrom(
  { journalEntries: 1000 },
  { journalEntries: 1000 },
  { journalEntries: 4, tombstones: 1000 },
  { journalEntries: 3, tombstones: 2 },
  { journalBytes: 1500 },
);
/** Views are made when somebody looks. */
const promising = fc.oneof(limits, fc.constant({ journalEntries: 1000, large: 0, many: 0 }));

const history = fc.array(happening, { minLength: 1, maxLength: 8 });

/** Makes a history happen; gives the objects there were at each revision. */
function states(pools: Pools, history: readonly Parameters<Pools["happen"]>[0][]): State[] {
  const { cache } = pools;
  const states: State[] = [];
  const note = () => states[cache.revision] = stateOf(cache);
  note();
  cache.onCommit(note);
  for (const one of history) pools.happen(one);
  return states;
}

Deno.test("law: from wherever a reader stands, what it is told leads to what there is, and nothing else is told", () => {
  fc.assert(
    fc.property(history, limits, subscription, sight, (history, limits, subscription, sight) => {
      const pools = new Pools(limits), { cache } = pools;
      const all = states(pools, history), now = cache.revision;
      const view: View = { subscription, sight };
      const there = (revision: number) => projected(view, all[revision]);
      const expected = there(now);
      for (let since = 0; since <= now; since++) {
        if (all[since] === undefined) continue;
        const { kind, revision, patches } = cache.changes(since, view, view);
        assert.equal(revision, now);
        if (kind === "snapshot") {
          assert.deepEqual(applied(new Map(), patches), expected, `snapshot from ${since}`);
          continue;
        }
        const ever = new Set<string>(), changed = new Set<string>();
        const first = there(since);
        for (let between = since; between <= now; between++) {
          if (all[between] === undefined) continue;
          const held = there(between);
          assert.deepEqual(applied(held, patches), expected, `patch from ${since} at ${between}`);
          for (const [key, object] of held) {
            ever.add(key);
            if (!same(object, first.get(key)) || !same(object, expected.get(key))) changed.add(key);
          }
          for (const key of first.keys()) if (!held.has(key)) changed.add(key);
        }
        hides(patches, sight, (collection, id) => {
          for (let between = since; between <= now; between++) {
            const object = all[between]?.get(collection)?.get(id);
            if (object !== undefined && sees(sight, collection, object)) return true;
          }
          return false;
        });
        if (limits.journalEntries !== 1000) continue;
        for (const [collection, id] of patches) {
          const key = `${collection} ${id}`;
          assert.ok(ever.has(key) && changed.has(key), `${key} is told since ${since} for no reason`);
        }
      }
    }),
    runs(1500),
  );
});

Deno.test("law: from one view to another is told exactly what differs", () => {
  fc.assert(
    fc.property(
      history,
      limits,
      fc.tuple(subscription, sight),
      fc.tuple(subscription, sight),
      fc.constantFrom("both", "sight", "subscription"),
      (history, limits, one, other, what) => {
        const pools = new Pools(limits), { cache } = pools;
        const all = states(pools, history), now = cache.revision;
        const from: View = { subscription: one[0], sight: one[1] };
        const to: View = {
          subscription: what === "sight" ? one[0] : other[0],
          sight: what === "subscription" ? one[1] : other[1],
        };
        // That one is told for readers in between, too.
        fc.pre(from.sight.key !== to.sight.key || from.subscription.key !== to.subscription.key);
        const expected = projected(to, all[now]);
        for (let since = 0; since <= now; since++) {
          if (all[since] === undefined) continue;
          const held = projected(from, all[since]);
          const { kind, patches } = cache.changes(since, from, to);
          assert.deepEqual(
            applied(kind === "snapshot" ? new Map() : held, patches),
            expected,
            `from ${since}`,
          );
          for (const [collection, id, patch] of patches) {
            const key = `${collection} ${id}`;
            if (patch === null) assert.ok(held.has(key), `${key} was known`);
            else assert.ok(expected.has(key), `${key} is there`);
          }
          // A field that is not seen any more is told to be gone.
          const told = patches.map(([collection, id, patch]): Patch => [
            collection,
            id,
            patch && without(patch),
          ]);
          hides(
            told.filter(([, , patch]) => patch !== null),
            to.sight,
            (collection, id) => expected.has(`${collection} ${id}`),
          );
        }
      },
    ),
    runs(700),
  );
});

Deno.test("law: reading on at any pace ends as reading afresh does", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ happening, read: fc.boolean() }), { minLength: 1, maxLength: 14 }),
      promising,
      subscription,
      sight,
      async (history, limits, subscription, sight) => {
        const pools = await new Pools(limits).opened(), { cache } = pools;
        const view: View = { subscription, sight };
        let held = new Map<string, JsonObject>(), at: number | undefined;
        for (const { happening, read } of history) {
          await pools.happen(happening);
          if (!read) continue;
          const changes = cache.changes(at, view, view);
          held = applied(changes.kind === "snapshot" ? new Map() : held, changes.patches);
          assert.ok(at === undefined || changes.revision >= at);
          at = changes.revision;
          assert.deepEqual(held, applied(new Map(), cache.changes(undefined, view, view).patches));
          assert.deepEqual(cache.changes(at, view, view).patches, []);
        }
      },
    ),
    runs(1500),
  );
});

function sees(sight: Sight, collection: Collection, object: JsonObject): boolean {
  return sight.sees(collection, object as object as AnyView);
}

/** Nothing of what a sight leaves out is in patches: no object, no field. */
function hides(
  patches: readonly Patch[],
  sight: Sight,
  known: (collection: Collection, id: string) => boolean,
): void {
  for (const [collection, id, patch] of patches) {
    assert.ok(known(collection, id), `${collection} ${id} is hidden`);
    const fields = sight.fields(collection);
    for (const field in patch) {
      assert.ok(field === "id" || fields === true || fields.has(field), `${collection}.${field} is hidden`);
    }
  }
}

function same(a: JsonObject | undefined, b: JsonObject | undefined): boolean {
  return JSON.stringify(a && without(a)) === JSON.stringify(b && without(b));
}
