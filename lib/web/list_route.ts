// What every list's page does: reads what its user prefers, and makes the data of what its address asks for.
import type { FreshContext } from "fresh";
import type { State } from "@/fresh.config.ts";
import { listNamed } from "@/lib/view/lists/mod.ts";
import type { ListDefinition, ListProps } from "@/lib/view/lists/types.ts";
import { t } from "@/lib/view/text.ts";
import { signedIn } from "./form_page.ts";
import { askedOf, listProps } from "./list_page.ts";

/** What stands around the list's island: the tools that are kept for the user. */
export interface ListAround {
  readonly list: ListProps;
  readonly tools: {
    readonly list: string;
    readonly path: string;
    readonly views: readonly { readonly name: string; readonly query: string }[];
    readonly columns: readonly { readonly name: string; readonly label: string }[];
    readonly shown: readonly string[];
    /** Where what is shown comes as a file. */
    readonly csv: string;
  };
}

export async function listRoute(
  { state, url }: Pick<FreshContext<State>, "state" | "url">,
  name: string,
  ops: readonly string[] = [],
  ...parts: readonly string[]
): Promise<ListAround> {
  const list = listNamed(name);
  if (list === undefined) throw new Error(`There is no list "${name}"`);
  const { views, columns } = await state.services.people.preferences(signedIn(state));
  const asked = askedOf(list, url.searchParams, columns[name]);
  return {
    list: listProps(state, list, asked, ops, ...parts),
    tools: {
      list: name,
      path: list.path,
      views: views.filter((view) => view.list === name),
      columns: choice(list),
      shown: asked.columns.map(({ name }) => name),
      csv: `/lists/${name}.csv${url.search}`,
    },
  };
}

/** Columns that may be left out. */
function choice(list: ListDefinition): { readonly name: string; readonly label: string }[] {
  return list.columns.slice(1).map(({ name, label }) => ({ name, label: t(label) }));
}
