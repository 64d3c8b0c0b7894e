import assert from "node:assert/strict";
import { App } from "fresh";
import type { State } from "@/fresh.config.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { patternOf } from "@/lib/fresh/fs_routes.ts";
import { ADA, NED, rightsFor, VIC } from "@/lib/rights/testing.ts";
import type { Principal } from "@/lib/auth/types.ts";
import { sourceFiles } from "@/tests/sources.ts";
import { pageRules, ruleOf } from "./page_rules.ts";

Deno.test("every page has a rule who may come to it", async () => {
  const pages = (await sourceFiles()).filter((file) =>
    file.startsWith("routes/") && !/\/_\w+\.tsx?$|_test\.tsx?$/.test(file)
  );
  assert.ok(pages.length > 20);
  const without = pages.filter((file) =>
    ruleOf(patternOf(file.replace(/^routes/, "").replace(/\.tsx?$/, "")), "GET") === undefined
  );
  assert.deepEqual(without, [], "add them to PAGE_RULES");
  assert.equal(ruleOf("/constructor", "GET"), undefined);
  assert.equal(ruleOf("/pools", "POST"), "signed-in");
  assert.equal(
    ruleOf("/users", "POST"),
    "users.manage",
    "where nothing is said, sending needs what reading needs",
  );
});

Deno.test("a page is for those whom its rule lets through; one without a rule for nobody", async () => {
  const rights = await rightsFor(new Cache(), [[ADA, "administrator"], [VIC, "viewer"]]);
  const answer = async (path: string, principal: Principal | null) => {
    const app = new App<State>({ onUncaught: () => {} })
      .use((ctx) => {
        // What pageRules looks at; the rest of the state is for pages.
        Object.assign(ctx.state, { principal, services: { rights } });
        return ctx.next();
      })
      .use(pageRules());
    for (const route of ["/vms", "/users", "/sign-in", "/help", "/forgotten"]) {
      app.get(route, () => new Response("in"));
    }
    const response = await app.handler()(new Request(`http://atoll.lab${path}`));
    return response.status;
  };
  const people = [null, NED, VIC, ADA];
  const statuses = async (path: string) => await Promise.all(people.map((who) => answer(path, who)));
  assert.deepEqual(await statuses("/sign-in"), [200, 200, 200, 200]);
  assert.deepEqual(await statuses("/help"), [403, 200, 200, 200]);
  assert.deepEqual(await statuses("/vms"), [403, 403, 200, 200]);
  assert.deepEqual(await statuses("/users"), [403, 403, 403, 200]);
  assert.deepEqual(await statuses("/forgotten"), [403, 403, 403, 403]);
});
