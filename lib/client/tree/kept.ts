// What the tree keeps in the browser: how it stands open, for good, and what it was told, from page to page of one tab, so that the
// next page begins with it and the stream goes on from there.
import { fromTable } from "@/lib/view/page_data.ts";
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import type { Json } from "@/lib/view/types.ts";
import { MODES, type TreeMode } from "./nodes.ts";

const STATE = "atoll-tree";
const DATA = "atoll-tree-data";

export interface TreeState {
  readonly mode: TreeMode;
  readonly open: readonly string[];
  readonly filter: string;
  readonly top: number;
}

/** Keys that are remembered as open: more than these nobody opens by hand. */
const MOST_OPEN = 500;

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

/** As it stood last; null at the first visit. */
export function readState(from: Pick<Storage, "getItem"> = localStorage): TreeState | null {
  try {
    const read: unknown = JSON.parse(from.getItem(STATE) ?? "null");
    if (!Array.isArray(read)) return null;
    const [mode, open, filter, top]: unknown[] = read;
    const known = MODES.find((one) => one === mode);
    if (known === undefined || !isTexts(open) || typeof filter !== "string") return null;
    return { mode: known, open, filter, top: typeof top === "number" ? top : 0 };
  } catch {
    return null; // an older or damaged entry: it begins anew
  }
}

export function keepState(
  { mode, open, filter, top }: TreeState,
  to: Pick<Storage, "setItem"> = localStorage,
): void {
  keep(to, STATE, JSON.stringify([mode, open.slice(-MOST_OPEN), filter, top]));
}

/** What a reader was told by a subscription, and where that leaves it. */
export interface Told {
  readonly at: string;
  readonly objects: readonly (readonly [collection: string, id: string, object: JsonObject])[];
}

/** Column-wise: half of what objects take, and storage is small. */
type Table = readonly [collection: string, fields: readonly string[], rows: readonly (readonly Json[])[]];

export function readTold(
  reader: string,
  subscription: string,
  from: Pick<Storage, "getItem"> = sessionStorage,
): Told | null {
  try {
    const read: unknown = JSON.parse(from.getItem(DATA) ?? "null");
    if (
      !Array.isArray(read) || read[0] !== reader || read[1] !== subscription || typeof read[2] !== "string"
    ) {
      return null;
    }
    // Only keepTold writes it; somebody else's is refused above.
    const tables = read[3] as readonly Table[];
    const objects = tables.flatMap(([collection, fields, rows]) =>
      fromTable({ fields, rows }).map((row) => [collection, String(row["id"]), row as JsonObject] as const)
    );
    return { at: read[2], objects };
  } catch {
    return null; // damaged: everything is told anew
  }
}

export function keepTold(
  reader: string,
  subscription: string,
  { at, objects }: Told,
  to: Pick<Storage, "setItem" | "removeItem"> = sessionStorage,
): void {
  const tables = new Map<string, JsonObject[]>();
  for (const [collection, , object] of objects) {
    const table = tables.get(collection);
    if (table) table.push(object);
    else tables.set(collection, [object]);
  }
  const columns = [...tables].map(([collection, all]): Table => {
    const fields = [...new Set(all.flatMap((one) => Object.keys(one)))].filter((name) => name !== "id");
    return [collection, fields, ["id", ...fields].map((name) => all.map((one) => one[name] ?? null))];
  });
  if (!keep(to, DATA, JSON.stringify([reader, subscription, at, columns]))) to.removeItem(DATA);
}

function keep(to: Pick<Storage, "setItem">, key: string, text: string): boolean {
  try {
    to.setItem(key, text);
    return true;
  } catch {
    return false; // full, or forbidden: the next page begins anew
  }
}
