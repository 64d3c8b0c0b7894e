// What the shapes of view objects have in common.
import { z } from "@hono/zod-openapi";
import { COLLECTIONS } from "@/lib/view/types.ts";

export const id = z.string().describe("The uuid; uuid@pool where two pools hold an object of the same uuid");
export const text = (about: string) => z.string().describe(about);
export const idOf = (what: string) =>
  z.string().nullable().describe(`Id of ${what}; null when there is none`);
export const count = (about: string) => z.number().int().describe(about);
export const bytes = (about: string) => z.number().describe(`${about}, in bytes`);
export const yes = (about: string) => z.boolean().describe(about);
export const time = (about: string) => z.string().describe(`${about}, ISO 8601 in UTC`);
export const maybeTime = (about: string) =>
  z.string().nullable().describe(`${about}, ISO 8601 in UTC; null when unknown`);
export const texts = (about: string) => z.array(z.string()).describe(about);
export const powerState = z.enum(["Halted", "Paused", "Running", "Suspended"]);

export const named = { id, name: text("name_label"), description: text("name_description") };
export const inPool = { pool: text("Id of its pool") };
export const tags = { tags: texts("Tags") };
export const operable = {
  allowed_operations: texts("Operations the pool allows now"),
  current_operations: z.record(z.string(), z.string()).describe("Running operations by task id"),
};

/** What something is about. */
export const objectName = z.object({ collection: z.enum(COLLECTIONS), id: z.string(), name: z.string() });
