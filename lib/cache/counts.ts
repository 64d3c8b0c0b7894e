// The check against forgotten deletions: xapi keeps a few hundred deleted rows per class and then silently drops them from
// event.from, so the number of objects it claims is compared with the replica's after every batch.
import { CLASSES_WITHOUT_EVENTS } from "@/lib/xapi/schema.ts";
import type { EventBatch } from "@/lib/xapi/types.ts";
import { OMITTED_CLASSES } from "./omitted.ts";
import type { Replica } from "./replica.ts";

/**
 * Classes whose count says nothing about the replica: those without events, those it leaves out, and `message`, which has
 * events but no database table (a genuine xapi counts 0 beside dozens of message events).
 */
const UNCOUNTED: ReadonlySet<string> = new Set(
  [...CLASSES_WITHOUT_EVENTS, "message", ...OMITTED_CLASSES].map((name) => name.toLowerCase()),
);

/**
 * Tells which classes need relisting. A difference that a relist did not cure is not one (an unknown class of a newer
 * xapi may be counted and yet have no events): it is then taken for granted until it changes. Each check looks at the
 * classes it is given counts of, and leaves all others as they are: a pool has a loop for tasks and one for the rest.
 */
export class CountCheck {
  /** Differences that were there right after a relist. */
  readonly #granted = new Map<string, number>();
  /** Relisted since they were last checked. */
  readonly #fresh = new Set<string>();

  /** To be told after a class was replaced by a fresh list. */
  relisted(className: string): void {
    this.#fresh.add(className);
  }

  /**
   * To be told after everything was read again. What differs then was not told, or is no difference: a list will show which.
   * Nothing is granted before, for the answer may have been that to another call, of which few dialects tell.
   */
  reset(): void {
    this.#granted.clear();
    this.#fresh.clear();
  }

  /** Looks at a batch that has been applied. */
  check(
    { validRefCounts, events }: Pick<EventBatch, "validRefCounts" | "events">,
    replica: Replica,
  ): string[] {
    const differing: string[] = [];
    for (const className in validRefCounts) {
      if (UNCOUNTED.has(className.toLowerCase())) continue;
      const difference = replica.records(className).size - (validRefCounts[className] ?? 0);
      const fresh = this.#fresh.delete(className);
      if (difference === 0) this.#granted.delete(className);
      else if (this.#granted.get(className) === difference) continue;
      // Where more has happened since the list, some of it may have been forgotten again.
      else if (!fresh || events.some((event) => event.class === className)) differing.push(className);
      else this.#granted.set(className, difference);
    }
    return differing;
  }
}
