// Helpers that give handlers, pages, layouts and middlewares their types without writing them out.
import type {
  HandlerByMethod,
  Middleware,
  PageComponent,
  PageData,
  PageResponse,
  RouteHandler,
} from "./types.ts";

export interface Define<State> {
  /** A route's handlers; what they give to `page()` becomes the data of `page<typeof handler>`. */
  handlers<const H extends RouteHandler<unknown, State>>(handlers: H): H;
  /** A page; `define.page<typeof handler>` types `props.data`. */
  page<H extends RouteHandler<unknown, State> = HandlerByMethod<never, State>>(
    render: PageComponent<PageData<H>, State>,
  ): PageComponent<PageData<H>, State>;
  /** A layout or the app wrapper. */
  layout(render: PageComponent<unknown, State>): PageComponent<unknown, State>;
  middleware(middleware: Middleware<State>): Middleware<State>;
  middleware(middlewares: Middleware<State>[]): Middleware<State>[];
}

function same<T>(value: T): T {
  return value;
}

/** The helpers for one kind of state. */
export function createDefine<State>(): Define<State> {
  return { handlers: same, page: same, layout: same, middleware: same };
}

/** A handler's answer that renders the route's page with `data`. */
export function page(): PageResponse<undefined>;
export function page<Data>(
  data: Data,
  options?: { readonly status?: number; readonly headers?: HeadersInit },
): PageResponse<Data>;
export function page(
  data?: unknown,
  options: { readonly status?: number; readonly headers?: HeadersInit } = {},
): PageResponse<unknown> {
  return { data, status: options.status ?? 200, headers: options.headers ?? {} };
}
