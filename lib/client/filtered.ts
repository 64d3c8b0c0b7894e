// A short live list with a filter text that lives in the URL.
import { computed } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import { parseQuery } from "@/lib/view/query.ts";
import type { LiveTable } from "./live.ts";

export interface Filtered {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  /** What is wrong with the query, as a sentence. */
  readonly problem: string | null;
  /** Ids of what the query lets through, by name. */
  readonly ids: readonly string[];
}

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

/** Follows which objects of a table are shown, and in what order. @param name gives the name of another object, for `host:alpha` */
export function useFiltered<R extends Named>(
  table: LiveTable<R>,
  first: string,
  name?: (collection: string, id: string) => string | undefined,
): Filtered {
  const [query, setQuery] = useState(first);
  useEffect(() => {
    const text = query === "" ? location.pathname : `?${new URLSearchParams({ q: query })}`;
    history.replaceState(history.state, "", text + location.hash);
  }, [query]);
  const [ids, problem] = useMemo(() => {
    const { matches, problems } = parseQuery(query, { fields: table.fields, name });
    const ids = idList(() => table.all().filter((row) => matches(row)).sort(byName).map(({ id }) => id));
    return [ids, problems[0]?.message ?? null] as const;
  }, [query]);
  return { query, setQuery, problem, ids: ids.value };
}
