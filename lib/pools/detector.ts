// Checks a live pool's replica now and then, class by class, so that a fault nobody thought of is found, healed and told.
import type { Session } from "@/lib/xapi/mod.ts";
import { log } from "@/lib/log.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import { check, type Difference, listable, type Position } from "./consistency.ts";
import { pause } from "./pause.ts";

/** What the checks of one pool have found so far. */
export class ConsistencyTally {
  /** Classes compared. */
  checks = 0;
  /** Comparisons that found a difference. */
  differences = 0;
  /** The latest of these. `objects`: how many were looked at and differed; "" among the fields: there in one of both only. */
  last:
    | { readonly at: string; readonly class: string; readonly objects: number; readonly fields: string[] }
    | null = null;

  add({ className, objects }: Difference): void {
    this.checks++;
    if (objects.size === 0) return;
    this.differences++;
    const fields = [...new Set([...objects.values()].flat())].sort();
    this.last = { at: new Date().toISOString(), class: className, objects: objects.size, fields };
  }
}

export interface Timing {
  /** How often (ms) a class of up to 500 objects is checked; a larger one in proportion less often. */
  readonly period: number;
  /** At most this often (ms). */
  readonly longest: number;
  /** Between two checks (ms), at least. */
  readonly gap: number;
  /** After a check there is a rest of this many times what it took. */
  readonly rest: number;
}

/** With 40 classes in use one is checked about every 45 s, VMs once an hour where there are 1,000; at most 0.5 % of the time. */
const TIMING: Timing = { period: 30 * 60_000, longest: 4 * 3600_000, gap: 15_000, rest: 200 };
/** Objects of a class that is checked once in a period. */
const SMALL = 500;

export interface DetectorOptions {
  readonly position: Position;
  /** Is told of a class that differs: it has to be read again. */
  readonly suspect: (className: string) => void;
  readonly tally: ConsistencyTally;
  /** ms of a clock nobody sets. */
  readonly clock: () => number;
  readonly timing?: Timing;
}

export class Detector {
  private readonly due = new Map<string, number>();
  private readonly timing: Timing;

  constructor(
    private readonly session: Session,
    private readonly writer: PoolWriter,
    private readonly options: DetectorOptions,
  ) {
    this.timing = options.timing ?? TIMING;
  }

  /** Checks until the abort, which it throws. Never fails by itself: whether a connection is good, its loops find out. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.options;
    let rest = this.timing.gap;
    for (;;) {
      await pause(rest, signal);
      rest = this.timing.gap;
      const begun = clock();
      try {
        if (this.due.size === 0) await this.plan(signal);
        const name = this.next();
        if (name === undefined) continue;
        this.due.set(name, begun + this.periodOf(name));
        await this.look(name, signal);
      } catch (error) {
        signal.throwIfAborted();
        log.info("A consistency check failed", { pool: this.writer.id, error });
      }
      rest = Math.max(rest, (clock() - begun) * this.timing.rest);
    }
  }

  /** Each class for the first time at some moment of its period, so that pools found at once are not checked at once. */
  private async plan(signal: AbortSignal): Promise<void> {
    for (const name of await listable(this.session, signal)) {
      this.due.set(name, this.options.clock() + Math.random() * this.periodOf(name));
    }
  }

  /** The class that is due longest. Classes without objects are left to their counts. */
  private next(): string | undefined {
    const now = this.options.clock();
    let first: string | undefined, earliest = now;
    for (const [name, due] of this.due) {
      if (due > earliest || this.writer.records(name).size === 0) continue;
      [first, earliest] = [name, due];
    }
    return first;
  }

  private periodOf(name: string): number {
    const { period, longest } = this.timing;
    return Math.min(longest, period * Math.max(1, this.writer.records(name).size / SMALL));
  }

  private async look(name: string, signal: AbortSignal): Promise<void> {
    const { position, suspect, tally } = this.options;
    const difference = await check(this.session, this.writer, name, position, signal);
    tally.add(difference);
    if (difference.objects.size === 0 || tally.last === null) return;
    const { objects, fields } = tally.last;
    log.warn("The replica differed from the pool", { pool: this.writer.id, class: name, objects, fields });
    suspect(name);
  }
}
