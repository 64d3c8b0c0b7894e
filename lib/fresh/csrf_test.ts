import { deepEqual, equal } from "node:assert/strict";
import { App, csrf } from "./mod.ts";

function status(headers: HeadersInit, method = "POST", origin?: string): Promise<number> {
  const app = new App().use(csrf(origin ? { origin } : {})).all("/", (ctx) => ctx.text("done"));
  return app.handler()(new Request("http://atoll.test/", { method, headers })).then((response) =>
    response.status
  );
}

Deno.test("posts of the own site and of programs pass", async () => {
  deepEqual(
    await Promise.all([
      status({ "sec-fetch-site": "same-origin", origin: "https://behind.proxy" }),
      status({ "sec-fetch-site": "none" }),
      status({ origin: "http://atoll.test" }),
      status({}),
    ]),
    [200, 200, 200, 200],
  );
});

Deno.test("posts of other sites are refused, unless their origin is listed", async () => {
  deepEqual(
    await Promise.all([
      status({ "sec-fetch-site": "cross-site", origin: "https://evil.test" }),
      status({ "sec-fetch-site": "same-site", origin: "https://other.atoll.test" }),
      status({ "sec-fetch-site": "cross-site", origin: "http://atoll.test" }),
      status({ "sec-fetch-site": "cross-site" }),
      status({ origin: "https://evil.test" }, "DELETE"),
      status({ origin: "null" }, "PATCH"),
    ]),
    [403, 403, 403, 403, 403, 403],
  );
  const friend = { "sec-fetch-site": "cross-site", origin: "https://friend.test" };
  equal(await status(friend, "POST", "https://friend.test"), 200);
});

Deno.test("reading is never refused", async () => {
  equal(await status({ "sec-fetch-site": "cross-site", origin: "https://evil.test" }, "GET"), 200);
});
