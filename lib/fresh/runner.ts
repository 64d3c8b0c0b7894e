// How a request runs through what is registered: matching, middlewares, the route, its page, and what went wrong.
import type { VNode } from "preact";
import { Context } from "./context.ts";
import { HttpError, statusOf, statusText } from "./http_error.ts";
import { allowedMethods, covers, handlerFor, type Item, type ItemOf } from "./items.ts";
import { bySpecificity, compilePattern, compilePrefix, isStatic, type Params } from "./pattern.ts";
import { renderDocument, wrapVNode } from "./render.ts";
import type { ErrorReporter, FreshConfig, Method, Middleware, Route, RouteConfig } from "./types.ts";

type RouteItem<State> = ItemOf<State, "route"> & { readonly index: number };

interface CompiledRoute<State> {
  readonly pattern: string;
  readonly match: (pathname: string) => Params | null;
  readonly items: RouteItem<State>[];
}

interface Matched<State> {
  readonly item: RouteItem<State>;
  readonly params: Params;
}

/** Answers 405 and says what would be allowed. */
class MethodNotAllowed extends HttpError {
  constructor(readonly allow: string) {
    super(405);
  }
}

/** Runs requests through a fixed list of items. */
export class Runner<State> {
  readonly #exact = new Map<string, CompiledRoute<State>>();
  readonly #patterns: CompiledRoute<State>[] = [];
  readonly #middlewares:
    (ItemOf<State, "middleware"> & { index: number; test: (path: string) => boolean })[] = [];
  readonly #covering: { item: Item<State>; test: (path: string) => boolean }[] = [];

  constructor(
    items: readonly Item<State>[],
    private readonly config: FreshConfig,
    private readonly report: ErrorReporter<State>,
  ) {
    const compiled = new Map<string, CompiledRoute<State>>();
    items.forEach((item, index) => {
      if (item.kind === "route") {
        let route = compiled.get(item.pattern);
        if (!route) {
          route = { pattern: item.pattern, match: compilePattern(item.pattern), items: [] };
          compiled.set(item.pattern, route);
          if (isStatic(item.pattern)) this.#exact.set(item.pattern, route);
          else this.#patterns.push(route);
        }
        route.items.push({ ...item, index });
        return;
      }
      const test = compilePrefix(item.scope.prefix);
      if (item.kind === "middleware") this.#middlewares.push({ ...item, index, test });
      else this.#covering.push({ item, test });
    });
    // Sorting is stable: within one depth the order of registration stays.
    this.#middlewares.sort((a, b) => a.scope.depth - b.scope.depth);
    this.#covering.sort((a, b) => a.item.scope.depth - b.item.scope.depth);
    this.#patterns.sort((a, b) => bySpecificity(a.pattern, b.pattern));
  }

  async handle(req: Request, info: Deno.ServeHandlerInfo): Promise<Response> {
    const url = this.#url(req);
    const { basePath } = this.config;
    const inside = basePath === "" || url.pathname === basePath || url.pathname.startsWith(basePath + "/");
    const pathname = url.pathname.slice(basePath.length) || "/";

    let matched: Matched<State> | null = null;
    let refusal = new HttpError(404);
    try {
      const found = inside ? this.#match(req.method, pathname) : null;
      if (typeof found === "string") refusal = new MethodNotAllowed(found);
      else matched = found;
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      refusal = new HttpError(400, "The address holds a malformed percent-encoding");
    }

    const item = matched?.item ?? null;
    const covering = this.#covering.filter(({ item: { scope }, test }) =>
      covers(scope, item?.scope.dir ?? null, () => test(pathname))
    ).map((entry) => entry.item);
    const ctx = new Context<State>({
      req,
      url,
      info,
      config: this.config,
      params: matched?.params ?? {},
      route: item?.pattern ?? null,
      // Middlewares fill the state; the type says what the app's own ones promise, as in Fresh.
      state: {} as State,
      render: (context, vnode, init) => renderPage(context, vnode, init, covering, item?.route.config ?? {}),
    });
    const chain = this.#middlewares
      .filter(({ index, scope, test }) =>
        (!item || index < item.index) && covers(scope, item?.scope.dir ?? null, () => test(pathname))
      )
      .flatMap(({ handlers }) => handlers);
    if (item) chain.push(...item.before);
    chain.push(() => {
      if (!item) throw refusal;
      return runRoute(ctx, item.route);
    });

