// All reaches that somebody's rights need, kept up to date with the cache: in the turn of every commit, before anybody reads.
import type { CacheReader } from "@/lib/cache/types.ts";
import { log } from "@/lib/log.ts";
import { EVERYTHING } from "@/lib/view/sight.ts";
import { type Collection, COLLECTIONS, type FieldSet, type Patch, type View } from "@/lib/view/types.ts";
import { type Key, keyOf, type NarrowScope, type ReachWorld, scopesKey } from "./keys.ts";
import { type Lookers, Reach, TAGGED } from "./reach.ts";

/** The fields by which it is decided what is reached. */
const FOLLOWED: { readonly [C in Collection]?: readonly string[] } = {
  pool: ["tags"],
  host: ["tags"],
  vm: ["tags", "host", "affinity"],
  template: ["tags"],
  snapshot: ["tags"],
  sr: ["tags", "host"],
  vdi: ["tags", "sr"],
  vbd: ["vm", "vdi", "type"],
  vif: ["vm", "network"],
  network: ["tags"],
  task: [],
  pif: [],
  pbd: [],
  alert: [],
  certificate: [],
  update: [],
  pgpu: [],
  pci: [],
  load: [],
  finding: [],
};

const VIEW: View = {
  sight: EVERYTHING,
  subscription: {
    key: "followed by rights",
    parts: COLLECTIONS.flatMap((collection) => {
      const fields = FOLLOWED[collection];
      return fields === undefined ? [] : [{ collection, fields: new Set(fields) as FieldSet }];
    }),
  },
};

/** For so long (ms) reaches are settled in one go: of a tag of thousands of VMs, or of a pool that was just read. */
const SLICE_MS = 10;
/** Between two looks at the clock: objects to settle, of 5 to 100 µs each, and objects to look through. */
const SETTLED = 50, LOOKED = 500;
/** Fields by which what is reached is found. The first to ask for one has the cache index it, which takes its time. */
const NAMED: readonly (readonly [Collection, string])[] = [
  ["vbd", "vm"],
  ["vif", "vm"],
  ["vbd", "vdi"],
  ["vm", "host"],
];

export type ReachesCache = Pick<
  CacheReader,
  "get" | "list" | "naming" | "revision" | "changes" | "making" | "ready" | "onCommit"
>;

/**
 * Guarantees: what is reached is what the cache holds, in the turn of each commit. While a first read of thousands is being taken
 * in, what is new in it is not reached yet: looking at it would make all its views at once.
 */
export class Reaches {
  readonly #byKey = new Map<string, Reach>();
  readonly #lookers: Lookers = new Map();
  /** Which reaches have a tag, a host or an object among their scopes. */
  readonly #byScope = new Map<string, Set<Reach>>();
  /** The revision that all are of; undefined: they are to be worked out anew. */
  #at: number | undefined;
  #waiting = false;
  #blind = false;
  #going = false;
  /** What is left of looking at everything. */
  #looking: Iterator<void> | null = null;
  #count = 0;
  readonly #world: ReachWorld;

  /** @param changed called when what some reach has differs */
  constructor(private readonly cache: ReachesCache, private readonly changed: () => void) {
    this.#world = {
      get: (collection, id) => this.#blind ? undefined : cache.get(collection, id),
      list: (collection) => this.#blind ? [] : cache.list(collection),
      naming: (collection, field, id) => this.#blind ? [] : cache.naming(collection, field, id),
    };
    cache.onCommit(() => this.#committed());
  }

  /** The reach of scopes. */
  of(scopes: readonly NarrowScope[]): Reach {
    const key = scopesKey(scopes);
    const held = this.#byKey.get(key);
    if (held !== undefined) return held;
    const reach = this.#make(scopes);
    this.#byKey.set(key, reach);
    return reach;
  }

  /** Lets go of all but these. */
  keep(needed: ReadonlySet<Reach>): void {
    for (const [key, reach] of this.#byKey) {
      if (needed.has(reach)) continue;
      this.#byKey.delete(key);
      reach.forget();
      for (const scope of scopesOf(reach)) {
        const reaches = this.#byScope.get(scope);
        if (reaches?.delete(reach) && reaches.size === 0) this.#byScope.delete(scope);
      }
    }
  }

  /** How many are kept. */
  get size(): number {
    return this.#byKey.size;
  }

