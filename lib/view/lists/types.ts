// What a list is: its definition (one a file of this room), and what of it a page hands to its island. A definition is data, so
// that the browser is sent only the columns that are shown, and knows what to do with them by their kind.
import type { Collection, Json, PageData } from "../types.ts";

/**
 * What a column's field holds, which says how it is written, sorted and exported. `ref` is the id of another object, `usage` a part
 * of `of`, `rest` what of it is left, `age` a time that has passed, `date` one that may come, `plain` a number that is a name,
 * `count` one that is a number of things, `none` nothing: something is drawn there.
 */
export type Kind =
  | "text"
  | "ref"
  | "count"
  | "plain"
  | "bytes"
  | "share"
  | "usage"
  | "rest"
  | "yesno"
  | "age"
  | "date"
  | "list"
  | "none";

export interface Column {
  /** In ?sort= and ?columns=, and in the class of its cells, `c-NAME`. */
  readonly name: string;
  /** Marked by msg(). */
  readonly label: string;
  readonly field: string;
  readonly kind: Kind;
  /** The whole that `field` is a part of. */
  readonly of?: string;
  /** Collection of the object that `field` names. */
  readonly to?: Collection;
  /** Fields that drawing it takes besides. */
  readonly also?: readonly string[];
  /** Least width in px: one of WIDTHS. The first column takes what the others leave. */
  readonly width?: number;
  /** Shown only to whoever chose it. */
  readonly hidden?: true;
  /** When there is too little room, columns of the highest rank are left out first; by place unless given. */
  readonly rank?: number;
}

/** Something that people often look for, offered above the list. */
export interface Quick {
  /** Marked by msg(). */
  readonly label: string;
  /** One term of the query language. */
  readonly term: string;
}

export interface ListDefinition {
  /** Its collection's name: in the preferences and in /lists/NAME.csv. */
  readonly name: Collection;
  readonly path: string;
  /** Heading. Marked by msg(). */
  readonly title: string;
  /** Fields that its rows need whatever columns are shown. */
  readonly fields: readonly string[];
  /** The first is the name: it is always shown. */
  readonly columns: readonly Column[];
  /** Names of the columns that a card on a phone shows below its name, four at most. */
  readonly card: readonly string[];
  /** As in ?sort=. */
  readonly sort: string;
  /** What stands in the empty filter. Marked by msg(). */
  readonly hint: string;
  readonly quick: readonly Quick[];
  /** Collections whose names its rows show, each as the part of a subscription that finds those. Pools are always among them. */
  readonly names: readonly { readonly collection: Collection; readonly query?: string }[];
  /** Title of the list when there is nothing in it, and when nothing matches. Marked by msg(). */
  readonly none: string;
  readonly unmatched: string;
}

/** A column as a page shows it. */
export interface ShownColumn extends Pick<Column, "name" | "field" | "kind" | "of" | "to"> {
  /** What the page of the object that `field` names begins with: `/hosts/`. */
  readonly pages?: string;
  /** In the reader's language. */
  readonly label: string;
  /** Classes of its cells. */
  readonly class: string;
}

/** A link above the list that asks for something, or takes a part of the query back. */
export interface Chip {
  readonly text: string;
  /** The query that it leads to. */
  readonly query: string;
  /** What it asks for is asked for. */
  readonly on: boolean;
  /** How many there are of it; null: it is a term of the query, to be taken out. */
  readonly count: number | null;
}

/** What a list's page hands to its island. The rows of `page` stand in the order of the list, those that it shows first. */
export interface ListProps {
  readonly page: PageData;
  readonly collection: Collection;
  readonly path: string;
  /** What the pages of its objects begin with: `/vms/`; null where they have none. */
  readonly pages: string | null;
  readonly title: string;
  readonly columns: readonly ShownColumn[];
  /** Columns that it is sorted by at first, shown or not. */
  readonly order: readonly ShownColumn[];
  readonly query: string;
  readonly sort: string;
  /** As in ?sort=, where the address says nothing. */
  readonly usual: string;
  readonly quick: readonly Quick[];
  readonly hint: string;
  readonly empty: { readonly none: string; readonly unmatched: string };
  /** What the rows, filtered and counted, come to at first. */
  readonly found: number;
  readonly problem: string | null;
  readonly chips: readonly Chip[];
  /** First row that comes with the HTML. */
  readonly from: number;
  /** Operations that the user may ask of some of its objects. */
  readonly ops: readonly string[];
}

/** A part of the query while somebody types: what may stand in its place. */
export interface Suggestion {
  readonly text: string;
  /** What it is, said beside it. */
  readonly about: string;
  /** The whole query with it. */
  readonly query: string;
}

/** An object of a list, by the names of its fields. */
export type Row = { readonly id: string } & { readonly [field: string]: Json | undefined };

/** The name of another object; "" where it is not known. */
export type NameOf = (collection: Collection, id: string) => string;
