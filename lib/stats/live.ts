// The newest load of what somebody looks at: asked of its hosts every five seconds, and told by the stream like anything else.
import type { CacheReader } from "@/lib/cache/types.ts";
import { log } from "@/lib/log.ts";
import { type StatsMetric, type StatsObject, type StatsValue } from "@/lib/view/stats.ts";
import type { LoadView, Selection, Subscription } from "@/lib/view/types.ts";
import { type Blocks, type Place, reasonOf } from "./blocks.ts";
import { LinesCache, linesOfMetric } from "./metrics.ts";
import { placeOf, placesOf, uuidOf } from "./places.ts";
import { figuresOf, together } from "./table.ts";
import type { Line } from "./sources.ts";
import type { Updates } from "./updates.ts";

/** Takes loads into the cache. */
export interface LoadWriter {
  set(collection: "load", view: LoadView): void;
  delete(collection: "load", id: string): void;
  /** Everything since the last one, as one step. */
  commit(): void;
}

export interface Interested {
  readonly current: readonly Subscription[];
  onChange(listener: () => void): () => void;
}

export interface LiveOptions {
  readonly cache: CacheReader;
  readonly blocks: Blocks;
  readonly interest: Interested;
  readonly loads: LoadWriter;
  /** ms between two looks; 5 s unless told, as often as hosts measure. */
  readonly every?: number;
}

/** Loads stay this many looks after the last who looked has gone: mostly somebody changes pages. */
const LINGER = 3;
/** So many VMs of a host are asked for by name. */
const BY_NAME = 8;
const STEP = 5;

interface Wanted {
  readonly place: Place;
  readonly objects: Map<string, StatsObject>;
  /** Of whose every figure is followed. */
  readonly whole: Set<string>;
}

