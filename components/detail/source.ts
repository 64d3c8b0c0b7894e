// Where the parts of a page read from: its live tables, as much of them as is needed here.
import type { Collection, Views } from "@/lib/view/types.ts";

export interface Rows<R> {
  /** The object to render from; reading a field follows that field alone. */
  live(id: string): R | undefined;
  /** Whether there is such an object, now and later. */
  has(id: string): boolean;
  /** All of them, in no order; follows whatever changes. */
  all(): R[];
}

export interface Source {
  table<C extends Collection, F extends readonly (keyof Views[C])[]>(
    collection: C,
  ): Rows<Pick<Views[C], F[number] | "id"> & { readonly id: string }>;
}
