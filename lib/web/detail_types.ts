// What an object's page is made of.
import type { Choices } from "@/lib/actions/types.ts";
import type { ActionView } from "@/lib/view/action.ts";
import type { Paged } from "@/lib/view/hrefs.ts";
import type { RawRecord } from "@/lib/view/raw_record.ts";
import type { TabInfo } from "@/lib/view/tabs.ts";
import type { PageData } from "@/lib/view/types.ts";

/** A part of the object, a drive for instance, that something may be done to: its form or its actions stand above the page. */
export interface OwnPart {
  readonly collection: "snapshot" | "vbd" | "vif";
  readonly id: string;
}

/** A form of an action that stands above the page. */
export interface Asked {
  readonly action: ActionView;
  readonly name: string;
  /** What of the object is meant; null: itself. */
  readonly part: OwnPart | null;
  readonly choices: Choices;
}

export interface Detail {
  readonly kind: Paged;
  readonly id: string;
  readonly name: string;
  readonly pool: string;
  readonly tab: TabInfo;
  /** Those that the reader may open. */
  readonly tabs: readonly TabInfo[];
  readonly page: PageData;
  readonly actions: readonly ActionView[];
  readonly asked: Asked | null;
  /** What can be done to the part of the object that the address names; null where it names none, or a form stands there. */
  readonly onPart:
    | { readonly part: OwnPart; readonly name: string; readonly actions: readonly ActionView[] }
    | null;
  /** Of what belongs to a VM: those with actions that its reader may do. */
  readonly changes: readonly ("vbd" | "vif")[];
  /** Of a VM: what may be done to its snapshots. */
  readonly onSnapshots: readonly string[];
  /** Which snapshot each was taken after, of those that the reader sees. */
  readonly parents: { readonly [snapshot: string]: string };
  /** The disk with those below it in its chain, the root last, and those above. */
  readonly chain: { readonly below: readonly string[]; readonly above: readonly string[] };
  /** The record, or why the pool did not give it. */
  readonly raw: RawRecord | string | null;
}

/** There is no such object for the reader; what else has this id, where it is something. */
export interface Missing {
  readonly kind: Paged;
  readonly id: string;
  readonly elsewhere: { readonly kind: Paged; readonly name: string } | null;
}
