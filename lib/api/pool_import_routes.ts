// Adding many pools from a CSV file over the API: begin, look how it stands, add the chosen lines.
import { z } from "@hono/zod-openapi";
import type { PoolImports } from "@/lib/actions/pool_import.ts";
import { readBody } from "./guard.ts";
import { param, type Routes } from "./routes.ts";

const tag = "Pools";

const file = z.strictObject({
  csv: z.string("is missing or no text").describe(
    "The first line names the columns: address, username, password, and maybe name, fingerprint, read_only",
  ),
});
const chosen = z.strictObject({
  lines: z.array(z.int("is no number of a line"), "is no list").max(500, "is too long").optional().describe(
    "Numbers of lines, the heading is 1; left out: all that can be added",
  ),
});

const shape = z.object({
  id: z.string(),
  busy: z.boolean().describe("Something is under way: ask again"),
  lines: z.array(z.object({
    line: z.int(),
    address: z.string(),
    username: z.string(),
    name: z.string(),
    readOnly: z.boolean(),
    state: z.enum(["looking", "ready", "wrong", "adding", "added", "failed"]),
    problem: z.object({ column: z.string(), message: z.string() }).nullable(),
    certificate: z.object({
      fingerprint: z.string(),
      subject: z.string(),
      vouched: z.boolean(),
      named: z.boolean().describe("The file names this very certificate"),
    }).nullable().describe("What answers there: adding the line accepts it"),
    pool: z.string().nullable().describe("Id of the pool that was added"),
  })),
}).openapi("PoolImport");

export function poolImportRoutes(routes: Routes, imports: PoolImports): void {
  const path = "/api/v1/pools/import";
  routes.add(
    {
      method: "post",
      path,
      tag,
      summary: "Reads a CSV file of pools and looks at every address; nothing is added yet",
      body: file,
      status: 202,
      answer: shape,
    },
    "pools.add",
    async (context, principal) => {
      const { csv } = await readBody(context.req.raw, file);
      return Response.json(imports.start(principal, csv), { status: 202 });
    },
  );
  routes.add(
    { method: "get", path: `${path}/{id}`, tag, summary: "How an import stands", status: 200, answer: shape },
    "pools.add",
    (context, principal) => Response.json(imports.view(principal, param(context, "id"))),
  );
  routes.add(
    {
      method: "post",
      path: `${path}/{id}/run`,
      tag,
      summary: "Adds the chosen lines with the certificates that were shown; failed ones can be tried again",
      body: chosen,
      status: 202,
      answer: shape,
    },
    "pools.add",
    async (context, principal) => {
      const { lines } = await readBody(context.req.raw, chosen);
      return Response.json(imports.run(principal, param(context, "id"), lines ?? null), { status: 202 });
    },
  );
  routes.add(
    {
      method: "delete",
      path: `${path}/{id}`,
      tag,
      summary: "Forgets an import, with its passwords",
      status: 204,
    },
    "pools.add",
    (context, principal) => {
      imports.drop(principal, param(context, "id"));
      return new Response(null, { status: 204 });
    },
  );
}
