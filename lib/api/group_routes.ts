// Groups of users, for those who manage people.
import { z } from "@hono/zod-openapi";
import type { PeopleService } from "@/lib/auth/people_types.ts";
import { readBody } from "./guard.ts";
import { word } from "./people_shapes.ts";
import { param, type Routes } from "./routes.ts";

const tag = "Groups";
const PATH = "/api/v1/groups";

const name = word(256).describe("1 to 64 characters, unique whatever their case");
const description = z.string("is no text").max(1024, "is longer than 1024 characters");
const external = z.string("is no text").max(256, "is longer than 256 characters").nullable().describe(
  "Value of the directory's group claim that puts people into it at sign-in; null: by hand only",
);

const groupShape = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  external,
  members: z.number().int().describe("Number of users in it"),
}).openapi("Group");

const newGroup = z.strictObject({
  name,
  description: description.optional(),
  external: external.optional(),
});
const groupChange = newGroup.partial();

export function groupRoutes(routes: Routes, people: PeopleService): void {
  routes.add(
    {
      method: "get",
      path: PATH,
      tag,
      summary: "Every group, by name",
      status: 200,
      answer: z.object({ items: z.array(groupShape) }),
    },
    "users.manage",
    async (_context, principal) => Response.json({ items: await people.groups(principal) }),
  );
  routes.add(
    {
      method: "post",
      path: PATH,
      tag,
      summary: "Makes a group",
      body: newGroup,
      status: 201,
      answer: groupShape,
    },
    "users.manage",
    async (context, principal) => {
      const group = await readBody(context.req.raw, newGroup);
      return Response.json(await people.createGroup(principal, group), { status: 201 });
    },
  );
  routes.add(
    {
      method: "post",
      path: `${PATH}/{id}`,
      tag,
      summary: "Changes a group; what is left out stays",
      body: groupChange,
      status: 204,
    },
    "users.manage",
    async (context, principal) => {
      const change = await readBody(context.req.raw, groupChange);
      await people.changeGroup(principal, param(context, "id"), change);
      return new Response(null, { status: 204 });
    },
  );
  routes.add(
    {
      method: "delete",
      path: `${PATH}/{id}`,
      tag,
      summary: "Deletes a group; its grants go with it. Not the one that makes the last administrator",
      status: 204,
    },
    "users.manage",
    async (context, principal) => {
      await people.deleteGroup(principal, param(context, "id"));
      return new Response(null, { status: 204 });
    },
  );
}
