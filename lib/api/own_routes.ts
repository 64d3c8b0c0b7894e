// What is everybody's own: sessions, API tokens, the password, preferences. Those who manage people reach others' as well.
import { z } from "@hono/zod-openapi";
import type { PeopleService } from "@/lib/auth/people_types.ts";
import { preferences as preferencesRecord, PREFERENCES_BYTES } from "@/lib/store/preferences.ts";
import { readBody } from "./guard.ts";
import { newPassword, word } from "./people_shapes.ts";
import { param, type Routes } from "./routes.ts";

const ofWhom = z.object({
  user: z.string().optional().describe(
    "Another user's, for those who manage people; one's own when left out",
  ),
});

const done = () => new Response(null, { status: 204 });
const userOf = (request: Request) => new URL(request.url).searchParams.get("user");

export function ownRoutes(routes: Routes, people: PeopleService): void {
  sessionRoutes(routes, people);
  tokenRoutes(routes, people);
  preferenceRoutes(routes, people);
  routes.add(
    {
      method: "post",
      path: "/api/v1/password",
      tag: "Session",
      summary: "Changes one's own password and ends one's other sessions. Needs a session",
      body: passwordChange,
      status: 204,
    },
    "signed-in",
    async (context, principal) => {
      const { current, password } = await readBody(context.req.raw, passwordChange);
      await people.changePassword(principal, current, password);
      return done();
    },
  );
}

const passwordChange = z.strictObject({ current: word(1024), password: newPassword });

const sessionShape = z.object({
  id: z.string(),
  userId: z.string(),
  created: z.string(),
  used: z.string().describe("Last use, to within some minutes"),
  ends: z.string().describe("When it ends unless it is used"),
  client: z.string().describe("Address it was started from"),
  agent: z.string().describe("Browser in a few words; empty when it did not say"),
  current: z.boolean().describe("The one that asks"),
}).openapi("SessionInfo");

function sessionRoutes(routes: Routes, people: PeopleService): void {
  const path = "/api/v1/sessions";
  const tag = "Sessions";
  routes.add(
    {
      method: "get",
      path,
      tag,
      summary: "Sessions, newest first; those of everybody with `user=all`",
      query: ofWhom,
      status: 200,
      answer: z.object({ items: z.array(sessionShape) }),
    },
    "signed-in",
    async (context, principal) => {
      const user = userOf(context.req.raw) ?? principal.userId;
      return Response.json({ items: await people.sessions(principal, user === "all" ? null : user) });
    },
  );
  routes.add(
    {
      method: "delete",
      path,
      tag,
      summary: "Ends all sessions but the one that asks",
      query: ofWhom,
      status: 204,
    },
    "signed-in",
    async (context, principal) => {
      await people.endSessionsOf(principal, userOf(context.req.raw) ?? principal.userId);
      return done();
    },
  );
  routes.add(
    { method: "delete", path: `${path}/{id}`, tag, summary: "Ends a session, with its streams", status: 204 },
    "signed-in",
    async (context, principal) => {
      await people.endSession(principal, param(context, "id"));
      return done();
    },
  );
}

const tokenShape = z.object({
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  scope: z.enum(["read-only", "user"]).describe("For reading only, or all that the user may do"),
  created: z.string(),
  expires: z.string().nullable().describe("null: until it is revoked"),
  used: z.string().nullable().describe("Last use, to within some minutes; null: never"),
}).openapi("Token");

const newToken = z.strictObject({
  name: word(256).describe("What it is for, 1 to 64 characters"),
  scope: tokenShape.shape.scope,
  expires: z.string("is no text").max(64, "is no time").nullish().describe(
    "ISO 8601; left out: until it is revoked",
  ),
});

function tokenRoutes(routes: Routes, people: PeopleService): void {
  const path = "/api/v1/tokens";
  const tag = "Tokens";
  routes.add(
    {
      method: "get",
      path,
      tag,
      summary: "API tokens, newest first",
      query: ofWhom,
      status: 200,
      answer: z.object({ items: z.array(tokenShape) }),
    },
    "signed-in",
    async (context, principal) => {
      const items = await people.tokens(principal, userOf(context.req.raw) ?? principal.userId);
      return Response.json({ items });
    },
  );
  routes.add(
    {
      method: "post",
      path,
      tag,
      summary:
        "Makes an API token for oneself. Needs a session, and the password within the last ten minutes (/factors/confirm)",
      body: newToken,
      status: 201,
      answer: tokenShape.extend({
        secret: z.string().describe("Shown this once: goes into `Authorization: Bearer …`"),
      }).openapi("NewToken"),
    },
    "signed-in",
    async (context, principal) => {
      const { name, scope, expires = null } = await readBody(context.req.raw, newToken);
      const { info, secret } = await people.createToken(principal, { name, scope, expires });
      return Response.json({ ...info, secret }, { status: 201 });
    },
  );
  routes.add(
    { method: "delete", path: `${path}/{id}`, tag, summary: "Revokes an API token", status: 204 },
    "signed-in",
    async (context, principal) => {
      await people.revokeToken(principal, param(context, "id"));
      return done();
    },
  );
}

const preferencesShape = preferencesRecord.required().openapi("Preferences");
const preferencesChange = z.strictObject(preferencesRecord.partial().shape);

function preferenceRoutes(routes: Routes, people: PeopleService): void {
  const path = "/api/v1/preferences";
  const tag = "Preferences";
  routes.add(
    {
      method: "get",
      path,
      tag,
      summary: "One's own preferences, which follow to any device",
      status: 200,
      answer: preferencesShape,
    },
    "signed-in",
    async (_context, principal) => Response.json(await people.preferences(principal)),
  );
  routes.add(
    {
      method: "post",
      path,
      tag,
      summary: `Changes some of them; what is left out stays. ${PREFERENCES_BYTES / 1024} KiB at most`,
      body: preferencesChange,
      status: 200,
      answer: preferencesShape,
    },
    "signed-in",
    async (context, principal) => {
      await people.setPreferences(principal, await readBody(context.req.raw, preferencesChange));
      return Response.json(await people.preferences(principal));
    },
  );
}
