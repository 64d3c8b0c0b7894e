// Which pools the query of an address lets through: their page shows cards with forms, not a list.
import { fieldNames } from "@/lib/view/fields.ts";
import { isNumeric } from "@/lib/view/numeric.ts";
import { parseQuery } from "@/lib/view/query.ts";
import { viewsOf } from "./page.ts";

/** Longest query that is read. */
const LONGEST = 1000;

/** Ids of the pools that match, among those that the reader sees; null where nothing is asked for. */
export function poolsAsked(state: Parameters<typeof viewsOf>[0], url: URL): string[] | null {
  const text = (url.searchParams.get("q") ?? "").slice(0, LONGEST);
  if (text.trim() === "") return null;
  const { matches } = parseQuery(text, {
    fields: fieldNames("pool"),
    now: Date.now(),
    numeric: (field) => isNumeric("pool", field),
  });
  return viewsOf(state, "pool").filter(matches).map(({ id }) => id);
}
