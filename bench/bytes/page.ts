// What a page of the server hands to its islands, read out of its HTML.
import { revive } from "@/lib/fresh/revive.ts";
import type { PageData } from "@/lib/view/types.ts";

/** Throws where the page carries no data. */
export function pageDataOf(html: string): PageData {
  const json = /<script id="fresh-islands"[^>]*>(.*?)<\/script>/s.exec(html)?.[1];
  if (json === undefined) throw new Error("The page has no islands");
  const [, , props] = JSON.parse(json);
  const islands = revive(props, () => null);
  const found = (Array.isArray(islands) ? islands : []).find((props) => props.page?.at !== undefined);
  if (found === undefined) throw new Error("The page carries no data");
  return found.page;
}
