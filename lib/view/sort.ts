// Sorting lists by several fields, and its text in the URL: `power,-memory`.

export interface SortKey {
  readonly field: string;
  readonly down: boolean;
}

export type Sortable = string | number | null | undefined;

// One locale on the server and in every browser: the first rows must be the same in both.
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Reads `power,-memory`; fields not in `known` are left out. */
export function parseSort(text: string | null, known: ReadonlySet<string>): SortKey[] {
  const keys = (text ?? "").split(",").map((part) =>
    part.startsWith("-") ? { field: part.slice(1), down: true } : { field: part, down: false }
  );
  const seen = new Set<string>();
  return keys.filter(({ field }) => known.has(field) && !seen.has(field) && seen.add(field));
}

/** The text of sort keys, "" for none. */
export function sortText(keys: readonly SortKey[]): string {
  return keys.map(({ field, down }) => (down ? "-" : "") + field).join(",");
}

/** The keys after a click on a field's head: up, then down, then unsorted. @param add keeps the other keys (shift) */
export function toggleSort(keys: readonly SortKey[], field: string, add: boolean): SortKey[] {
  const old = keys.find((key) => key.field === field);
  const next: SortKey[] = old?.down ? [] : [{ field, down: old !== undefined }];
  if (!add) return next;
  return old ? keys.flatMap((key) => key === old ? next : [key]) : [...keys, ...next];
}

function compareValues(a: Sortable, b: Sortable): number {
  // What is unknown stands last.
  const emptyA = a === null || a === undefined || a === "",
    emptyB = b === null || b === undefined || b === "";
  if (emptyA || emptyB) return Number(emptyA) - Number(emptyB);
  if (typeof a === "number" && typeof b === "number") return a - b;
  return collator.compare(String(a), String(b));
}

/** A comparison by the keys, equal objects by id so that the order is total. */
export function compareBy<T extends { readonly id: string }>(
  keys: readonly SortKey[],
  valueOf: (object: T, field: string) => Sortable,
): (a: T, b: T) => number {
  return (a, b) => {
    for (const { field, down } of keys) {
      const order = compareValues(valueOf(a, field), valueOf(b, field));
      if (order !== 0) return down ? -order : order;
    }
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  };
}
