// Taking notice of alerts: for oneself alone. What takes them out of the pool is their action `dismiss`.
import { z } from "@hono/zod-openapi";
import { known } from "@/lib/actions/actions.ts";
import type { PeopleService } from "@/lib/auth/people_types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import type { RightsService } from "@/lib/rights/types.ts";
import { visible } from "@/lib/view/visible.ts";
import { readBody } from "./guard.ts";
import { param, type Routes } from "./routes.ts";
import { TITLE } from "./shapes.ts";

const notice = z.strictObject({
  acknowledged: z.boolean("is neither true nor false").optional().describe(
    "false takes it back; true when left out",
  ),
});

export interface AlertDeps {
  readonly cache: CacheReader;
  readonly rights: RightsService;
  readonly people: Pick<PeopleService, "acknowledged" | "acknowledge">;
}

/** To be added before the actions of objects, among whose names `acknowledge` is not. */
export function alertRoutes(routes: Routes, { cache, rights, people }: AlertDeps): void {
  routes.add(
    {
      method: "get",
      path: "/api/v1/alerts/acknowledged",
      tag: TITLE.alert,
      summary: "Ids of the alerts that one has taken notice of",
      status: 200,
      answer: z.object({ items: z.array(z.string()) }),
    },
    "signed-in",
    async (_context, principal) => {
      const seen = visible(cache, rights.sight(principal));
      const ids = [...await people.acknowledged(principal)];
      return Response.json({ items: ids.filter((id) => seen.get("alert", id) !== undefined) });
    },
  );
  routes.add(
    {
      method: "post",
      path: "/api/v1/alerts/{id}/acknowledge",
      tag: TITLE.alert,
      summary: "Takes notice of an alert, for oneself",
      body: notice,
      status: 200,
      answer: z.object({ acknowledged: z.boolean() }),
    },
    "alert.read",
    async (context, principal) => {
      const { id } = known(visible(cache, rights.sight(principal)), "alert", param(context, "id"));
      const { acknowledged = true } = await readBody(context.req.raw, notice);
      const isThere = (one: string) => cache.get("alert", one) !== undefined;
      await people.acknowledge(principal, [id], acknowledged, isThere);
      return Response.json({ acknowledged });
    },
  );
}
