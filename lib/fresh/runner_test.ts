import { deepEqual, equal, match } from "node:assert/strict";
import { h } from "preact";
import { App, HttpError, page } from "./mod.ts";

type State = unknown;

const silent = { onUncaught: () => {} };

function get(app: App<State>, path: string, init?: RequestInit): Promise<Response> {
  return app.handler()(new Request(`http://atoll.test${path}`, init));
}

Deno.test("a middleware covers the real path, whatever pattern matched it", async () => {
  const app = new App<State>()
    .use("/admin", () => {
      throw new HttpError(403);
    })
    .get("/:page/:tab", (ctx) => ctx.text("in"))
    .all("*", (ctx) => ctx.text("anything"));
  equal((await get(app, "/admin/users")).status, 403);
  equal((await get(app, "/admin")).status, 403);
  equal((await get(app, "/other/users")).status, 200);
  equal(await (await get(app, "/x/y/z")).text(), "anything");
});

Deno.test("parameters are decoded, and malformed ones answer 400", async () => {
  const app = new App<State>().get("/vms/:id", (ctx) => ctx.json([ctx.params.id, ctx.route]));
  deepEqual(await (await get(app, "/vms/a%20b")).json(), ["a b", "/vms/:id"]);
  equal((await get(app, "/vms/%zz")).status, 400);
  equal((await get(app, "/vms/")).status, 404);
});

Deno.test("a wrong method answers 405 with Allow, and HEAD follows GET without a body", async () => {
  const app = new App<State>()
    .route("/page", { component: () => h("p", null, "hello") })
    .route("/form", { component: () => h("p", null, "form"), handler: { POST: (ctx) => ctx.text("posted") } })
    .delete("/form", (ctx) => ctx.text("gone"));
  const refused = await get(app, "/page", { method: "POST" });
  deepEqual([refused.status, refused.headers.get("allow")], [405, "GET, HEAD"]);
  equal((await get(app, "/form", { method: "PUT" })).headers.get("allow"), "GET, POST, DELETE, HEAD");
  equal(await (await get(app, "/form", { method: "POST" })).text(), "posted");
  match(await (await get(app, "/form")).text(), /<p>form<\/p>/);
  const head = await get(app, "/page", { method: "HEAD" });
  deepEqual([head.status, head.headers.get("content-type"), await head.text()], [
    200,
    "text/html; charset=utf-8",
    "",
  ]);
});

Deno.test("errors end in the nearest error page, and outer middlewares still see a response", async () => {
  const reported: unknown[] = [];
  const app = new App<State>({ onUncaught: (error) => reported.push(error) })
    .use(async (ctx) => {
      const response = await ctx.next();
      response.headers.set("x-outer", "seen");
      return response;
    })
    .onError("/", (ctx) => ctx.text(`root: ${String(ctx.error)}`, { status: 500 }))
    .onError("/vms", { component: ({ error }) => h("b", null, String(error)) })
    .notFound({ component: ({ url }) => h("i", null, `nothing at ${url.pathname}`) })
    .get("/vms/bad", () => {
      throw new HttpError(409, "Busy");
    })
    .get("/boom", () => {
      throw new Error("secret");
    })
    .get("/gone", () => {
      throw Object.assign(new Error("No such VM"), { status: 404 });
    });
  const busy = await get(app, "/vms/bad");
  deepEqual([busy.status, busy.headers.get("x-outer")], [409, "seen"]);
  match(await busy.text(), /<b>HttpError: Busy<\/b>/);
  equal(await (await get(app, "/boom")).text(), "root: Error: secret");
  match(await (await get(app, "/gone")).text(), /nothing at \/gone/);
  const missing = await get(app, "/nowhere");
  deepEqual([missing.status, missing.headers.get("x-outer")], [404, "seen"]);
  deepEqual(reported.map(String), ["Error: secret"]);
});

Deno.test("without an error page, and when that fails too, nothing internal is shown", async () => {
  const boom = () => {
    throw new Error("secret");
  };
  const plain = await get(new App<State>(silent).get("/", boom), "/");
  deepEqual([plain.status, await plain.text()], [500, "Internal Server Error"]);
  const twice = await get(new App<State>(silent).get("/", boom).onError("/", boom), "/");
  deepEqual([twice.status, await twice.text()], [500, "Internal Server Error"]);
});

Deno.test("a handler that forgets to answer is a clear failure", async () => {
  const reported: unknown[] = [];
  const app = new App<State>({ onUncaught: (error) => reported.push(error) })
    .route("/", { handler: { GET: () => JSON.parse("null") } })
    .route("/pageless", { handler: () => page(1) });
  equal((await get(app, "/")).status, 500);
  equal((await get(app, "/pageless")).status, 500);
  match(String(reported[0]), /GET \/ gave neither a Response nor page\(\)/);
  match(String(reported[1]), /pageless has no page to render/);
});
