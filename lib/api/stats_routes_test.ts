import assert from "node:assert/strict";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { RightsService } from "@/lib/rights/types.ts";
import { Stats } from "@/lib/stats/stats.ts";
import { cacheOf, Hosts, OTHER, POOL, VM } from "@/lib/stats/testing.ts";
import type { StatsHistory } from "@/lib/view/stats.ts";
import { errorAnswer } from "./errors.ts";
import { type ApiEnv, Routes } from "./routes.ts";
import { statsRoutes } from "./stats_routes.ts";

const PRINCIPAL = { userId: "u", username: "ada", sessionId: "s" };
const HIDDEN = `${OTHER}@lab`;

/** The routes for somebody who does not see one of the two VMs, nor the storage. */
function door() {
  const hosts = new Hosts((address) => ({
    [`vm:${address === null ? VM : OTHER}:cpu_usage`]: [0.5, 0.25],
    "host:alpha:iops_read_1234abcd": [7],
  }));
  const cache = cacheOf(POOL);
  const rights = {
    sight: () => ({
      key: "some",
      sees: (collection: string, { id }: { id: string }) => id !== HIDDEN && collection !== "sr",
      fields: () => true,
    }),
  } as unknown as RightsService;
  const app = new OpenAPIHono<ApiEnv>();
  app.onError(errorAnswer);
  const verify = () => Promise.resolve(PRINCIPAL as never);
  statsRoutes(new Routes(app, { verify, verifyToken: verify }, rights), {
    cache,
    rights,
    stats: new Stats(cache, hosts),
  });
  return async (path: string) => {
    const headers = { authorization: "Bearer atoll_x" };
    const answer = await app.request(`/api/v1/stats/${path}`, { headers }, { client: "::1", secure: false });
    return { status: answer.status, body: await answer.json() };
  };
}

Deno.test("the history of an object is for those who see it", async () => {
  const ask = door();
  const { status, body } = await ask(`vm/${VM}?range=live`);
  assert.equal(status, 200);
  assert.deepEqual(body.sources.map(({ label }: { label: string }) => label), ["All vCPUs"]);
  for (const path of [`vm/${HIDDEN}`, "vm/none", "network/x", "constructor/x"]) {
    assert.equal((await ask(path)).status, 404, path);
  }
});

Deno.test("a host's history does not name a storage that its reader does not see", async () => {
  const { body }: { body: StatsHistory } = await door()("host/alpha?range=live");
  assert.equal(body.sources.find(({ group }) => group === "iops")?.label, "1234abcd reads");
});

Deno.test("what is not seen is neither compared nor among the top consumers", async () => {
  const ask = door();
  const { body } = await ask(
    `compare?range=live&metrics=cpu&ids=vm:${VM},vm:${encodeURIComponent(HIDDEN)},vm:none`,
  );
  assert.deepEqual(body.sources.map(({ name, label }: { name: string; label: string }) => [name, label]), [
    [`vm:${VM}:cpu`, "web"],
  ]);
  const top = await ask("top");
  assert.deepEqual(top.body.items.map(({ name, cpu }: { name: string; cpu: number }) => [name, cpu]), [[
    "web",
    0.375,
  ]]);
});

Deno.test("a parameter that is none is named", async () => {
  const ask = door();
  for (
    const path of [
      "top?metric=colour",
      "top?limit=0",
      "top?collection=network",
      `vm/${VM}?range=eon`,
      "compare?ids=&metrics=x",
    ]
  ) {
    const { status, body } = await ask(path);
    assert.equal(status, 400, path);
    assert.equal(typeof body.error.field, "string");
  }
});
