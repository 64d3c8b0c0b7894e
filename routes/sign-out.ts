// Ends the session.
import { clearedCookie, readCookie } from "@/lib/auth/cookie.ts";
import { define } from "../fresh.config.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const secure = ctx.url.protocol === "https:";
    const session = readCookie(ctx.req.headers.get("cookie"), secure);
    if (session !== null) await ctx.state.services.auth.signOut(session);
    return new Response(null, {
      status: 303,
      headers: { location: "/sign-in", "set-cookie": clearedCookie(secure) },
    });
  },
});
