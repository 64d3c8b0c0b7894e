// When the truth of a query with times like `<-30d` changes by itself: what lets rules wait for a moment instead of asking again.
import type { QueryTerm } from "@/lib/view/query.ts";
import { RELATIVE, SPANS } from "@/lib/view/query_value.ts";

/** Moments are compared by whole seconds: one second later both sides of the comparison are over it. */
const SECOND = 1000;

export interface Moments {
  /** The query has such times. */
  readonly timed: boolean;
  /** When each of them passes what the object holds, in ms, whether that has been or is to come. */
  readonly moments: readonly number[];
}

export function momentsOf(terms: readonly QueryTerm[], object: object): Moments {
  const row = object as { readonly [field: string]: unknown };
  const moments: number[] = [];
  let timed = false;
  for (const { field, values } of terms) {
    for (const value of field === undefined ? [] : values) {
      const [, digits, unit = ""] = RELATIVE.exec(value.replace(/^[<>]=?/, "")) ?? [];
      if (digits === undefined || field === undefined || value === digits + unit) continue;
      timed = true;
      const held = row[field];
      const at = typeof held === "string" ? Date.parse(held) - Number(digits) * (SPANS[unit] ?? 0) : NaN;
      if (!Number.isNaN(at)) moments.push((Math.floor(at / SECOND) + 1) * SECOND);
    }
  }
  return { timed, moments };
}
