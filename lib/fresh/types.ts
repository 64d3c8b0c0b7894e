// Types of handlers, pages and their configuration.
import type { ComponentChildren, FunctionComponent } from "preact";
import type { Context } from "./context.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";

/** What the whole app is configured with. */
export interface FreshConfig {
  /** Path the app is mounted at, "" for the root. */
  readonly basePath: string;
  /** Whether X-Forwarded-Proto and X-Forwarded-Host are believed. */
  readonly trustProxy: boolean;
}

/** What a handler answers to have the page rendered. */
export interface PageResponse<Data> {
  readonly data: Data;
  readonly status?: number;
  readonly headers?: HeadersInit;
}

export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

export type HandlerFn<Data, State> = (
  ctx: Context<State>,
) => Response | PageResponse<Data> | Promise<Response | PageResponse<Data>>;

export type HandlerByMethod<Data, State> = { readonly [M in Method]?: HandlerFn<Data, State> };

/** One function for every method, or one a method. */
export type RouteHandler<Data, State> = HandlerFn<Data, State> | HandlerByMethod<Data, State>;

type DataOfAnswer<Answer> = Awaited<Answer> extends infer A
  ? A extends PageResponse<infer Data> ? Data : never
  : never;
type AnswerOf<H> = H extends (...args: never) => infer R ? R : never;

/** Data of the page a handler belongs to: the union of what its methods hand to `page()`. */
export type PageData<H> = H extends (...args: never) => infer R ? DataOfAnswer<R>
  : H extends object ? { [M in keyof H]: DataOfAnswer<AnswerOf<H[M]>> }[keyof H]
  : never;

/** What pages, layouts and the app wrapper are given. */
export interface PageProps<Data = unknown, State = unknown> {
  readonly config: FreshConfig;
  readonly url: URL;
  readonly req: Request;
  readonly params: Readonly<Record<string, string>>;
  /** Pattern of the matched route; null when none matched. */
  readonly route: string | null;
  readonly info: Deno.ServeHandlerInfo;
  readonly state: State;
  readonly data: Data;
  /** What was thrown, on error pages. */
  readonly error: unknown;
  /** What a layout or the app wrapper wraps. */
  readonly Component: FunctionComponent;
}

export type ComponentReturn = ComponentChildren;

/** A page, layout or app wrapper: a component, or an async function of the same props. */
export type PageComponent<Data, State> = (
  props: PageProps<Data, State>,
) => ComponentReturn | Promise<ComponentReturn>;

/** `export const config` of a route module. */
export interface RouteConfig {
  /** Pattern that replaces the one of the file's path. */
  readonly routeOverride?: string;
  readonly skipAppWrapper?: boolean;
  readonly skipInheritedLayouts?: boolean;
  /** Methods a handler function answers; all when left out. */
  readonly methods?: "ALL" | readonly Method[];
}

/** `export const config` of a layout module. */
export type LayoutConfig = Pick<RouteConfig, "skipAppWrapper" | "skipInheritedLayouts">;

/** A page with its handler, as `App.route` takes it. */
export interface Route<State> {
  // deno-lint-ignore no-explicit-any -- a route's data is known to its own handler and page alone
  readonly component?: PageComponent<any, State>;
  readonly handler?: RouteHandler<unknown, State>;
  readonly config?: RouteConfig;
}

/** Told once of every failure that ends in status 500 or above, so that the app can log it. */
export type ErrorReporter<State> = (error: unknown, ctx: Context<State>) => void;
