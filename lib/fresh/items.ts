// What can be registered on an app, and which requests each registration covers.
import { segments } from "./pattern.ts";
import type { HandlerFn, LayoutConfig, Method, Middleware, PageComponent, Route } from "./types.ts";

/** Where an item applies. */
export interface Scope {
  /** Pattern whose path and everything below it is covered. */
  readonly prefix: string;
  /** Directory below routes/ ("" for its root) of an item that comes from a file: it covers the routes of that directory. */
  readonly dir: string | null;
  /** Segments from the root; outer items come first. */
  readonly depth: number;
}

export type Item<State> =
  | { readonly kind: "middleware"; readonly scope: Scope; readonly handlers: readonly Middleware<State>[] }
  | {
    readonly kind: "layout";
    readonly scope: Scope;
    readonly component: PageComponent<unknown, State>;
    readonly config: LayoutConfig;
  }
  | { readonly kind: "app"; readonly scope: Scope; readonly component: PageComponent<unknown, State> }
  | { readonly kind: "error" | "notFound"; readonly scope: Scope; readonly route: Route<State> }
  | {
    readonly kind: "route";
    readonly scope: Scope;
    readonly pattern: string;
    readonly route: Route<State>;
    /** Middlewares of this route alone. */
    readonly before: readonly Middleware<State>[];
  };

export type ItemOf<State, Kind extends Item<State>["kind"]> = Extract<Item<State>, { kind: Kind }>;

/** The scope of something registered by path. */
export function rootScope(path: string): Scope {
  const prefix = path === "*" ? "/" : path.replace(/\/\*$/, "") || "/";
  return { prefix, dir: null, depth: segments(prefix).length };
}

/**
 * Whether an item covers a request. Between files directories decide, so that a `(group)` covers its own routes only; by
 * path otherwise, matched against the real path so that no spelling of a pattern slips past a middleware.
 */
export function covers(scope: Scope, routeDir: string | null, matchesPath: () => boolean): boolean {
  if (scope.dir === null) return matchesPath();
  if (routeDir !== null) return routeDir === scope.dir || routeDir.startsWith(scope.dir + "/");
  return !scope.dir.includes("/(") && matchesPath();
}

const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/** Methods a route answers. */
export function allowedMethods<State>(
  { handler, component, config }: Route<State>,
): "ALL" | readonly Method[] {
  if (typeof handler === "function") return config?.methods ?? "ALL";
  return METHODS.filter((method) => handler?.[method] || (method === "GET" && component));
}

/** The function that answers a method; null where the page is rendered without one. HEAD follows GET. */
export function handlerFor<State>(
  { handler }: Route<State>,
  method: string,
): HandlerFn<unknown, State> | null {
  if (typeof handler === "function") return handler;
  const own = METHODS.find((name) => name === method);
  return (own && handler?.[own]) ?? (method === "HEAD" ? handler?.GET : undefined) ?? null;
}
