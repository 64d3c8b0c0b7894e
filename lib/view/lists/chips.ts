// The chips above a list: what people often look for, and each term of the query, to be taken out of it.
import { type Query } from "../query.ts";
import { t } from "../text.ts";
import type { Chip, Quick } from "./types.ts";

/** The query without the terms at some places. */
function without(text: string, spans: readonly { readonly at: number; readonly length: number }[]): string {
  let rest = text;
  for (const { at, length } of spans.toSorted((a, b) => b.at - a.at)) {
    rest = `${rest.slice(0, at).trimEnd()} ${rest.slice(at + length).trimStart()}`.trim();
  }
  return rest;
}

/**
 * @param query the text, parsed
 * @param quick what is offered, each with its parsed term and how many objects that lets through
 * @param total how many objects there are
 */
export function chipsOf(
  text: string,
  query: Query,
  quick: readonly { readonly quick: Quick; readonly term: Query; readonly count: number }[],
  total: number,
): readonly Chip[] {
  const key = (of: Query, n: number) => JSON.stringify(of.terms[n]);
  const places = query.terms.map((_, n) => n);
  const offered = quick.map((one) => ({
    ...one,
    at: places.find((n) => key(query, n) === key(one.term, 0)),
  }));
  const taken = new Set(offered.flatMap(({ at }) => at === undefined ? [] : [at]));
  const spans = (at: Iterable<number>) => [...at].flatMap((n) => query.spans[n] ?? []);
  // One of what is offered takes the place of another.
  const rest = without(text, spans(taken));
  return [
    { text: t("All"), query: rest, on: taken.size === 0, count: total },
    ...offered.filter(({ count, at }) => count > 0 || at !== undefined).map(({ quick, count, at }): Chip => ({
      text: t(quick.label),
      query: at === undefined ? `${rest} ${quick.term}`.trim() : rest,
      on: at !== undefined,
      count,
    })),
    ...places.filter((n) => !taken.has(n)).map((n): Chip => {
      const [span] = spans([n]);
      return {
        text: span ? text.slice(span.at, span.at + span.length) : "",
        query: without(text, spans([n])),
        on: true,
        count: null,
      };
    }),
  ];
}
