// The door: who asks, from the session cookie; who is not signed in goes to set-up or sign-in.
import { AtollError } from "@/lib/errors.ts";
import { readCookie } from "@/lib/auth/cookie.ts";
import type { Middleware } from "fresh";
import type { Services, State } from "@/fresh.config.ts";
import { ENGLISH } from "@/lib/view/languages.ts";
import { readTheme } from "./look_cookies.ts";

/** Pages that work without being signed in. */
const PUBLIC = new Set([
  "/language",
  "/setup",
  "/sign-in",
  "/sign-in/second",
  "/sign-in/passkey",
  "/sign-in/oidc",
  "/sign-in/oidc/callback",
]);

/**
 * Gives every request its state. A page asked for without a session leads to `/setup` while there is no user at all, else to
 * `/sign-in?next=…`; anything else that is not a page answers 401.
 */
export function session(services: Services): Middleware<State> {
  // Once set up, always set up: the store need not be asked again.
  let setUp = false;

  async function needsSetup(): Promise<boolean> {
    setUp ||= !await services.auth.needsSetup();
    return !setUp;
  }

  return async (ctx) => {
    const cookies = ctx.req.headers.get("cookie");
    const cookie = readCookie(cookies, ctx.url.protocol === "https:");
    const principal = cookie === null ? null : await services.auth.verify(cookie);
    ctx.state = { services, principal, theme: readTheme(cookies), language: ENGLISH };
    const { pathname } = ctx.url;
    if (principal !== null) return await ctx.next();
    if (await needsSetup()) return pathname === "/setup" ? await ctx.next() : ctx.redirect("/setup", 303);
    if (PUBLIC.has(pathname)) return await ctx.next();
    if (!wantsPage(ctx.req)) throw new AtollError(401, "not-signed-in", "Sign in first");
    return ctx.redirect(`/sign-in?next=${encodeURIComponent(pageOf(ctx.req, ctx.url))}`, 303);
  };
}

function wantsPage(request: Request): boolean {
  const destination = request.headers.get("sec-fetch-dest");
  if (destination !== null) return destination === "document";
  return (request.headers.get("accept") ?? "").includes("text/html");
}

/** Where to go after signing in: the page itself, or the one a form stood on when the session had ended meanwhile. */
function pageOf(request: Request, url: URL): string {
  if (request.method === "GET" || request.method === "HEAD") return url.pathname + url.search;
  const referrer = URL.parse(request.headers.get("referer") ?? "");
  return referrer !== null && referrer.origin === url.origin ? referrer.pathname + referrer.search : "/";
}
