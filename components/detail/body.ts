// What the tabs of every kind of object are given.
import type { Paged } from "@/lib/view/hrefs.ts";
import type { Source } from "./source.ts";

export interface BodyProps {
  readonly kind: Paged;
  readonly id: string;
  readonly pool: string;
  readonly tab: string;
  /** Of a VM's snapshots: which one each was taken after, and what may be done to them. */
  readonly parents: { readonly [snapshot: string]: string };
  readonly onSnapshots: readonly string[];
  /** Parts of a VM that its reader may do something to. */
  readonly changes: readonly ("vbd" | "vif")[];
  /** Of a disk: those that it is based on, the root last, and those that are based on it. */
  readonly chain: { readonly below: readonly string[]; readonly above: readonly string[] };
}

export interface LivingBody extends BodyProps {
  readonly of: Source;
  /** The time in ms. */
  readonly now: () => number;
}
