// A short live list with a filter text that lives in the URL.
import { useEffect, useState } from "preact/hooks";
import { parseQuery } from "@/lib/view/query.ts";
import type { LiveTable } from "./live.ts";

export interface Filtered<R> {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  /** What is wrong with the query, as a sentence. */
  readonly problem: string | null;
  /** What the query lets through, by name. */
  readonly rows: readonly R[];
}

// One locale on the server and in every browser: both must draw the same rows.
const collator = new Intl.Collator("en", { numeric: true });

/** By name as people count, equal names by id. */
export function byName(
  a: { readonly id: string; readonly name: string },
  b: { readonly id: string; readonly name: string },
): number {
  return collator.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Follows all objects of a table. @param name gives the name of another object, for `host:alpha` */
export function useFiltered<R extends { readonly id: string; readonly name: string }>(
  table: LiveTable<R>,
  fields: readonly string[],
  first: string,
  name?: (collection: string, id: string) => string | undefined,
): Filtered<R> {
  const [query, setQuery] = useState(first);
  useEffect(() => {
    const text = query === "" ? location.pathname : `?${new URLSearchParams({ q: query })}`;
    history.replaceState(history.state, "", text + location.hash);
  }, [query]);
  const { matches, problems } = parseQuery(query, { fields, name });
  return {
    query,
    setQuery,
    problem: problems[0]?.message ?? null,
    rows: table.all().filter((row) => matches(row)).sort(byName),
  };
}
