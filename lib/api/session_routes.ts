// Signing in and out, and who one is.
import { z } from "@hono/zod-openapi";
import { clearedCookie, readDevice, signedInHeaders } from "@/lib/auth/cookie.ts";
import type { AuthService, Principal } from "@/lib/auth/types.ts";
import { readBody } from "./guard.ts";
import { isSecure, type Routes } from "./routes.ts";

const PATH = "/api/v1/session";
const tag = "Session";

const credentials = z.strictObject({
  username: z.string("is missing or no text").min(1, "is empty").max(256, "is too long"),
  password: z.string("is missing or no text").min(1, "is empty").max(1024, "is too long"),
});

const sessionShape = z.object({
  username: z.string(),
  session: z.string().describe("Names this session in lists and logs"),
}).openapi("Session");

const shown = ({ username, sessionId }: Principal): z.infer<typeof sessionShape> => ({
  username,
  session: sessionId,
});

export function sessionRoutes(routes: Routes, auth: AuthService): void {
  routes.open({
    method: "post",
    path: PATH,
    tag,
    summary: "Signs in and sets the session cookie",
    body: credentials,
    status: 200,
    answer: sessionShape,
  }, async (context) => {
    const { username, password } = await readBody(context.req.raw, credentials);
    const secure = isSecure(context);
    const device = readDevice(context.req.raw.headers.get("cookie"), secure);
    const signedIn = await auth.signIn(username, password, context.env.client, device);
    return Response.json(shown(signedIn.principal), { headers: signedInHeaders(signedIn, secure) });
  });

  routes.add(
    {
      method: "get",
      path: PATH,
      tag,
      summary: "Who is signed in",
      status: 200,
      answer: sessionShape,
    },
    "signed-in",
    (_context, principal) => Response.json(shown(principal)),
  );

  routes.open({
    method: "delete",
    path: PATH,
    tag,
    summary: "Signs out; does nothing when nobody is signed in",
    status: 204,
  }, async (context) => {
    const cookie = routes.cookie(context);
    if (cookie !== null) await auth.signOut(cookie);
    const headers = { "set-cookie": clearedCookie(isSecure(context)) };
    return new Response(null, { status: 204, headers });
  });
}