    const response = await this.#run(ctx, chain, covering);
    if (req.method !== "HEAD" || response.body === null) return response;
    await response.body.cancel();
    return new Response(null, response);
  }

  #url(req: Request): URL {
    const url = new URL(req.url);
    if (this.config.trustProxy) {
      const protocol = req.headers.get("x-forwarded-proto")?.split(",", 1)[0]?.trim();
      const host = req.headers.get("x-forwarded-host")?.split(",", 1)[0]?.trim();
      if (protocol === "http" || protocol === "https") url.protocol = protocol;
      // Setting `host` keeps the old port where the new host names none.
      if (host && URL.canParse(`http://${host}`)) {
        url.port = "";
        url.host = host;
      }
    }
    return url;
  }

  /** The route for a request; its `Allow` header where only the method is wrong; null where no path matches. */
  #match(method: string, pathname: string): Matched<State> | string | null {
    const allowed = new Set<Method>();
    const exact = this.#exact.get(pathname);
    for (const route of exact ? [exact, ...this.#patterns] : this.#patterns) {
      const params = route.match(pathname);
      if (!params) continue;
      for (const wanted of method === "HEAD" ? ["HEAD", "GET"] : [method]) {
        for (const item of route.items) {
          const methods = allowedMethods(item.route);
          if (methods === "ALL" || methods.some((name) => name === wanted)) return { item, params };
          methods.forEach((name) => allowed.add(name));
        }
      }
    }
    if (allowed.has("GET")) allowed.add("HEAD");
    return allowed.size > 0 ? [...allowed].join(", ") : null;
  }

  async #run(ctx: Context<State>, chain: Middleware<State>[], covering: Item<State>[]): Promise<Response> {
    const dispatch = async (index: number): Promise<Response> => {
      const outer = ctx.next;
      ctx.next = () => dispatch(index + 1);
      try {
        const step = chain[index];
        if (!step) throw new Error("Nothing follows the route");
        return await step(ctx);
      } catch (error) {
        // Answered here, nearest to where it was thrown, so that outer middlewares add their headers to the error page.
        return await this.#fail(ctx, error, covering);
      } finally {
        ctx.next = outer;
      }
    };
    return await dispatch(0);
  }

  async #fail(ctx: Context<State>, error: unknown, covering: Item<State>[]): Promise<Response> {
    const status = statusOf(error);
    if (status >= 500) this.report(error, ctx);
    const failedBefore = ctx.error !== undefined;
    ctx.error = error;
    const item = covering.findLast(({ kind }) => status === 404 && kind === "notFound") ??
      covering.findLast(({ kind }) => kind === "error");
    let response: Response | null = null;
    if (!failedBefore && item && (item.kind === "notFound" || item.kind === "error")) {
      try {
        response = await runRoute(ctx, item.route, status);
      } catch (second) {
        this.report(second, ctx);
      }
    }
    response ??= new Response(
      status < 500 && error instanceof Error ? error.message : statusText(status),
      { status, headers: { "content-type": "text/plain; charset=utf-8" } },
    );
    if (error instanceof MethodNotAllowed) response.headers.set("allow", error.allow);
    return response;
  }
}

async function runRoute<State>(ctx: Context<State>, route: Route<State>, status = 200): Promise<Response> {
  const handler = handlerFor(route, ctx.req.method);
  let init: ResponseInit = { status };
  if (handler) {
    const answer = await handler(ctx);
    if (answer instanceof Response) return answer;
    // Types promise it, but a handler that forgets to return compiles when its type was widened.
    if (typeof answer !== "object" || answer === null || !("data" in answer)) {
      throw new TypeError(`The handler of ${ctx.req.method} ${ctx.route} gave neither a Response nor page()`);
    }
    ctx.data = answer.data;
    const own = answer.status ?? 200;
    init = { status: own === 200 ? status : own, headers: answer.headers ?? {} };
  }
  if (!route.component) throw new TypeError(`The route ${ctx.route} has no page to render`);
  const vnode = await wrapVNode(route.component, ctx, null);
  return vnode instanceof Response ? vnode : ctx.render(vnode, init);
}

/** The vnode inside the layouts (root outermost) and the app wrapper that cover the route. */
async function renderPage<State>(
  ctx: Context<State>,
  vnode: VNode | null,
  init: ResponseInit,
  covering: readonly Item<State>[],
  config: RouteConfig,
): Promise<Response> {
  let skipApp = config.skipAppWrapper ?? false;
  let inner = vnode;
  if (!config.skipInheritedLayouts) {
    for (const item of covering.toReversed()) {
      if (item.kind !== "layout") continue;
      const wrapped = await wrapVNode(item.component, ctx, inner);
      if (wrapped instanceof Response) return wrapped;
      inner = wrapped;
      skipApp ||= item.config.skipAppWrapper ?? false;
      if (item.config.skipInheritedLayouts) break;
    }
  }
  const wrapper = covering.findLast((item) => item.kind === "app");
  if (!skipApp && wrapper?.kind === "app") {
    const wrapped = await wrapVNode(wrapper.component, ctx, inner);
    if (wrapped instanceof Response) return wrapped;
    inner = wrapped;
  }
  return renderDocument(ctx, inner, init);
}
