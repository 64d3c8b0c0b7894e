// What an object's page is made of.
import type { ActionView } from "@/lib/view/action.ts";
import type { Paged } from "@/lib/view/hrefs.ts";
import type { RawRecord } from "@/lib/view/raw_record.ts";
import type { TabInfo } from "@/lib/view/tabs.ts";
import type { PageData } from "@/lib/view/types.ts";

/** A form of an action that stands above the page. */
export interface Asked {
  readonly action: ActionView;
  readonly name: string;
  readonly snapshot: string | undefined;
  readonly value: string | undefined;
  readonly hosts: readonly { readonly id: string; readonly name: string }[];
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
