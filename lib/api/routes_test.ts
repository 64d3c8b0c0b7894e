import assert from "node:assert/strict";
import { OpenAPIHono, z } from "@hono/zod-openapi";
import { withStore } from "@/tests/api/support.ts";
import { Auth } from "@/lib/auth/auth.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { rightsFor } from "@/lib/rights/testing.ts";
import { errorAnswer } from "./errors.ts";
import { type ApiEnv, param, Routes } from "./routes.ts";

Deno.test("a route is served and described from one declaration, and closed unless it says otherwise", async () => {
  await withStore(async (store) => {
    const app = new OpenAPIHono<ApiEnv>();
    app.onError(errorAnswer);
    const routes = new Routes(app, new Auth(store, { cost: 2 }), await rightsFor(new Cache(), []));
    const doc = { method: "get", tag: "T", summary: "S", status: 200, answer: z.string() } as const;
    routes.open({ ...doc, path: "/open/{id}.json" }, (context) => Response.json(param(context, "id")));
    routes.add({ ...doc, path: "/closed/{id}" }, "vm.read", () => Response.json("never"));

    assert.equal((await app.request("/closed/1", {}, { client: "c", secure: false })).status, 401);
    assert.deepEqual(routes.methods("/closed/1"), ["GET", "HEAD"]);
    assert.deepEqual(routes.methods("/closed/1/2"), []);
    const { paths } = app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "", version: "" } });
    assert.deepEqual(Object.keys(paths ?? {}), ["/open/{id}.json", "/closed/{id}"]);
    assert.deepEqual(paths?.["/closed/{id}"]?.get?.security, [{ session: [] }, { token: [] }]);
    assert.deepEqual(paths?.["/open/{id}.json"]?.get?.security, []);
  });
});
