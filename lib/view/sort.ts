// Sorting lists by several fields, and its text in the URL: `power,-memory`.

export interface SortKey {
  readonly field: string;
  readonly down: boolean;
}

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
