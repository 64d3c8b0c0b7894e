// The objects of a list as a file holds them: what its reader sees, filtered and in order.
import type { ListDefinition, NameOf, Row } from "@/lib/view/lists/types.ts";
import type { Collection } from "@/lib/view/types.ts";
import { arranged, type Asked } from "./list_page.ts";
import { viewsOf } from "./page.ts";

type PageState = Parameters<typeof viewsOf>[0];

/** Its rows; what is wrong with the query, as a sentence. */
export function fileRows(state: PageState, list: ListDefinition, asked: Asked): {
  readonly rows: readonly Row[];
  readonly name: NameOf;
  readonly problem: string | null;
} {
  const named = new Map<Collection, ReadonlyMap<string, string>>();
  const name: NameOf = (collection, id) => {
    let names = named.get(collection);
    if (names === undefined) {
      names = new Map(viewsOf(state, collection).map((view) => [view.id, "name" in view ? view.name : ""]));
      named.set(collection, names);
    }
    return names.get(id) ?? "";
  };
  // View objects hold JSON only, which no index signature says.
  const all = viewsOf(state, list.name) as readonly object[] as readonly Row[];
  const { query, found } = arranged(list, asked, all, name);
  return { rows: found, name, problem: query.problems[0]?.message ?? null };
}
