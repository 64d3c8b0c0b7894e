// Exporting and importing the whole configuration over the API.
import { z } from "@hono/zod-openapi";
import type { Configuration } from "@/lib/config/config.ts";
import { readBody } from "./guard.ts";
import type { Routes } from "./routes.ts";

const tag = "Configuration";
/** Bytes of a file that is imported. */
const MOST = 8 * 1024 * 1024;

const needed = (most: number) =>
  z.string("is missing or no text").min(1, "is empty").max(most, "is too long");
const password = needed(1024).describe("One's own, once more");
const passphrase = needed(1024).describe("The file is encrypted with it: at least 12 characters");

const wish = z.strictObject({ password, passphrase });
const file = needed(MOST).describe("The text of the file");
const importWish = wish.extend({ file });
const planWish = z.strictObject({ passphrase, file });

const changes = z.object({
  changes: z.array(z.object({
    kind: z.string(),
    before: z.int().describe("Records that there are now"),
    after: z.int().describe("Records that there are then"),
    both: z.int().describe("Records that are there before and after, and are replaced"),
  })),
}).openapi("ConfigChanges");

export function configRoutes(routes: Routes, configuration: Configuration): void {
  routes.add(
    {
      method: "post",
      path: "/api/v1/config/export",
      tag,
      summary: "Users, groups, roles, grants, pools and settings as one encrypted file, secrets included",
      body: wish,
      status: 200,
      answer: z.string(),
    },
    "config.export",
    async (context, principal) => {
      const text = await configuration.export(principal, await readBody(context.req.raw, wish));
      return new Response(text, { headers: EXPORTED });
    },
  );
  routes.add(
    {
      method: "post",
      path: "/api/v1/config/plan",
      tag,
      summary: "What importing a file would replace; changes nothing",
      body: planWish,
      reading: true,
      status: 200,
      answer: changes,
    },
    "config.import",
    async (context, principal) => {
      const given = await readBody(context.req.raw, planWish, MOST);
      return Response.json({ changes: await configuration.plan(principal, given) });
    },
  );
  routes.add(
    {
      method: "post",
      path: "/api/v1/config/import",
      tag,
      summary:
        "Puts a file's configuration in the place of what is there; Atoll begins anew and everybody is signed out",
      body: importWish,
      status: 200,
      answer: changes,
    },
    "config.import",
    async (context, principal) => {
      const given = await readBody(context.req.raw, importWish, MOST);
      return Response.json({ changes: await configuration.import(principal, given) });
    },
  );
}

export const EXPORTED = {
  "content-type": "application/json",
  "content-disposition": 'attachment; filename="atoll-config.json"',
  "cache-control": "private, no-store",
} as const;
