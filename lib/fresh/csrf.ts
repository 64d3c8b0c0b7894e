// Refuses unsafe requests that another site's page made.
import { HttpError } from "./http_error.ts";
import type { Context } from "./context.ts";
import type { Middleware } from "./types.ts";

export interface CsrfOptions<State> {
  /** Origins that may post besides the app's own. */
  readonly origin?: string | readonly string[] | ((origin: string, ctx: Context<State>) => boolean);
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Compares `Sec-Fetch-Site` and `Origin` on unsafe methods; answers 403 to a foreign one. A request with neither header
 * comes from no browser, so it carries no cookie against its user's will, and passes.
 */
export function csrf<State>(options: CsrfOptions<State> = {}): Middleware<State> {
  const { origin: allowed } = options;

  function mayPost(origin: string, ctx: Context<State>): boolean {
    if (typeof allowed === "function") return allowed(origin, ctx);
    return typeof allowed === "string" ? origin === allowed : allowed?.includes(origin) ?? false;
  }

  return (ctx) => {
    if (SAFE.has(ctx.req.method)) return ctx.next();
    const site = ctx.req.headers.get("sec-fetch-site");
    const origin = ctx.req.headers.get("origin");
    if (site === "same-origin" || site === "none") return ctx.next();
    if (site === null && (origin === null || origin === ctx.url.origin)) return ctx.next();
    if (origin !== null && mayPost(origin, ctx)) return ctx.next();
    throw new HttpError(403, "This request came from another site");
  };
}
