// What a handler is given: the request, what is known about it, and the ways to answer.
import type { FunctionComponent, VNode } from "preact";
import { HttpError } from "./http_error.ts";
import type { FreshConfig } from "./types.ts";

export interface WebSocketHandlers {
  open?(socket: WebSocket): void;
  message?(socket: WebSocket, event: MessageEvent): void;
  close?(socket: WebSocket, code: number, reason: string): void;
  error?(socket: WebSocket, event: Event): void;
}

export interface UpgradeOptions extends Deno.UpgradeWebSocketOptions {
  /** Origins that may connect besides the app's own host: browsers let any page open a WebSocket, with cookies. */
  readonly origin?: readonly string[];
}

/** What the app supplies behind a context. */
export interface ContextInit<State> {
  readonly req: Request;
  readonly url: URL;
  readonly info: Deno.ServeHandlerInfo;
  readonly config: FreshConfig;
  readonly params: Readonly<Record<string, string>>;
  readonly route: string | null;
  readonly state: State;
  render(ctx: Context<State>, vnode: VNode | null, init: ResponseInit): Promise<Response>;
}

/** One request's context. `state` is shared by all middlewares, the handler and the page. */
export class Context<State = unknown> {
  readonly req: Request;
  /** With trustProxy as the proxy saw it. */
  readonly url: URL;
  readonly info: Deno.ServeHandlerInfo;
  readonly config: FreshConfig;
  readonly params: Readonly<Record<string, string>>;
  /** Pattern of the matched route; null when none matched. */
  readonly route: string | null;
  state: State;
  /** What the handler gave to `page()`. */
  data: unknown = undefined;
  /** What was thrown; set for error pages. */
  error: unknown = undefined;
  /** In layouts and the app wrapper: what they wrap. */
  Component: FunctionComponent = () => null;
  /** The rest of the chain: further middlewares, then the route. */
  next: () => Promise<Response> = () => Promise.reject(new Error("Nothing follows the route"));
  readonly #render: ContextInit<State>["render"];

  constructor(init: ContextInit<State>) {
    this.req = init.req;
    this.url = init.url;
    this.info = init.info;
    this.config = init.config;
    this.params = init.params;
    this.route = init.route;
    this.state = init.state;
    this.#render = init.render;
  }

  /**
   * Redirects to a path of this site, or to an absolute http(s) URL that the caller vouches for. A path stays on the site
   * whatever it holds: `//evil`, `/\evil` and their variants with control characters lose their extra slashes.
   */
  redirect(to: string, status: number = 302): Response {
    // URL parsers drop tabs, newlines and leading control characters, so they may hide a slash.
    // deno-lint-ignore no-control-regex -- control characters are what must go
    let target = to.replace(/[\u0000-\u001f\u007f]/g, "").trim();
    if (/^[/\\]/.test(target)) target = "/" + target.replace(/^[/\\]+/, "");
    const url = new URL(target, this.url);
    if (url.protocol !== "http:" && url.protocol !== "https:") {
      throw new TypeError(`Cannot redirect to a ${url.protocol} URL`);
    }
    const local = url.origin === this.url.origin;
    // Resolving may itself leave `//evil` behind: "/.//evil" normalises to it.
    const location = local ? url.pathname.replace(/^\/+/, "/") + url.search + url.hash : url.href;
    return new Response(null, { status, headers: { location } });
  }

  /** The vnode inside the route's layouts and the app wrapper, as an HTML response. */
  render(vnode: VNode | null, init: ResponseInit = {}): Promise<Response> {
    return this.#render(this, vnode, init);
  }

  json(value: unknown, init?: ResponseInit): Response {
    return Response.json(value, init);
  }

  text(text: string, init?: ResponseInit): Response {
    return typed(text, "text/plain; charset=utf-8", init);
  }

  html(html: string, init?: ResponseInit): Response {
    return typed(html, "text/html; charset=utf-8", init);
  }

  /** Turns the request into a WebSocket. Throws HttpError 426 for other requests, 403 for those of a foreign page. */
  upgrade(handlers: WebSocketHandlers, options: UpgradeOptions = {}): Response {
    if (this.req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      throw new HttpError(426, "This address speaks WebSocket only");
    }
    const { origin: allowed = [], ...upgradeOptions } = options;
    const origin = this.req.headers.get("origin");
    if (origin !== null && !allowed.includes(origin) && hostOf(origin) !== this.url.host) {
      throw new HttpError(403, "This connection was opened by another site");
    }
    const { socket, response } = Deno.upgradeWebSocket(this.req, upgradeOptions);
    // All listeners are set before anything is awaited, so that no message is lost.
    socket.onopen = () => handlers.open?.(socket);
    socket.onmessage = (event) => handlers.message?.(socket, event);
    socket.onclose = (event) => handlers.close?.(socket, event.code, event.reason);
    socket.onerror = (event) => handlers.error?.(socket, event);
    return response;
  }
}

/** Fresh's other name of it. */
export type FreshContext<State = unknown> = Context<State>;

function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host ?? null;
}

function typed(body: string, type: string, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  if (!headers.has("content-type")) headers.set("content-type", type);
  return new Response(body, { ...init, headers });
}
