// What the statistics must remember of the past because the records do not: when VMs ran, and how much memory there was.
import type { Database } from "../db.ts";
import { dateMs, list, number, type Rec, type Ref, text } from "../values.ts";
import { STEP } from "./series.ts";

/** Steps (counted since 1970) from one up to another one, which is Infinity while it lasts. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** At most so many periods and levels are remembered of anything; the oldest go. */
const REMEMBERED = 200;

/** A number that changes now and then: what it was from which step on. Before the first it was the same. */
export class Levels {
  readonly #steps: { readonly from: number; readonly value: number }[];

  constructor(value: number) {
    this.#steps = [{ from: -Infinity, value }];
  }

  /** It is this from a step on; what was said of later ones, before the clock went back, is forgotten. */
  set(from: number, value: number): void {
    while (this.#steps.length > 1 && (this.#steps.at(-1)?.from ?? 0) >= from) this.#steps.pop();
    if (this.#steps.at(-1)?.value === value) return;
    this.#steps.push({ from, value });
    if (this.#steps.length > REMEMBERED) this.#steps.shift();
  }

  /** Its mean over the steps from one up to another one. */
  mean(from: number, to: number): number {
    let sum = 0;
    let end = to;
    for (let at = this.#steps.length - 1; at >= 0 && end > from; at--) {
      const step = this.#steps[at];
      if (step === undefined || step.from >= end) continue;
      const start = at === 0 ? from : Math.max(from, step.from);
      sum += step.value * (end - start);
      end = start;
    }
    return sum / (to - from);
  }
}

/** What is remembered of a VM. */
export interface Life {
  /** When it ran, oldest first. */
  readonly periods: readonly Period[];
  /** Bytes of memory it had. */
  readonly memory: Levels;
}

interface Lived extends Life {
  readonly periods: Period[];
  state: string;
}

/**
 * Follows a pool's VMs and hosts. Guarantees: what was told of a moment stays true, unless the pool's database goes back.
 * A VM that runs when it is first seen has run since its start time; of one that does not, nothing is known.
 */
export class History {
  readonly #vms = new Map<Ref, Lived>();
  readonly #levels = new Map<string, Levels>();

  constructor(readonly db: Database) {
    for (const ref of db.table("VM").keys()) this.vm(ref);
    db.onChange(({ cls, ref, kind }) => {
      if (cls === "VM" && kind === "del") this.#vms.delete(ref);
      else if (cls === "VM") this.vm(ref);
      else if (cls === "host_metrics") this.freeMemory(ref);
    });
  }

  /** A VM's life up to now; undefined when there is no such VM. */
  vm(ref: Ref): Life | undefined {
    const record = this.db.get("VM", ref);
    if (record === undefined) return undefined;
    const known = this.#vms.get(ref);
    const state = text(record, "power_state");
    if (known === undefined) {
      const since = state === "Running" ? [{ from: this.#started(record), to: Infinity }] : [];
      const life = { state, periods: since, memory: new Levels(memoryOf(record)) };
      this.#vms.set(ref, life);
      return life;
    }
    known.memory.set(this.#next(), memoryOf(record));
    if (known.state !== state) {
      const last = known.periods.at(-1);
      if (last !== undefined && known.state === "Running") {
        known.periods[known.periods.length - 1] = { from: last.from, to: Math.max(last.from, this.#next()) };
      }
      if (state === "Running") {
        const from = Math.max(this.#next() + 1, known.periods.at(-1)?.to ?? -Infinity);
        known.periods.push({ from, to: Infinity });
      }
      if (known.periods.length > REMEMBERED) known.periods.shift();
      known.state = state;
    }
    return known;
  }

  /** The free memory of a host (its host_metrics) in bytes. */
  freeMemory(metrics: Ref): Levels {
    return this.noted(`${metrics} free`, number(this.db.get("host_metrics", metrics), "memory_free"));
  }

  /** A number that is this at the moment; whoever asks is told what was noted before. */
  noted(key: string, now: number): Levels {
    const known = this.#levels.get(key);
    if (known === undefined) {
      const levels = new Levels(now);
      this.#levels.set(key, levels);
      return levels;
    }
    known.set(this.#next(), now);
    return known;
  }

  /** The step that is not over yet. */
  #next(): number {
    return Math.floor(this.db.now() / 1000 / STEP);
  }

  #started(vm: Rec): number {
    const started = dateMs(text(this.db.get("VM_metrics", text(vm, "metrics")), "start_time"));
    return started > 0 ? Math.ceil(started / 1000 / STEP) + 1 : -Infinity;
  }
}

/** The VMs that run on a host, control domain included, in the order of their uuids. */
export function residents(db: Database, host: Ref): Ref[] {
  return list(db.get("host", host), "resident_VMs")
    .filter((ref) => text(db.get("VM", ref), "power_state") === "Running")
    .sort((a, b) => text(db.get("VM", a), "uuid") < text(db.get("VM", b), "uuid") ? -1 : 1);
}

function memoryOf(vm: Rec): number {
  return number(vm, "memory_target") || number(vm, "memory_dynamic_max");
}

const histories = new WeakMap<Database, History>();

/** The history of a pool, which all its hosts share. */
export function historyOf(db: Database): History {
  let history = histories.get(db);
  if (history === undefined) histories.set(db, history = new History(db));
  return history;
}
