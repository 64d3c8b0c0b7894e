// The records behind objects as their pools have them, asked for one at a time.
import { z } from "@hono/zod-openapi";
import { NOUNS } from "@/lib/actions/actions.ts";
import { type RawDeps, rawRecord } from "@/lib/actions/raw_record.ts";
import { COLLECTIONS, isDerived } from "@/lib/view/types.ts";
import { param, type Routes } from "./routes.ts";
import { PLURAL, TITLE } from "./shapes.ts";

const answer = z.object({
  class: z.string().describe("The Xen-API's name of the class"),
  fields: z.array(z.object({
    name: z.string(),
    type: z.string().describe(
      "As the data model says: `VM ref set`; empty for a field that it does not know",
    ),
    value: z.unknown().openapi({ description: "JSON; what looks like a secret is left out" }),
  })),
  named: z.record(
    z.string(),
    z.object({ collection: z.string(), id: z.string(), name: z.string() }),
  ).describe("Objects that the record names, by reference, of those that the reader sees"),
}).openapi("RawRecord");

export function rawRoutes(routes: Routes, deps: RawDeps): void {
  for (const collection of COLLECTIONS.filter((one) => !isDerived(one))) {
    routes.add(
      {
        method: "get",
        path: `/api/v1/${PLURAL[collection]}/{id}/raw`,
        tag: TITLE[collection],
        summary: `The record of a ${NOUNS[collection]} as its pool has it now, for who sees it wholly`,
        status: 200,
        answer,
      },
      `${collection}.read`,
      async (context, principal) =>
        Response.json(await rawRecord(deps, principal, collection, param(context, "id"))),
    );
  }
}
