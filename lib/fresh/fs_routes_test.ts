import { deepEqual, equal, throws } from "node:assert/strict";
import { h } from "preact";
import { App } from "./app.ts";
import { currentBuild, registerBuild } from "./build.ts";
import type { Context } from "./context.ts";
import { fsItems, patternOf } from "./fs_routes.ts";
import type { PageProps } from "./types.ts";

interface State {
  user?: string;
}

function build(routes: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  return {
    routes: Object.entries(routes).map(([path, module]) => ({ path, module })),
    islands: [],
    client: { chunk: "", imports: [] },
  };
}

const text = (name: string) => ({ handler: () => new Response(name) });
const wrap = (tag: string) => ({ default: ({ Component }: PageProps) => h(tag, null, h(Component, null)) });

async function answers(routes: Parameters<typeof build>[0], ...paths: string[]): Promise<string[]> {
  const before = currentBuild();
  registerBuild(build(routes));
  try {
    const handler = new App<State>({ onUncaught: () => {} }).fsRoutes().handler();
    const found = await Promise.all(paths.map((path) => handler(new Request(`http://atoll.test${path}`))));
    return await Promise.all(found.map(async (response) => `${response.status} ${await response.text()}`));
  } finally {
    registerBuild(before ?? build({}));
  }
}

Deno.test("file names become patterns", () => {
  const patterns = [
    "/index",
    "/vms/index",
    "/vms/[id]/index",
    "/[[lang]]/about",
    "/files/[...path]",
    "/(app)/(x)/hosts",
  ];
  deepEqual(patterns.map(patternOf), ["/", "/vms", "/vms/:id", "/:lang?/about", "/files/:path*", "/hosts"]);
  equal(patternOf("/vm-[id].json"), "/vm-:id.json");
  throws(() => patternOf("/[id"), /Malformed segment "\[id"/);
});

Deno.test("the specific route wins, whatever order the files come in", async () => {
  const routes = {
    "/[...rest]": text("rest"),
    "/vms/[id]": text("one"),
    "/vms/new": text("new"),
    "/vms/index": text("list"),
    "/moved": { ...text("moved"), config: { routeOverride: "/elsewhere/:x" } },
  };
  deepEqual(await answers(routes, "/vms", "/vms/new", "/vms/1", "/vms/1/x", "/elsewhere/1"), [
    "200 list",
    "200 new",
    "200 one",
    "200 rest",
    "200 moved",
  ]);
});

Deno.test("layouts nest by directory, groups keep theirs to themselves", async () => {
  const routes = {
    "/_app": wrap("html"),
    "/_layout": wrap("main"),
    "/(admin)/_layout": wrap("section"),
    "/(admin)/users": { default: () => "users" },
    "/vms/_layout": { ...wrap("article"), config: { skipInheritedLayouts: true } },
    "/vms/[id]": { default: () => "vm" },
    "/plain": { default: () => "plain", config: { skipAppWrapper: true } },
  };
  deepEqual(await answers(routes, "/users", "/vms/1", "/plain"), [
    "200 <!DOCTYPE html><html><main><section>users</section></main></html>",
    "200 <!DOCTYPE html><html><article>vm</article></html>",
    "200 <!DOCTYPE html><main>plain</main>",
  ]);
});

Deno.test("middlewares of a directory guard its routes, root first; _404 and _error answer for the rest", async () => {
  const guard = (ctx: Context<State>) =>
    ctx.state.user === "root" ? ctx.next() : new Response("no", { status: 401 });
  const routes = {
    "/_middleware": {
      default: [(ctx: Context<State>) => {
        ctx.state.user = ctx.url.searchParams.get("as") ?? "";
        return ctx.next();
      }],
    },
    "/admin/_middleware": { handler: guard },
    "/admin/index": text("admin"),
    "/index": text("home"),
    "/boom": {
      handler: () => {
        throw new Error("boom");
      },
    },
    "/_404": { default: ({ state }: PageProps<unknown, State>) => `nothing for ${state.user}` },
    "/_error": { default: ({ error }: PageProps) => String(error) },
  };
  deepEqual(await answers(routes, "/", "/admin", "/admin?as=root", "/admin/nothing", "/no?as=me", "/boom"), [
    "200 home",
    "401 no",
    "200 admin",
    "401 no",
    "404 <!DOCTYPE html>nothing for me",
    "500 <!DOCTYPE html>Error: boom",
  ]);
});

Deno.test("modules that are no routes are refused by name", () => {
  const refused = (path: string, module: Readonly<Record<string, unknown>>) => () =>
    fsItems(build({ [path]: module }), "/");
  throws(refused("/x", {}), /routes\/x exports neither a page nor a handler/);
  throws(refused("/x", { default: 1 }), /default export of routes\/x is no component/);
  throws(refused("/x", { handler: "GET" }), /handler of routes\/x is neither/);
  throws(refused("/_layout", {}), /routes\/_layout has no default export/);
  throws(refused("/_middleware", { default: [1] }), /routes\/_middleware exports no middleware/);
  throws(refused("/_other", text("x")), /no special file/);
});
