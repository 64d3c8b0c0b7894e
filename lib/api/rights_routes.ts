// Roles, grants and quotas: who may do what, for those who manage it, and for everybody what they hold themselves.
import { z } from "@hono/zod-openapi";
import type { Principal } from "@/lib/auth/types.ts";
import { newGrant, newRole, quotaShape, roleChange } from "@/lib/rights/forms.ts";
import type { RightsAdminService, Subject } from "@/lib/rights/types.ts";
import { AtollError } from "@/lib/errors.ts";
import { readBody } from "./guard.ts";
import { param, type Routes } from "./routes.ts";

const tag = "Rights";
const items = <T extends z.ZodType>(shape: T) => z.object({ items: z.array(shape) });

const roleShape = z.object({
  id: z.string().describe("viewer, operator, vm-admin, pool-admin, administrator, or the id of an own role"),
  name: z.string(),
  description: z.string(),
  builtIn: z.boolean().describe("It cannot be changed"),
  actions: z.array(z.string()).describe("Actions by name; `vm.*` for all of VMs, `*` for everything"),
}).openapi("Role");

const grantShape = newGrant.extend({ id: z.string(), created: z.string() }).openapi("Grant");

const actionShape = z.object({ name: z.string(), label: z.string() }).openapi("ActionName");
const usageShape = z.object({ limit: quotaShape, used: quotaShape }).openapi("Quota");

const subjectQuery = z.object({
  user: z.string().optional().describe("Grants to this user alone; with your own id, your own"),
  group: z.string().optional().describe("Grants to this group alone; a group of yours will do"),
});

export function rightsRoutes(routes: Routes, admin: RightsAdminService): void {
  roleRoutes(routes, admin);
  grantRoutes(routes, admin);
  const path = "/api/v1/groups/{id}/quota";
  routes.add(
    {
      method: "get",
      path,
      tag,
      summary: "What a group's VMs may come to, and what they come to",
      status: 200,
      answer: usageShape,
    },
    "signed-in",
    (context, principal) => Response.json(admin.quota(principal, param(context, "id"))),
  );
  routes.add(
    {
      method: "post",
      path,
      tag,
      summary: "Limits what a group's VMs may come to",
      body: quotaShape,
      status: 200,
      answer: usageShape,
    },
    "rights.manage",
    async (context, principal) => {
      const limits = await readBody(context.req.raw, quotaShape);
      await admin.setQuota(principal, param(context, "id"), limits);
      return Response.json(admin.quota(principal, param(context, "id")));
    },
  );
}

function roleRoutes(routes: Routes, admin: RightsAdminService): void {
  const path = "/api/v1/roles";
  routes.add(
    { method: "get", path, tag, summary: "Every role", status: 200, answer: items(roleShape) },
    "rights.manage",
    (_context, principal) => Response.json({ items: admin.roles(principal) }),
  );
  routes.add(
    {
      method: "get",
      path: "/api/v1/actions",
      tag,
      summary: "Every action that a role may hold",
      status: 200,
      answer: items(actionShape),
    },
    "signed-in",
    () => Response.json({ items: admin.actions() }),
  );
  routes.add(
    { method: "post", path, tag, summary: "Makes a role", body: newRole, status: 201, answer: roleShape },
    "rights.manage",
    async (context, principal) => {
      const role = await admin.createRole(principal, await readBody(context.req.raw, newRole));
      return Response.json(role, { status: 201 });
    },
  );
  routes.add(
    {
      method: "post",
      path: `${path}/{id}`,
      tag,
      summary: "Changes an own role, for all who hold it",
      body: roleChange,
      status: 200,
      answer: roleShape,
    },
    "rights.manage",
    async (context, principal) => {
      const id = param(context, "id");
      const { name, description, actions } = await readBody(context.req.raw, roleChange);
      await admin.changeRole(principal, id, {
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(actions === undefined ? {} : { actions }),
      });
      return Response.json(admin.roles(principal).find((role) => role.id === id));
    },
  );
  routes.add(
    {
      method: "delete",
      path: `${path}/{id}`,
      tag,
      summary: "Deletes an own role that nobody holds",
      status: 204,
    },
    "rights.manage",
    async (context, principal) => {
      await admin.deleteRole(principal, param(context, "id"));
      return new Response(null, { status: 204 });
    },
  );
}

function grantRoutes(routes: Routes, admin: RightsAdminService): void {
  const path = "/api/v1/grants";
  routes.add(
    {
      method: "get",
      path,
      tag,
      summary: "Grants: all of them, or those of a user or group",
      query: subjectQuery,
      status: 200,
      answer: items(grantShape),
    },
    "signed-in",
    (context, principal) => {
      const { searchParams } = new URL(context.req.url);
      return Response.json({ items: admin.grants(principal, subjectOf(searchParams)) });
    },
  );
  routes.add(
    {
      method: "post",
      path,
      tag,
      summary: "Gives a role to a user or group on everything, a pool, a host, a tag or one object",
      body: newGrant,
      status: 201,
      answer: grantShape,
    },
    "rights.manage",
    async (context, principal: Principal) => {
      const grant = await admin.grant(principal, await readBody(context.req.raw, newGrant));
      return Response.json(grant, { status: 201 });
    },
  );
  routes.add(
    {
      method: "delete",
      path: `${path}/{id}`,
      tag,
      summary: "Takes a role away again; the last administrator's stays",
      status: 204,
    },
    "rights.manage",
    async (context, principal) => {
      await admin.revoke(principal, param(context, "id"));
      return new Response(null, { status: 204 });
    },
  );
}

function subjectOf(params: URLSearchParams): Subject | undefined {
  const user = params.get("user"), group = params.get("group");
  if (user !== null && group !== null) {
    throw new AtollError(400, "bad-parameter", "Ask for a user or for a group, not for both", "group");
  }
  if (user !== null) return { kind: "user", id: user };
  return group === null ? undefined : { kind: "group", id: group };
}
