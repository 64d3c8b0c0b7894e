// The app: what can be registered on it. runner.ts takes requests through that.
import { currentBuild } from "./build.ts";
import type { UpgradeOptions, WebSocketHandlers } from "./context.ts";
import { fsItems } from "./fs_routes.ts";
import { type Item, rootScope, type Scope } from "./items.ts";
import { joinPath } from "./pattern.ts";
import { Runner } from "./runner.ts";
import type {
  ErrorReporter,
  FreshConfig,
  HandlerFn,
  LayoutConfig,
  Method,
  Middleware,
  PageComponent,
  Route,
  RouteConfig,
} from "./types.ts";

export interface AppOptions<State> {
  readonly basePath?: string;
  readonly trustProxy?: boolean;
  /** Told once of every failure that ends in status 500 or above. Writes to the console by default. */
  readonly onUncaught?: ErrorReporter<State>;
}

export type ListenOptions = Deno.ServeTcpOptions & Partial<Deno.TlsCertifiedKeyPem>;

const NO_INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 0 },
  completed: Promise.resolve(),
};

/**
 * Middlewares, routes, layouts and error pages. Middlewares apply to what is registered after them, from the root segment to
 * the leaf; layouts, the app wrapper and error pages apply wherever they are registered.
 */
export class App<State = unknown> {
  readonly config: FreshConfig;
  readonly #report: ErrorReporter<State>;
  readonly #items: Item<State>[] = [];

  constructor(options: AppOptions<State> = {}) {
    this.config = {
      basePath: options.basePath ? joinPath("", options.basePath).replace(/^\/$/, "") : "",
      trustProxy: options.trustProxy ?? false,
    };
    this.#report = options.onUncaught ?? ((error) => console.error(error));
  }

  use(...middlewares: Middleware<State>[]): this;
  use(path: string, ...middlewares: Middleware<State>[]): this;
  use(first: string | Middleware<State>, ...rest: Middleware<State>[]): this {
    const path = typeof first === "string" ? first : "/";
    const handlers = typeof first === "string" ? rest : [first, ...rest];
    this.#items.push({ kind: "middleware", scope: rootScope(path), handlers });
    return this;
  }

  get(path: string, ...handlers: Middleware<State>[]): this {
    return this.#method(["GET"], path, handlers);
  }
  post(path: string, ...handlers: Middleware<State>[]): this {
    return this.#method(["POST"], path, handlers);
  }
  put(path: string, ...handlers: Middleware<State>[]): this {
    return this.#method(["PUT"], path, handlers);
  }
  patch(path: string, ...handlers: Middleware<State>[]): this {
    return this.#method(["PATCH"], path, handlers);
  }
  delete(path: string, ...handlers: Middleware<State>[]): this {
    return this.#method(["DELETE"], path, handlers);
  }
  head(path: string, ...handlers: Middleware<State>[]): this {
    return this.#method(["HEAD"], path, handlers);
  }
  all(path: string, ...handlers: Middleware<State>[]): this {
    return this.#method("ALL", path, handlers);
  }

  /** A WebSocket endpoint; see Context.upgrade for who may connect. */
  ws(path: string, handlers: WebSocketHandlers, options?: UpgradeOptions): this {
    return this.get(path, (ctx) => ctx.upgrade(handlers, options));
  }

  /** A page with its handler. */
  route(path: string, route: Route<State>, config: RouteConfig = route.config ?? {}): this {
    const pattern = joinPath("/", path);
    this.#items.push({
      kind: "route",
      scope: rootScope(pattern),
      pattern,
      route: { ...route, config },
      before: [],
    });
    return this;
  }

  layout(path: string, component: PageComponent<unknown, State>, config: LayoutConfig = {}): this {
    this.#items.push({ kind: "layout", scope: rootScope(path), component, config });
    return this;
  }

  appWrapper(component: PageComponent<unknown, State>): this {
    this.#items.push({ kind: "app", scope: rootScope("/"), component });
    return this;
  }

  /** What answers when something below `path` throws; `ctx.error` holds what. */
  onError(path: string, route: HandlerFn<unknown, State> | Route<State>): this {
    this.#items.push({ kind: "error", scope: rootScope(path), route: asRoute(route) });
    return this;
  }

  notFound(route: HandlerFn<unknown, State> | Route<State>): this {
    this.#items.push({ kind: "notFound", scope: rootScope("/"), route: asRoute(route) });
    return this;
  }

  /** Adds the build's file routes. Throws without a registered build. */
  fsRoutes(pattern: string = "/"): this {
    const build = currentBuild();
    if (!build) {
      throw new Error("There is no build to take routes from: start the app through _fresh/server.js");
    }
    this.#items.push(...fsItems<State>(build, pattern === "*" ? "/" : pattern));
    return this;
  }

  /** Adds everything registered on another app so far below `path`. */
  mountApp(path: string, app: App<State>): this {
    for (const item of app.#items) {
      const { prefix, dir } = item.scope;
      const scope: Scope = {
        ...rootScope(joinPath(path, prefix)),
        dir: dir === null ? null : joinPath(path, dir).replace(/^\/$/, ""),
      };
      this.#items.push(
        item.kind === "route"
          ? { ...item, scope, pattern: joinPath(path, item.pattern) }
          : { ...item, scope },
      );
    }
    return this;
  }

  #method(methods: readonly Method[] | "ALL", path: string, handlers: Middleware<State>[]): this {
    const pattern = joinPath("/", path);
    const last = handlers.at(-1);
    if (!last) throw new TypeError(`No handler given for ${pattern}`);
    this.#items.push({
      kind: "route",
      scope: rootScope(pattern),
      pattern,
      route: { handler: last, config: { methods } },
      before: handlers.slice(0, -1),
    });
    return this;
  }

  /** Starts a server for this app, which compresses pages (Deno does not unless told). */
  listen(options: ListenOptions = {}): Deno.HttpServer<Deno.NetAddr> {
    return Deno.serve({ automaticCompression: true, ...options }, this.handler());
  }

  /** The request handler for what has been registered so far. */
  handler(): (req: Request, info?: Deno.ServeHandlerInfo) => Promise<Response> {
    const runner = new Runner([...this.#items], this.config, this.#report);
    return (req, info = NO_INFO) => runner.handle(req, info);
  }
}

function asRoute<State>(route: HandlerFn<unknown, State> | Route<State>): Route<State> {
  return typeof route === "function" ? { handler: route } : route;
}
