// Fields that a page does not carry but somebody asks for in a query: followed as long as the page is there.
import { fieldNames } from "@/lib/view/fields.ts";
import { parseQuery } from "@/lib/view/query.ts";
import type { Collection } from "@/lib/view/types.ts";
import type { Live } from "../live.ts";

export type Objects = ReadonlyMap<string, { readonly [field: string]: unknown }>;

/** The fields of a collection that a key of the query language means; none where it means nothing. */
export function fieldsMeant(collection: Collection, key: string): readonly string[] {
  const { problems, fields } = parseQuery(`${key}:100%`, { fields: fieldNames(collection) });
  return problems.length > 0 ? [] : fields;
}

/** Follows fields of all objects; gives the function that ends it. */
export function follow(
  live: Pick<Live, "follow">,
  collection: Collection,
  fields: readonly string[],
  tell: (objects: Objects) => void,
): () => void {
  let objects: Objects = new Map();
  return live.follow(`${collection}:${fields.join(",")}`, ({ kind, patches }) => {
    const next = new Map(kind === "snapshot" ? [] : objects);
    for (const [of, id, patch] of patches) {
      if (of !== collection) continue;
      if (patch === null) next.delete(id);
      else {
        const object: Record<string, unknown> = { ...next.get(id) };
        for (const field of fields) if (field in patch) object[field] = patch[field];
        next.set(id, object);
      }
    }
    objects = next;
    tell(objects);
  });
}
