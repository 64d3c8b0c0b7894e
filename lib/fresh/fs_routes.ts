// Turns the modules below routes/ into what could have been registered by hand.
import type { BuildSnapshot } from "./build.ts";
import type { Item, Scope } from "./items.ts";
import { bySpecificity, joinPath, segments } from "./pattern.ts";
import type { LayoutConfig, Middleware, PageComponent, Route, RouteConfig, RouteHandler } from "./types.ts";

type Module = Readonly<Record<string, unknown>>;

/** URL pattern of a path below routes/: `/vms/[id]/(tabs)/index` → `/vms/:id`. Throws for a malformed segment. */
export function patternOf(path: string): string {
  const parts = segments(path);
  if (parts.at(-1) === "index") parts.pop();
  return "/" + parts.filter((part) => !/^\(.*\)$/.test(part)).map((part) => {
    const optional = part.match(/^\[\[(\w+)\]\]$/);
    if (optional) return `:${optional[1]}?`;
    const rest = part.match(/^\[\.\.\.(\w+)\]$/);
    if (rest) return `:${rest[1]}*`;
    const pattern = part.replace(/\[(\w+)\]/g, ":$1");
    if (/[[\]]/.test(pattern)) throw new Error(`Malformed segment "${part}" in routes${path}`);
    return pattern;
  }).join("/");
}

// Modules come untyped out of the build, where the type checker saw them as what define.* made of them: what is checked
// here is what can be at run time.
function component<State>(module: Module, path: string): PageComponent<unknown, State> | undefined {
  const value = module.default;
  if (value !== undefined && typeof value !== "function") {
    throw new Error(`The default export of routes${path} is no component`);
  }
  return value as PageComponent<unknown, State> | undefined;
}

function route<State>(module: Module, path: string): Route<State> {
  const handler = module.handler ?? module.handlers;
  if (
    handler !== undefined && typeof handler !== "function" &&
    (typeof handler !== "object" || handler === null)
  ) {
    throw new Error(`The handler of routes${path} is neither a function nor an object of methods`);
  }
  const page = component<State>(module, path);
  if (!page && !handler) throw new Error(`routes${path} exports neither a page nor a handler`);
  return {
    ...(page ? { component: page } : {}),
    ...(handler ? { handler: handler as RouteHandler<unknown, State> } : {}),
    config: (module.config ?? {}) as RouteConfig,
  };
}

function middlewares<State>(module: Module, path: string): Middleware<State>[] {
  const value = module.default ?? module.handler ?? module.handlers;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (!list.every((item) => typeof item === "function")) {
    throw new Error(`routes${path} exports no middleware, nor an array of them`);
  }
  return list as Middleware<State>[];
}

/** The build's routes mounted at `base`: outer special files first, specific routes before general ones. */
export function fsItems<State>(build: BuildSnapshot, base: string): Item<State>[] {
  const special: Item<State>[] = [];
  const routes: Extract<Item<State>, { kind: "route" }>[] = [];
  for (const { path, module } of build.routes) {
    const cut = path.lastIndexOf("/");
    const dir = path.slice(0, cut);
    const name = path.slice(cut + 1);
    const prefix = joinPath(base, patternOf(dir));
    const scope: Scope = { prefix, dir, depth: segments(base).length + segments(dir).length };
    if (name === "_app" || name === "_layout") {
      const wanted = component<State>(module, path);
      if (!wanted) throw new Error(`routes${path} has no default export`);
      special.push(
        name === "_app"
          ? { kind: "app", scope, component: wanted }
          : { kind: "layout", scope, component: wanted, config: (module.config ?? {}) as LayoutConfig },
      );
    } else if (name === "_middleware") {
      special.push({ kind: "middleware", scope, handlers: middlewares(module, path) });
    } else if (name === "_error" || name === "_404") {
      special.push({ kind: name === "_error" ? "error" : "notFound", scope, route: route(module, path) });
    } else if (name.startsWith("_")) {
      throw new Error(`routes${path} is no special file that lib/fresh knows`);
    } else {
      const found = route<State>(module, path);
      const pattern = joinPath(base, found.config?.routeOverride ?? patternOf(path));
      routes.push({ kind: "route", scope, pattern, route: found, before: [] });
    }
  }
  special.sort((a, b) => a.scope.depth - b.scope.depth);
  routes.sort((a, b) => bySpecificity(a.pattern, b.pattern));
  return [...special, ...routes];
}
