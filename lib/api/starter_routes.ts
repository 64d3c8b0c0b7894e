// Who started which task, where Atoll knows: what it started itself. Pools know themselves of no user of Atoll.
import { z } from "@hono/zod-openapi";
import type { CacheReader } from "@/lib/cache/types.ts";
import { passes } from "@/lib/rights/rules.ts";
import type { RightsService } from "@/lib/rights/types.ts";
import { visible } from "@/lib/view/visible.ts";
import type { Routes } from "./routes.ts";
import { TITLE } from "./shapes.ts";

export interface StarterDeps {
  readonly cache: CacheReader;
  readonly rights: RightsService;
  /** Names of users by the task that they started. */
  readonly started?: { readonly starters: ReadonlyMap<string, string> } | undefined;
}

/** To be added before the tasks by their id. */
export function starterRoutes(routes: Routes, { cache, rights, started }: StarterDeps): void {
  routes.add(
    {
      method: "get",
      path: "/api/v1/tasks/starters",
      tag: TITLE.task,
      summary: "Who started the tasks that you see: you, and with the right to the audit log others",
      status: 200,
      answer: z.object({ items: z.record(z.string(), z.string()).describe("User names by task") }),
    },
    "signed-in",
    (_context, principal) => {
      const seen = visible(cache, rights.sight(principal));
      const others = passes(rights, principal, "audit.read", true);
      const items = [...started?.starters ?? []].filter(([task, username]) =>
        (others || username === principal.username) && seen.get("task", task) !== undefined
      );
      return Response.json({ items: Object.fromEntries(items) });
    },
  );
}
