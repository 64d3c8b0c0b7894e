// task → TaskView.
import { oneOf, ref as reference, text, texts, time } from "../fields.ts";
import { progress } from "./shared.ts";
import type { Projection } from "./types.ts";

const STATUS = ["pending", "success", "failure", "cancelling", "cancelled"] as const;

export const task: Projection<"task"> = {
  classNames: ["task"],
  accepts: () => true,
  project(record, ref, id, context, previous) {
    const error_info = texts(record, "error_info");
    return {
      id,
      name: text(record, "name_label"),
      description: text(record, "name_description"),
      pool: context.pool,
      status: oneOf(record, "status", STATUS),
      // NaN says nothing: the last known value stays.
      progress: progress(record, previous?.progress),
      created: time(record, "created") ?? text(record, "created"),
      finished: time(record, "finished"),
      error_info,
      error: context.errorText(error_info),
      object: context.subject(ref) ?? previous?.object ?? null,
      resident_on: context.id("host", reference(record, "resident_on")),
      subtask_of: context.id("task", reference(record, "subtask_of")),
      allowed_operations: texts(record, "allowed_operations"),
    };
  },
};
