// Objects in order. Names stand as people count them, web-2 before web-10, by keys of plain text: one key a name, remembered, so
// that ten thousand rows are in order within a frame, and alike on the server and in every browser whatever rules its ICU has.
import type { SortKey } from "./sort.ts";

export type Sortable = string | number | null | undefined;

const remembered = new Map<string, string>();
/** Texts whose keys are remembered at once. */
const MOST = 50_000;

/** A text that compares, by its code units, as the name does among names: without case and accents, numbers by their value. */
export function naturalKey(text: string): string {
  let key = remembered.get(text);
  if (key === undefined) {
    const base = /[^\0-\x7f]/.test(text) ? text.normalize("NFD").replace(/\p{M}/gu, "") : text;
    // A number stands by how many digits it has, then by them.
    key = base.toLowerCase().replace(
      /0*(\d+)/g,
      (_, digits: string) => String.fromCharCode(48 + Math.min(47, digits.length)) + digits,
    );
    if (remembered.size >= MOST) remembered.clear();
    remembered.set(text, key);
  }
  return key;
}

/** The objects in order by the keys, equal ones by id so that the order is total. What is unknown stands last, up or down. */
export function sorted<T extends { readonly id: string }>(
  objects: readonly T[],
  keys: readonly SortKey[],
  valueOf: (object: T, field: string) => Sortable,
): T[] {
  const columns = keys.map(({ field, down }) => ({
    sign: down ? -1 : 1,
    values: objects.map((object) => {
      const value = valueOf(object, field);
      if (typeof value === "string") return value === "" ? null : naturalKey(value);
      return value === undefined || Number.isNaN(value) ? null : value;
    }),
  }));
  const order = objects.map((_, at) => at);
  order.sort((a, b) => {
    for (const { sign, values } of columns) {
      const one = values[a] ?? null, other = values[b] ?? null;
      if (one === other) continue;
      if (one === null) return 1;
      if (other === null) return -1;
      return one < other ? -sign : sign;
    }
    return (objects[a]?.id ?? "") < (objects[b]?.id ?? "") ? -1 : 1;
  });
  return order.flatMap((at) => objects[at] ?? []);
}
