// Finding objects of all kinds at once: what the palette asks as somebody types.
import { z } from "@hono/zod-openapi";
import type { CacheReader } from "@/lib/cache/types.ts";
import type { RightsService } from "@/lib/rights/types.ts";
import { MOST_FOUND, search } from "@/lib/view/search.ts";
import type { Routes } from "./routes.ts";

const found = z.object({
  collection: z.string(),
  id: z.string(),
  name: z.string(),
  pool: z.string().describe("Name of its pool"),
  state: z.string().describe("Of a VM its power state, of a pool how Atoll stands with it"),
  matched: z.string().describe("What was found besides the name"),
}).openapi("Found");

export function searchRoutes(
  routes: Routes,
  { cache, rights }: { readonly cache: CacheReader; readonly rights: RightsService },
): void {
  routes.add(
    {
      method: "get",
      path: "/api/v1/search",
      tag: "Search",
      summary:
        `Finds objects by name, id, address, tag or description: the best ${MOST_FOUND} of what you may see`,
      query: z.object({ q: z.string().describe("Words that must all be found") }),
      status: 200,
      answer: z.object({ items: z.array(found) }),
    },
    "signed-in",
    (context, principal) => {
      const text = new URL(context.req.raw.url).searchParams.get("q") ?? "";
      return Response.json({ items: search(cache, rights.sight(principal), text) });
    },
  );
}
