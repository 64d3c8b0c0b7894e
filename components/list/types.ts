// How lists draw cells that say more than a text.
import type { ComponentChildren } from "preact";
import type { NameOf, Row, ShownColumn } from "@/lib/view/lists/types.ts";
import type { Collection, PageData, Views } from "@/lib/view/types.ts";

export interface Around {
  readonly column: ShownColumn;
  /** The name of another object; who reads it follows it. */
  readonly name: NameOf;
  readonly page: PageData;
  /** Operations that the user may ask of some of the list's objects. */
  readonly ops: readonly string[];
  /** Whether somebody is there to look; who reads it follows it. */
  readonly used: () => boolean;
}

/** By the name of the column. */
export type Cells = { readonly [column: string]: (row: Row, around: Around) => ComponentChildren };

/** Cells of one collection. A page carries the fields that a shown column draws (`also` in its definition). */
export function cellsOf<C extends Collection>(
  cells: { readonly [column: string]: (object: Views[C], around: Around) => ComponentChildren },
): Cells {
  return cells as unknown as Cells;
}
