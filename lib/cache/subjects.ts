// What each task works on. A task's record does not say (facts: its name is "Async.VM.start"); the objects do, while it
// runs: their current_operations name the task. An ended task keeps what was learned, in its view.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { Value, XapiRecord } from "@/lib/xapi/types.ts";
import { map } from "./fields.ts";
import type { ViewedClass } from "./projections/types.ts";

export interface Subject {
  readonly className: ViewedClass;
  readonly ref: Ref;
}

/** A task that names several is about the first of these: starting a VM also marks its host and its devices. */
const ORDER: readonly ViewedClass[] = ["VM", "VDI", "host", "SR", "network", "pool"];

const NONE: readonly Ref[] = [];

/** Subjects kept of tasks nobody has heard of: they may still come, or be gone already. xapi keeps some 200 ended tasks. */
const ORPHANS = 1_000;

/**
 * By task, until the task is gone from the pool. Tasks come over a loop of their own, so an object may name one that is not
 * known yet, or that is gone already and will never be told of again: of such the latest few are kept.
 */
export class Subjects {
  readonly #of = new Map<Ref, Subject>();
  /** Those without a task, oldest first. */
  readonly #orphans = new Set<Ref>();

  /** @param exists whether the pool has this task, as far as is known */
  constructor(private readonly exists: (task: Ref) => boolean) {}

  of(task: Ref): Subject | undefined {
    return this.#of.get(task);
  }

  /** Learns from a touched record; gives the tasks of which it learned something. */
  note(className: string, ref: Ref, record: XapiRecord): readonly Ref[] {
    // Nearly always there are none.
    const operations = record["current_operations"];
    if (operations === undefined || isNothing(operations)) return NONE;
    const rank = ORDER.findIndex((name) => name === className);
    const subjectClass = ORDER[rank];
    if (subjectClass === undefined) return NONE;
    return Object.keys(map(record, "current_operations")).filter((task) => {
      const known = this.#of.get(task);
      if (known !== undefined && ORDER.indexOf(known.className) <= rank) return false;
      this.#of.set(task, { className: subjectClass, ref });
      if (!this.exists(task)) this.#keepOrphan(task);
      return true;
    });
  }

  /** A task came: what is known of it stays until it goes. */
  arrived(task: Ref): void {
    this.#orphans.delete(task);
  }

  /** Forgets a task that is gone. */
  forget(task: Ref): void {
    this.#of.delete(task);
    this.#orphans.delete(task);
  }

  get size(): number {
    return this.#of.size;
  }

  #keepOrphan(task: Ref): void {
    this.#orphans.add(task);
    const [oldest] = this.#orphans;
    if (oldest !== undefined && this.#orphans.size > ORPHANS) this.forget(oldest);
  }
}

function isNothing(value: Value): boolean {
  if (typeof value === "object" && value !== null) { for (const _ in value) return false; }
  return true;
}
