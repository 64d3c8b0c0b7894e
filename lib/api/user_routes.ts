// Users, for those who manage people.
import { z } from "@hono/zod-openapi";
import type { PeopleService } from "@/lib/auth/people_types.ts";
import type { Principal } from "@/lib/auth/types.ts";
import { readBody } from "./guard.ts";
import { newPassword, word } from "./people_shapes.ts";
import { type ApiContext, param, type RouteDoc, type Routes } from "./routes.ts";

const tag = "Users";
const PATH = "/api/v1/users";

const username = word(256).describe("1 to 64 letters, digits and . _ @ -, unique whatever their case");
const groups = z.array(word(64), "is no list").max(200, "has more than 200 groups").describe("Ids of groups");

const userShape = z.object({
  id: z.string(),
  username: z.string(),
  created: z.string(),
  disabled: z.boolean(),
  groups: z.array(z.string()).describe("Ids of groups"),
  source: z.enum(["local", "oidc", "ldap"]).describe("Who checks the password: Atoll, or a directory"),
  secondFactors: z.array(z.enum(["totp", "passkey"])),
  seen: z.string().nullable().describe("Last use of a session or token, to within some minutes; null: never"),
}).openapi("User");

const newUser = z.strictObject({ username, password: newPassword, groups: groups.optional() });

export function userRoutes(routes: Routes, people: PeopleService): void {
  routes.add(
    {
      method: "get",
      path: PATH,
      tag,
      summary: "Every user, by name",
      status: 200,
      answer: z.object({ items: z.array(userShape) }),
    },
    "users.manage",
    async (_context, principal) => Response.json({ items: await people.users(principal) }),
  );
  routes.add(
    {
      method: "get",
      path: `${PATH}/{id}`,
      tag,
      summary: "One user; oneself, without any right",
      status: 200,
      answer: userShape,
    },
    "signed-in",
    async (context, principal) => Response.json(await people.user(principal, param(context, "id"))),
  );
  routes.add(
    {
      method: "post",
      path: PATH,
      tag,
      summary: "Makes a user",
      body: newUser,
      status: 201,
      answer: userShape,
    },
    "users.manage",
    async (context, principal) => {
      const { groups = [], ...user } = await readBody(context.req.raw, newUser);
      return Response.json(await people.createUser(principal, { ...user, groups }), { status: 201 });
    },
  );
  routes.add(
    {
      method: "delete",
      path: `${PATH}/{id}`,
      tag,
      summary:
        "Deletes a user with sessions, tokens, preferences and second factors; not oneself, not the last administrator",
      status: 204,
    },
    "users.manage",
    async (context, principal) => {
      await people.deleteUser(principal, param(context, "id"));
      return new Response(null, { status: 204 });
    },
  );
  changes(routes, people);
}

/** What can be changed of a user, each by itself: a request is done whole or not at all. */
function changes(routes: Routes, people: PeopleService): void {
  function change<B extends z.ZodObject>(
    name: string,
    summary: string,
    body: B,
    run: (principal: Principal, id: string, body: z.infer<B>) => Promise<void>,
  ): void {
    const doc: RouteDoc = {
      method: "post",
      path: `${PATH}/{id}/${name}`,
      tag,
      summary,
      body,
      status: 200,
      answer: userShape,
    };
    routes.add(doc, "users.manage", async (context: ApiContext, principal) => {
      const id = param(context, "id");
      await run(principal, id, await readBody(context.req.raw, body));
      return Response.json(await people.user(principal, id));
    });
  }

  const nothing = z.strictObject({});
  change(
    "rename",
    "Gives a user another name",
    z.strictObject({ username }),
    (principal, id, body) => people.renameUser(principal, id, body.username),
  );
  change(
    "disable",
    "Ends all sessions and lets the user in no more, also by tokens; not oneself, not the last administrator",
    nothing,
    (principal, id) => people.setDisabled(principal, id, true),
  );
  change(
    "enable",
    "Lets a disabled user in again",
    nothing,
    (principal, id) => people.setDisabled(principal, id, false),
  );
  change(
    "groups",
    "Puts a user into these groups and out of all others",
    z.strictObject({ groups }),
    (principal, id, body) => people.setGroups(principal, id, body.groups),
  );
  change(
    "password",
    "Gives another user a new password and ends their sessions. Needs a session",
    z.strictObject({ password: newPassword }),
    (principal, id, body) => people.resetPassword(principal, id, body.password),
  );
  change(
    "reset-second-factors",
    "Takes away the second factors of somebody who lost them. Needs a session",
    nothing,
    (principal, id) => people.resetSecondFactors(principal, id),
  );
}
