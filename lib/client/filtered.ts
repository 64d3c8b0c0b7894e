// Short live lists: their ids in order.
import { computed } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";

interface Named {
  readonly id: string;
  readonly name: string;
}

// One locale on the server and in every browser: both must draw the same rows.
const collator = new Intl.Collator("en", { numeric: true });

/** By name as people count, equal names by id. */
export function byName(a: Named, b: Named): number {
  return collator.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** A list of ids that is the same object until it is another list: who draws it draws nothing for a change that moves nothing. */
export function idList(ids: () => readonly string[]): ReadonlySignal<readonly string[]> {
  let last: readonly string[] = [];
  return computed(() => {
    const next = ids();
    const same = next.length === last.length && next.every((id, i) => id === last[i]);
    return last = same ? last : next;
  });
}
