// Completes the query of a list out of what its page has.
import type { Suggestion } from "@/lib/view/lists/types.ts";
import type { Collection } from "@/lib/view/types.ts";
import { suggest } from "./complete.ts";
import type { ListModel } from "./model.ts";

export function suggestFor(model: ListModel): (text: string, caret: number) => readonly Suggestion[] {
  const { props: { collection, quick }, table, live } = model;
  const name = (of: Collection, id: string) => {
    const object = live.tableOf(of)?.peek(id);
    return object !== undefined && "name" in object ? String(object.name) : "";
  };
  return (text, caret) => suggest(text, caret, { collection, quick, rows: table.list(), name });
}
