import { deepEqual, equal } from "node:assert/strict";
import { h } from "preact";
import { App, type Context, page } from "./mod.ts";

interface State {
  trail: string[];
}

function get(app: App<State>, path: string, init?: RequestInit): Promise<Response> {
  return app.handler()(new Request(`http://atoll.test${path}`, init));
}

/** Middleware that leaves its name on the way in. */
function trail(name: string) {
  return (ctx: Context<State>) => {
    (ctx.state.trail ??= []).push(name);
    return ctx.next();
  };
}

const told = (ctx: Context<State>) => ctx.text((ctx.state.trail ?? []).join(" "));

Deno.test("middlewares run from the root segment to the leaf, and only for what follows them", async () => {
  const app = new App<State>()
    .get("/early", told)
    .use("/a/b", trail("leaf"))
    .use(trail("root"))
    .use("/a", trail("a"))
    .get("/a/b/:id", trail("own"), told)
    .get("/ab", told);
  equal(await (await get(app, "/a/b/1")).text(), "root a leaf own");
  equal(await (await get(app, "/ab")).text(), "root");
  equal(await (await get(app, "/early")).text(), "");
});

Deno.test("a handler's data reaches its page, inside layouts and the app wrapper", async () => {
  const app = new App<State>()
    .appWrapper(({ Component }) => h("html", null, h("body", null, h(Component, null))))
    .layout("/", ({ Component }) => h("main", null, h(Component, null)))
    .layout("/vms", async ({ Component }) => await Promise.resolve(h("section", null, h(Component, null))))
    .route("/vms/:id", {
      handler: { GET: (ctx) => page({ name: ctx.params.id }, { status: 203, headers: { "x-a": "b" } }) },
      component: async ({ data }) => await Promise.resolve(h("p", null, data.name)),
    })
    .route("/bare", {
      component: () => h("p", null, "bare"),
      config: { skipAppWrapper: true, skipInheritedLayouts: true },
    });
  const response = await get(app, "/vms/x");
  deepEqual([response.status, response.headers.get("x-a")], [203, "b"]);
  equal(
    await response.text(),
    "<!DOCTYPE html><html><body><main><section><p>x</p></section></main></body></html>",
  );
  equal(await (await get(app, "/bare")).text(), "<!DOCTYPE html><p>bare</p>");
});

Deno.test("a mounted app lies below its path, with its own middlewares", async () => {
  const inner = new App<State>().use(trail("inner")).get("/", told).get("/deep", told);
  const app = new App<State>().use(trail("outer")).mountApp("/in", inner).get("/out", told);
  equal(await (await get(app, "/in")).text(), "outer inner");
  equal(await (await get(app, "/in/deep")).text(), "outer inner");
  equal(await (await get(app, "/out")).text(), "outer");
});

Deno.test("basePath is where the app begins; forwarded headers count only with trustProxy", async () => {
  const based = new App<State>({ basePath: "/ui/" }).get("/x", (ctx) => ctx.text("x"));
  equal((await get(based, "/ui/x")).status, 200);
  equal((await get(based, "/x")).status, 404);
  equal((await get(based, "/uix")).status, 404);

  const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "pools.example" };
  for (const trustProxy of [false, true]) {
    const app = new App<State>({ trustProxy }).get("/", (ctx) => ctx.text(ctx.url.origin));
    const text = await (await get(app, "/", { headers })).text();
    equal(text, trustProxy ? "https://pools.example" : "http://atoll.test");
  }
});
