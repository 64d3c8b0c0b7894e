// The subset of the Fresh 2 API that Atoll uses, imported as "fresh".
export { App, type AppOptions, type ListenOptions } from "./app.ts";
export { type BuildSnapshot, registerAssets, registerBuild } from "./build.ts";
export { Context, type FreshContext, type UpgradeOptions, type WebSocketHandlers } from "./context.ts";
export { csp, type CspOptions } from "./csp.ts";
export { csrf, type CsrfOptions } from "./csrf.ts";
export { createDefine, type Define, page } from "./define.ts";
export { HttpError } from "./http_error.ts";
export { staticFiles } from "./static_files.ts";
export type {
  ComponentReturn,
  ErrorReporter,
  FreshConfig,
  HandlerByMethod,
  HandlerFn,
  LayoutConfig,
  Method,
  Middleware,
  PageComponent,
  PageData,
  PageProps,
  PageResponse,
  Route,
  RouteConfig,
  RouteHandler,
} from "./types.ts";
