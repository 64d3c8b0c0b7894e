// What is given to change rights, checked: roles, grants and quotas as forms and the API hand them over.
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import { scopeRecord } from "@/lib/store/grants.ts";
import { PATTERN } from "./patterns.ts";

/** Most patterns of one role. */
const MOST_ACTIONS = 300;

// deno-lint-ignore no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;
const line = (most: number) =>
  z.string("is missing or no text").trim().max(most, `is longer than ${most} characters`)
    .refine((text) => !CONTROL.test(text), "holds a control character");

export const roleName = line(64).min(1, "is empty").describe("What the role is called, 1 to 64 characters");
export const roleDescription = line(1024).describe("What it is for");
export const roleActions = z.array(
  z.string("is no text").max(64, "is too long").regex(PATTERN, "is no action: write vm.start, vm.* or *"),
  "is missing or no list",
).max(MOST_ACTIONS, `has more than ${MOST_ACTIONS} actions`)
  .describe("Actions by name; `vm.*` for all of VMs, `*` for everything");

export const newRole = z.strictObject({ name: roleName, description: roleDescription, actions: roleActions });
export const roleChange = newRole.partial();

export const newGrant = z.strictObject({
  subject: z.strictObject({
    kind: z.enum(["user", "group"], 'is neither "user" nor "group"'),
    id: z.uuid("is no id"),
  }, "is missing").describe("Whom it is given to"),
  role: z.string("is missing or no text").min(1, "is empty").max(64, "is too long").describe("Id of a role"),
  scope: scopeRecord.describe(
    "What it reaches: everything, a pool with all in it, a host with the VMs it runs, the objects of a tag, or one object",
  ),
});

const limit = (about: string) =>
  z.int("is no whole number").min(0, "is negative").nullable().describe(`${about}; null: no limit`);

export const quotaShape = z.strictObject({
  vms: limit("Most VMs"),
  vcpus: limit("Most virtual CPUs of all of them, running or not"),
  memory: limit("Most memory of all of them, in bytes"),
  disk: limit("Most disk space that their disks show, in bytes"),
});

/** Throws AtollError 422 with the field at fault. */
export function checkGiven<S extends z.ZodType>(schema: S, given: unknown): z.infer<S> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = String(issue?.path[0] ?? (issue?.code === "unrecognized_keys" ? issue.keys[0] : ""));
  const reason = issue?.message ?? "is not usable";
  throw new AtollError(
    422,
    "bad-argument",
    field === "" ? "This is not usable" : `The ${field} ${reason}`,
    field,
  );
}
