import { deepEqual, equal } from "node:assert/strict";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Principal } from "@/lib/auth/types.ts";
import { EVERYTHING } from "@/lib/view/sight.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import type { RightsService } from "@/lib/rights/types.ts";
import { type ApiEnv, Routes } from "./routes.ts";
import { starterRoutes } from "./starter_routes.ts";

/** What the route reads of each service. */
function asked(audits: boolean): Promise<Response> {
  const principal = { userId: "1", username: "ada" } as Principal;
  const rights = {
    sight: () => EVERYTHING,
    can: () => audits,
    canSomewhere: () => audits,
  } as unknown as RightsService;
  const cache = {
    get: (_: string, id: string) => id === "gone" ? undefined : { id, name: "task" },
  } as unknown as CacheReader;
  const auth = { verify: () => Promise.resolve(principal), verifyToken: () => Promise.resolve(principal) };
  const app = new OpenAPIHono<ApiEnv>();
  const started = { starters: new Map([["a", "ada"], ["b", "bob"], ["gone", "ada"]]) };
  starterRoutes(new Routes(app, auth, rights), { cache, rights, started });
  const headers = { authorization: "Bearer atoll_x" };
  return Promise.resolve(
    app.fetch(new Request("http://here/api/v1/tasks/starters", { headers }), { client: "", secure: false }),
  );
}

Deno.test("everybody is told of their own tasks, of others' whoever may read the audit log, of none that is gone", async () => {
  const own = await asked(false);
  equal(own.status, 200);
  deepEqual(await own.json(), { items: { a: "ada" } });
  deepEqual(await (await asked(true)).json(), { items: { a: "ada", b: "bob" } });
});
