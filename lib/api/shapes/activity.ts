// The shapes of what happens, and what Atoll works out, for the API's description. The compiler keeps them equal to the view objects.
import { z } from "@hono/zod-openapi";
import type { AlertView, FindingView, LoadView, TaskView } from "@/lib/view/types.ts";
import { id, idOf, inPool, maybeTime, named, objectName, text, texts, time } from "./common.ts";

/** How a task stands. */
export const taskStatus = z.enum(["pending", "success", "failure", "cancelling", "cancelled"]);

export const task: z.ZodType<TaskView> = z.object({
  ...named,
  ...inPool,
  status: taskStatus,
  progress: z.number().describe("0 to 1"),
  created: time("When it began"),
  finished: maybeTime("When it ended"),
  error_info: texts("Xen-API code and parameters of a failure"),
  error: text("The failure as one sentence; empty when there is none"),
  object: objectName.nullable()
    .describe("What it works on, with the name it had then; null when Atoll did not see it run"),
  resident_on: idOf("the host it runs on"),
  subtask_of: idOf("the task it is a part of"),
  allowed_operations: texts("cancel, destroy"),
}).openapi("Task");

export const alert: z.ZodType<AlertView> = z.object({
  id,
  ...inPool,
  name: text("Its code: VM_STARTED"),
  priority: z.number().int().describe("1 critical, 2 major, 3 warning, 4 minor, 5 for information"),
  body: text("What it says, as the pool sent it"),
  values: z.record(z.string(), z.string()).describe("What the body says by name"),
  time: maybeTime("When it was sent"),
  object: objectName.nullable().describe("What it is about; null when unknown"),
}).openapi("Alert");

const figure = (about: string) => z.number().nullable().describe(`${about}; null when unknown`);

export const load: z.ZodType<LoadView> = z.object({
  id,
  ...inPool,
  object: objectName.describe("What is busy"),
  at: time("When the newest figures were measured"),
  cpu: figure("0 to 1 of its CPUs"),
  memory_used: figure("Memory in use, in bytes"),
  memory_total: figure("Memory it has, in bytes"),
  rx: figure("Bytes per second that come in"),
  tx: figure("Bytes per second that go out"),
  read: figure("Bytes per second read from disks"),
  write: figure("Bytes per second written to disks"),
  values: z.record(z.string(), z.number()).describe("The newest figure of every source"),
}).openapi("Load");

export const finding: z.ZodType<FindingView> = z.object({
  id,
  ...inPool,
  rule: text("Name of the rule"),
  severity: z.enum(["critical", "warning", "info"]),
  since: time("Since when"),
  object: objectName.describe("What it is about"),
  detail: z.record(z.string(), z.string()).describe("What was found"),
}).openapi("Finding");
