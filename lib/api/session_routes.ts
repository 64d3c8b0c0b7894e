// Signing in and out, and who one is.
import { z } from "@hono/zod-openapi";
import { clearedCookie, readDevice, signedInHeaders } from "@/lib/auth/cookie.ts";
import type { SignInSteps, Visitor } from "@/lib/auth/factor_types.ts";
import { SecondFactorError } from "@/lib/auth/second_step.ts";
import { siteOf } from "@/lib/auth/site.ts";
import type { AuthService, Principal, SignedIn } from "@/lib/auth/types.ts";
import { passkeyProof } from "@/lib/auth/webauthn_shapes.ts";
import { AtollError } from "@/lib/errors.ts";
import { readBody } from "./guard.ts";
import { noteRefusal } from "./refusals.ts";
import { type ApiContext, isSecure, type Routes } from "./routes.ts";

const PATH = "/api/v1/session";
const tag = "Session";

const credentials = z.strictObject({
  username: z.string("is missing or no text").min(1, "is empty").max(256, "is too long"),
  password: z.string("is missing or no text").min(1, "is empty").max(1024, "is too long"),
});

const ticket = z.string("is missing or no text").min(1, "is empty").max(4_000, "is too long");
const second = z.strictObject({
  ticket,
  code: z.string("is no text").max(64, "is too long").optional().describe("Of the app, or a recovery code"),
  passkey: passkeyProof.optional().describe("The answer to `challenge.passkey`"),
});
const byPasskey = z.strictObject({ ticket, passkey: passkeyProof });

const options = z.record(z.string(), z.unknown()).describe("For navigator.credentials.get, as JSON");

const sessionShape = z.object({
  username: z.string(),
  session: z.string().describe("Names this session in lists and logs"),
}).openapi("Session");

const shown = ({ username, sessionId }: Principal): z.infer<typeof sessionShape> => ({
  username,
  session: sessionId,
});

export function sessionRoutes(routes: Routes, auth: AuthService, signIns: SignInSteps): void {
  const started = (context: ApiContext, signedIn: SignedIn) =>
    Response.json(shown(signedIn.principal), { headers: signedInHeaders(signedIn, isSecure(context)) });

  routes.open({
    method: "post",
    path: PATH,
    tag,
    summary: "Signs in and sets the session cookie. Who has a second factor is answered 401 with the code " +
      "`second-factor` and `challenge: {ticket, kinds, passkey}`: the ticket goes to /session/second within five minutes",
    body: credentials,
    status: 200,
    answer: sessionShape,
  }, async (context) => {
    const { username, password } = await readBody(context.req.raw, credentials);
    const { client, device, site } = visitorOf(context);
    try {
      return started(context, await auth.signIn(username, password, client, device));
    } catch (error) {
      if (!(error instanceof SecondFactorError)) throw error;
      return await challenged(context.req.raw, error, signIns, site);
    }
  });

  routes.open({
    method: "post",
    path: `${PATH}/second`,
    tag,
    summary: "The second step of a sign-in: a code, or a passkey",
    body: second,
    status: 200,
    answer: sessionShape,
  }, async (context) => {
    const { ticket, code, passkey } = await readBody(context.req.raw, second);
    if ((code === undefined) === (passkey === undefined)) {
      throw new AtollError(422, "bad-argument", "Give a code or a passkey, one of the two", "code");
    }
    const proof = passkey === undefined
      ? { kind: "code" as const, code: code ?? "" }
      : { kind: "passkey" as const, response: passkey };
    return started(context, await signIns.signInSecond(ticket, proof, visitorOf(context)));
  });

  routes.open({
    method: "post",
    path: `${PATH}/passkey/question`,
    tag,
    summary: "What to ask an authenticator for, to sign in with a passkey alone",
    status: 200,
    answer: z.object({ ticket: z.string(), options }),
  }, async (context) => Response.json(await signIns.passkeyQuestion(visitorOf(context).site)));

  routes.open({
    method: "post",
    path: `${PATH}/passkey`,
    tag,
    summary: "Signs in with a passkey alone and sets the session cookie",
    body: byPasskey,
    status: 200,
    answer: sessionShape,
  }, async (context) => {
    const { ticket, passkey } = await readBody(context.req.raw, byPasskey);
    return started(context, await signIns.signInPasskey(ticket, passkey, visitorOf(context)));
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

function visitorOf(context: ApiContext): Visitor {
  const request = context.req.raw;
  const secure = isSecure(context);
  return {
    client: context.env.client,
    device: readDevice(request.headers.get("cookie"), secure),
    site: siteOf(request, secure),
  };
}

/** The answer to a right password that is not enough. */
async function challenged(
  request: Request,
  { code, message, status, challenge }: SecondFactorError,
  signIns: SignInSteps,
  site: string,
): Promise<Response> {
  noteRefusal(request, { code, message });
  const passkey = await signIns.passkeyOptions(challenge.ticket, site);
  return Response.json({ error: { code, message }, challenge: { ...challenge, passkey } }, { status });
}
