// Whatever answers, and whatever fails, leaves with its headers.
import assert from "node:assert/strict";
import { App } from "fresh";
import { AtollError } from "@/lib/errors.ts";
import type { State } from "@/fresh.config.ts";
import { requestContext } from "@/lib/request_context.ts";
import { around } from "./around.ts";

Deno.test("pages, failures and unknown paths all carry the security headers", async () => {
  const handler = new App<State>()
    .use(around())
    .get("/", () => new Response("page"))
    .get("/fails", () => {
      throw new AtollError(409, "in-the-way", "Something is in the way");
    })
    .handler();
  for (const [path, status] of [["/", 200], ["/fails", 409], ["/nowhere", 404]] as const) {
    const response = await handler(new Request(`https://atoll${path}`));
    assert.equal(response.status, status);
    assert.equal(response.headers.get("x-frame-options"), "DENY", path);
    assert.match(response.headers.get("x-request-id") ?? "", /^[0-9a-f-]{13}$/, path);
    assert.match(response.headers.get("strict-transport-security") ?? "", /max-age/, path);
    await response.body?.cancel();
  }
});

Deno.test("a handler knows whom it answers", async () => {
  const handler = new App<State>()
    .use(around())
    .get("/", () => new Response(requestContext()?.client))
    .handler();
  assert.equal(await (await handler(new Request("http://atoll/"))).text(), "127.0.0.1");
});
