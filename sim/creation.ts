// Records as callers hand them to a create message: what must be in them, and what is taken over from them.
import { ApiError } from "./errors.ts";
import { assertStorable } from "./arguments.ts";
import { fieldsOf } from "./model.ts";
import { isDict, type Json, type Rec } from "./values.ts";

/** Fields nobody may set at creation: the database keeps them. */
const OWN: ReadonlySet<string> = new Set(["uuid", "allowed_operations", "current_operations"]);

/**
 * The fields of a record a caller wants to create; unknown ones are dropped. Throws INTERNAL_ERROR
 * `Dispatcher_FieldNotFound` for the first required one that is missing, in the order the model has them.
 */
export function wantedRecord(cls: string, given: Json | undefined, required: readonly string[]): Rec {
  const fields = isDict(given) ? given : {};
  const missing = required.find((name) => fields[name] === undefined);
  if (missing !== undefined) {
    throw new ApiError("INTERNAL_ERROR", `Server_helpers.Dispatcher_FieldNotFound("${missing}")`);
  }
  const known = fieldsOf(cls);
  const wanted = Object.fromEntries(
    Object.entries(fields).filter(([name]) => known.has(name) && !OWN.has(name)),
  );
  assertStorable(wanted);
  return wanted;
}