  #make(scopes: readonly NarrowScope[]): Reach {
    if (this.size === 0) this.#at = this.cache.revision;
    this.#blind = this.cache.making;
    const reach = new Reach(++this.#count, scopes, this.#world, this.#lookers);
    const end = performance.now() + SLICE_MS;
    while (reach.unsettled > 0 && performance.now() < end) reach.settle({ left: SETTLED });
    if (this.#blind) {
      this.#at = undefined;
      this.#later();
    }
    this.#blind = false;
    if (reach.unsettled > 0) this.#goOn();
    for (const scope of scopesOf(reach)) {
      const reaches = this.#byScope.get(scope);
      if (reaches === undefined) this.#byScope.set(scope, new Set([reach]));
      else reaches.add(reach);
    }
    return reach;
  }

  #committed(): void {
    if (this.size === 0) return;
    if (this.cache.making) this.#later();
    else this.#follow();
  }

  #later(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    // The making of what a step has promised begins right after the step.
    Promise.resolve().then(() => this.cache.ready()).then(() => {
      this.#waiting = false;
      if (this.cache.making) return this.#later();
      // Of thousands of new objects the journal would tell each as a whole: looking at them is less.
      this.#at = this.cache.revision;
      this.#search();
    }).catch((error) => log.error("Rights did not follow the cache", { error }));
  }

  #follow(): void {
    const { kind, revision, patches } = this.cache.changes(this.#at, VIEW, VIEW);
    this.#at = revision;
    if (kind === "snapshot") {
      this.#search();
      return;
    }
    let differs = false;
    const touched = new Set<Reach>();
    for (const patch of patches) this.#touch(patch, touched);
    for (const reach of touched) differs = reach.settle() || differs;
    if (differs) this.changed();
  }

  /** Looks at everything once for all reaches. What changes meanwhile is followed from here on. */
  #search(): void {
    this.#looking = this.#look();
    this.#slice();
  }

  *#look(): Generator<void> {
    for (const [collection, field] of NAMED) {
      yield;
      // Has it indexed.
      for (const _ of this.cache.naming(collection, field, "")) break;
    }
    for (const reach of this.#all()) {
      yield;
      reach.recheck();
    }
    let looked = 0;
    for (const collection of TAGGED) {
      for (const { id, tags } of this.cache.list(collection)) {
        if (++looked % LOOKED === 0) yield;
        for (const tag of tags) {
          for (const reach of this.#byScope.get(`tag ${tag}`) ?? []) reach.touch(keyOf(collection, id));
        }
      }
    }
  }

  /** Goes on with what there is to look at and to settle, for a moment. */
  #slice(): void {
    const end = performance.now() + SLICE_MS;
    let differs = false, more = true;
    while (more && performance.now() < end) {
      if (this.#looking !== null) {
        if (this.#looking.next().done) this.#looking = null;
        continue;
      }
      const reach = this.#all().find(({ unsettled }) => unsettled > 0);
      if (reach === undefined) more = false;
      else differs = reach.settle({ left: SETTLED }) || differs;
    }
    if (differs) this.changed();
    if (more) this.#goOn();
  }

  /** Settles what is left in slices, between which everything else has its turn. */
  #goOn(): void {
    if (this.#going) return;
    this.#going = true;
    setTimeout(() => {
      this.#going = false;
      this.#slice();
    }, 1);
  }

  #touch([collection, id, patch]: Patch, touched: Set<Reach>): void {
    const touch = (key: Key, reaches: Iterable<Reach> | undefined) => {
      for (const reach of reaches ?? []) {
        reach.touch(key);
        touched.add(reach);
      }
    };
    const key = keyOf(collection, id);
    touch(key, this.#lookers.get(key));
    touch(key, this.#byScope.get(key));
    if (patch === null) return;
    const { tags, host, vm, vdi } = patch;
    if (Array.isArray(tags)) { for (const tag of tags) touch(key, this.#byScope.get(`tag ${tag}`)); }
    if (collection === "vm" && typeof host === "string") touch(key, this.#byScope.get(`runs on ${host}`));
    for (const machine of typeof vm === "string" ? [keyOf("vm", vm), keyOf("template", vm)] : []) {
      touch(machine, this.#lookers.get(machine));
    }
    if (typeof vdi === "string") touch(keyOf("vdi", vdi), this.#lookers.get(keyOf("vdi", vdi)));
  }

  #all(): IteratorObject<Reach> {
    return this.#byKey.values();
  }
}

function* scopesOf({ tags, hosts, objects }: Reach): IterableIterator<string> {
  for (const tag of tags) yield `tag ${tag}`;
  for (const host of hosts) {
    yield `runs on ${host}`;
    yield keyOf("host", host);
  }
  yield* objects;
}
