// The audit log over the API: pages of it, all of it line by line, the check of its chain, and how long it is kept.
import { z } from "@hono/zod-openapi";
import { auditFilter } from "@/lib/actions/audit_filter.ts";
import { type AuditReader, MAX_PAGE } from "@/lib/actions/audit_reader.ts";
import { AtollError } from "@/lib/errors.ts";
import { auditQuery } from "@/lib/view/audit.ts";
import { readBody } from "./guard.ts";
import type { Routes } from "./routes.ts";

const tag = "Audit";
const DEFAULT_LIMIT = 100;

const asked = {
  text: z.string().optional().describe(
    "Occurs in user, action, object, sentence or address, whatever the case",
  ),
  user: z.string().optional().describe("Name or id of the user"),
  what: z.string().optional().describe("An action, or what it begins with up to a dot: `vm.start`, `vm`"),
  collection: z.string().optional().describe("Kind of the object: `vm`, `pool`, `user`"),
  object: z.string().optional().describe("Id of the object"),
  result: z.enum(["done", "started", "refused", "failed", "unknown"]).optional(),
  since: z.string().optional().describe("A day or a time, in UTC unless it names a zone; included"),
  until: z.string().optional().describe("A day (to its end) or a time (left out)"),
};
const exportQuery = z.object(asked);
const query = exportQuery.extend({
  limit: z.string().optional().describe(`Entries at most: 1 to ${MAX_PAGE}, ${DEFAULT_LIMIT} unless given`),
  cursor: z.string().optional().describe("`next` of the page before"),
});

const entry = z.object({
  seq: z.int().describe("1, 2, 3, … without a gap"),
  time: z.string(),
  from: z.string().nullable().describe("Address of the client; null: Atoll itself, or not known"),
  who: z.object({ userId: z.string(), username: z.string() }),
  what: z.string(),
  object: z.object({ collection: z.string(), id: z.string(), name: z.string() }).nullable(),
  result: z.enum(["done", "started", "refused", "failed", "unknown"]).describe(
    "started: the pool's task goes on, an entry `….finished` tells its outcome",
  ),
  message: z.string().describe("Why it was refused or has failed"),
  task: z.string().nullable(),
  of: z.int().nullable().describe("Number of the entry whose outcome this is"),
}).openapi("AuditEntry");

const pageShape = z.object({
  items: z.array(entry).describe("Newest first"),
  next: z.string().nullable().describe(
    "Cursor of the next page, null at the end; a page may be short before that",
  ),
  reached: z.string().nullable().describe("Time of the oldest entry that was looked at"),
});

const mark = z.object({ seq: z.int(), hash: z.string() });
const verification = z.object({
  time: z.string(),
  entries: z.int().describe("Found to be as they were written"),
  anchor: mark.describe("The last entry that was taken away for its age"),
  head: mark.describe("The last entry: kept elsewhere it proves what there was"),
  broken: z.object({ seq: z.int(), reason: z.string() }).nullable().describe(
    "The first that is not; null: all are",
  ),
}).openapi("AuditVerification");

const retention = z.strictObject({
  days: z.number("is no number").describe("Older entries go: 1 to 36,500"),
  megabytes: z.number("is no number").describe("The oldest go while all take more: 1 to 100,000"),
}).openapi("AuditRetention");

const MEDIA = "application/x-ndjson";

export function auditRoutes(routes: Routes, audit: AuditReader): void {
  routes.add(
    {
      method: "get",
      path: "/api/v1/audit",
      tag,
      summary: "The audit log, newest first",
      query,
      status: 200,
      answer: pageShape,
    },
    "audit.read",
    async (context, principal) => {
      const { searchParams } = new URL(context.req.raw.url);
      const before = cursorOf(searchParams.get("cursor"));
      const limit = limitOf(searchParams.get("limit"));
      const page = await audit.page(principal, auditFilter(auditQuery(searchParams)), before, limit);
      return Response.json({ ...page, next: page.next === null ? null : String(page.next) });
    },
  );
  routes.add(
    {
      method: "get",
      path: "/api/v1/audit.ndjson",
      tag,
      summary: "The audit log, oldest first, an entry a line, with its hash and the one before",
      query: exportQuery,
      status: 200,
      answer: z.string(),
      media: MEDIA,
    },
    "audit.read",
    async (context, principal) => {
      const { searchParams } = new URL(context.req.raw.url);
      const lines = await audit.export(principal, auditFilter(auditQuery(searchParams)));
      return new Response(lines, {
        headers: {
          "content-type": MEDIA,
          "content-disposition": 'attachment; filename="atoll-audit.ndjson"',
        },
      });
    },
  );
  routes.add(
    {
      method: "get",
      path: "/api/v1/audit/verify",
      tag,
      summary: "Checks the audit log from its first entry to its last",
      status: 200,
      answer: verification,
    },
    "audit.read",
    async (_context, principal) => Response.json(await audit.verify(principal)),
  );
  routes.add(
    {
      method: "get",
      path: "/api/v1/audit/retention",
      tag,
      summary: "How long the audit log is kept, and how large it may grow",
      status: 200,
      answer: retention,
    },
    "audit.read",
    async (_context, principal) => Response.json(await audit.retention(principal)),
  );
  routes.add(
    {
      method: "post",
      path: "/api/v1/audit/retention",
      tag,
      summary: "Sets how long the audit log is kept; what is too old or too much by it goes at once",
      body: retention,
      status: 200,
      answer: retention,
    },
    "settings.manage",
    async (context, principal) => {
      const wanted = await readBody(context.req.raw, retention);
      await audit.setRetention(principal, wanted);
      return Response.json(wanted);
    },
  );
}

/** Throws AtollError 400. */
function cursorOf(text: string | null): number | null {
  if (text === null || text === "") return null;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new AtollError(400, "bad-parameter", "The cursor is not one this list gave", "cursor");
}

function limitOf(text: string | null): number {
  const limit = text === null ? DEFAULT_LIMIT : /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MAX_PAGE) return limit;
  throw new AtollError(400, "bad-parameter", `The limit is no number from 1 to ${MAX_PAGE}`, "limit");
}