/** Guarantees: no host is asked while nobody follows a load, and none twice at the same time. */
export class LiveLoads {
  readonly #options: LiveOptions;
  readonly #every: number;
  /** Ids of the loads there are, and how often they were not wanted in a row. */
  readonly #there = new Map<string, number>();
  readonly #known = new LinesCache();
  #timer: ReturnType<typeof setInterval> | undefined;
  #looking: Promise<void> | null = null;
  readonly #end: () => void;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#every = options.every ?? STEP * 1000;
    this.#end = options.interest.onChange(() => this.#changed());
    this.#changed();
  }

  close(): void {
    this.#end();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Whether hosts are asked at the moment. */
  get active(): boolean {
    return this.#timer !== undefined;
  }

  /** Asks now, for tests; does nothing while that is under way. */
  look(): Promise<void> {
    this.#looking ??= this.#ask().catch((error) => log.error("Loads could not be asked for", { error }))
      .finally(() => this.#looking = null);
    return this.#looking;
  }

  #changed(): void {
    if (!this.#selections().next().done) {
      this.#timer ??= setInterval(() => void this.look(), this.#every);
      void this.look();
    }
  }

  *#selections(): Generator<Selection> {
    for (const { parts } of this.#options.interest.current) {
      for (const part of parts) if (part.collection === "load") yield part;
    }
  }

  /** What is followed, by host. */
  #wanted(): Map<string, Wanted> {
    const { cache } = this.#options;
    const hosts = new Map<string, Wanted>();
    const want = (object: StatsObject, fields: Selection["fields"]) => {
      for (const { place } of placesOf(cache, object).spots) {
        const wanted = hosts.get(place.host) ?? { place, objects: new Map(), whole: new Set() };
        hosts.set(place.host, wanted);
        wanted.objects.set(object.id, object);
        if (fields === true || fields.has("values")) wanted.whole.add(object.id);
      }
    };
    for (const { id, fields } of this.#selections()) {
      if (id === undefined) {
        for (const { id, host } of cache.list("vm")) {
          if (host !== null) want({ collection: "vm", id }, fields);
        }
        for (const { id } of cache.list("host")) want({ collection: "host", id }, fields);
        for (const { id } of cache.list("sr")) want({ collection: "sr", id }, fields);
      } else if (cache.get("vm", id) !== undefined) want({ collection: "vm", id }, fields);
      else if (placeOf(cache, id) !== undefined) want({ collection: "host", id }, fields);
      else if (cache.get("sr", id) !== undefined) want({ collection: "sr", id }, fields);
    }
    return hosts;
  }

  async #ask(): Promise<void> {
    const hosts = [...this.#wanted().values()];
    const objects = new Map<
      string,
      { object: StatsObject; whole: boolean; left: number; answers: Updates[] }
    >();
    for (const { objects: wanted, whole } of hosts) {
      for (const [id, object] of wanted) {
        const known = objects.get(id);
        if (known !== undefined) known.left++;
        else objects.set(id, { object, whole: whole.has(id), left: 1, answers: [] });
      }
    }
    // A host's own are told as it answers, so that a slow one keeps nobody waiting; an SR waits for all of its hosts.
    await Promise.all(hosts.map(async ({ place, objects: wanted }) => {
      const answer = await this.#answer(place, [...wanted.values()]);
      for (const id of wanted.keys()) {
        const one = objects.get(id);
        if (one === undefined) continue;
        if (answer !== undefined) one.answers.push(answer);
        if (--one.left === 0) this.#tell(one.object, one.answers, one.whole);
      }
      this.#options.loads.commit();
    }));
    this.#forget(objects);
  }

  async #answer(place: Place, objects: readonly StatsObject[]): Promise<Updates | undefined> {
    const vms = objects.filter(({ collection }) => collection === "vm").map(({ id }) => uuidOf(id));
    const srs = objects.some(({ collection }) => collection === "sr");
    const scope = {
      vms: vms.length > BY_NAME ? "all" as const : vms,
      host: srs || objects.some(({ collection }) => collection === "host"),
      srs,
    };
    try {
      return await this.#options.blocks.get(place, { step: STEP, rows: 3, scope });
    } catch (error) {
      // Charts say why there is nothing; a live line just ends.
      log.debug("A host tells no loads", { host: place.host, reason: reasonOf(error) });
      return undefined;
    }
  }

  #tell(object: StatsObject, answers: readonly Updates[], whole: boolean): void {
    const view = loadOf(this.#options.cache, object, answers, whole, this.#known);
    if (view === undefined) return;
    this.#there.set(object.id, 0);
    this.#options.loads.set("load", view);
  }

  /** Takes away what nobody has looked at for a while, and stops when that is all. */
  #forget(wanted: ReadonlyMap<string, unknown>): void {
    for (const [id, missed] of this.#there) {
      if (wanted.has(id)) this.#there.set(id, 0);
      else if (missed < LINGER) this.#there.set(id, missed + 1);
      else {
        this.#there.delete(id);
        this.#options.loads.delete("load", id);
      }
    }
    this.#options.loads.commit();
    if (this.#there.size > 0 || !this.#selections().next().done) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

/** The newest load of an object; undefined where no host tells any. */
export function loadOf(
  cache: CacheReader,
  object: StatsObject,
  answers: readonly Updates[],
  whole: boolean,
  known: LinesCache = new LinesCache(),
): LoadView | undefined {
  const view = cache.get(object.collection, object.id);
  if (view === undefined) return undefined;
  const all = new Map<string, { line: Line; values: Float64Array[] }>();
  let at = 0;
  for (const answer of answers) {
    const row = answer.rows.at(-1);
    const figures = figuresOf(answer, object, uuidOf(object.id));
    if (row === undefined || figures.size === 0) continue;
    at = Math.max(at, row.t);
    for (const line of known.of(object, figures)) {
      const found = all.get(line.source.name) ?? { line, values: [] };
      all.set(line.source.name, found);
      found.values.push(
        Float64Array.of(line.of(line.from.map((name) => row.values[figures.get(name) ?? -1] ?? NaN))),
      );
    }
  }
  if (all.size === 0) return undefined;
  const values: { [name: string]: number } = {};
  for (const [name, { line, values: each }] of all) {
    const value = short(together(each, line.across)[0] ?? null);
    if (value !== null) values[name] = value;
  }
  const lines = [...all.values()].map(({ line }) => line);
  const sum = (metric: StatsMetric, test: RegExp) => {
    const found = linesOfMetric(lines, metric).map(({ source }) => source.name)
      .filter((name) => test.test(name) && name in values);
    return found.length === 0 ? null : short(found.reduce((sum, name) => sum + (values[name] ?? 0), 0));
  };
  return {
    id: object.id,
    pool: view.pool,
    object: { collection: object.collection, id: object.id, name: view.name },
    at: new Date(at * 1000).toISOString(),
    cpu: values["cpu_usage"] ?? values["cpu_avg"] ?? null,
    memory_used: values["memory_used"] ?? null,
    memory_total: values["memory"] ?? values["memory_total_kib"] ?? null,
    rx: sum("network", /rx$/),
    tx: sum("network", /tx$/),
    read: sum("disk", /read/),
    write: sum("disk", /write/),
    values: whole ? values : {},
  };
}

/** Three digits: what moves every five seconds is told to many. */
function short(value: StatsValue): StatsValue {
  if (value === null) return null;
  return Math.abs(value) >= 2 ** 30 ? value : Number(value.toPrecision(3));
}
