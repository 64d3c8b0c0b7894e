import { deepEqual, equal, ok } from "node:assert/strict";
import { App } from "fresh";
import type { State } from "@/fresh.config.ts";
import { prefetch, RULES } from "./prefetch.ts";
import { answer } from "./forms.ts";

function site(principal: State["principal"]) {
  return new App<State>()
    .use((ctx) => {
      ctx.state.principal = principal;
      return ctx.next();
    })
    .use(prefetch())
    .get("/vms", () => new Response("<p>", { headers: { "content-type": "text/html; charset=utf-8" } }))
    .handler();
}
const somebody: State["principal"] = { userId: "1", username: "ada" } as State["principal"];
const get = (path: string, headers: HeadersInit = {}, who = somebody) =>
  site(who)(new Request(`http://here${path}`, { headers }));

Deno.test("pages behind the door name the rules, those before it do not", async () => {
  equal((await get("/vms")).headers.get("speculation-rules"), '"/speculation-rules.json"');
  equal((await get("/vms", {}, null)).headers.get("speculation-rules"), null);
  const rules = await get("/speculation-rules.json");
  equal(rules.headers.get("content-type"), "application/speculationrules+json");
  deepEqual(await rules.json(), RULES);
});

Deno.test("a message that is shown once waits for a page that is opened", async () => {
  const cookie = answer("done", "It is done", "/").headers.get("set-cookie")?.split(";")[0] ?? "";
  ok(cookie);
  equal((await get("/vms", { cookie, "sec-purpose": "prefetch" })).status, 425);
  equal((await get("/vms", { cookie })).status, 200);
  equal((await get("/vms", { "sec-purpose": "prefetch" })).status, 200);
});
