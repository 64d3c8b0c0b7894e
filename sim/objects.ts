// Objects as operations meet them: found by their reference or refused, free or busy with something else.
import type { Database } from "./db.ts";
import { ApiError } from "./errors.ts";
import { dict, type Json, NULL_REF, type Rec, type Ref } from "./values.ts";

/** How often an operation that meets another one asks again, and how long it waits between (milliseconds). */
const RETRIES = 4;
const RETRY_MS = 300;

/** The record of an object. Throws HANDLE_INVALID when there is none. */
export function find(db: Database, cls: string, ref: Json | undefined): Rec {
  const record = db.get(cls, String(ref));
  if (record === undefined) throw new ApiError("HANDLE_INVALID", cls, String(ref));
  return record;
}

/** The ref, or undefined for the one that names nothing. */
export function some(ref: string): Ref | undefined {
  return ref === "" || ref === NULL_REF ? undefined : ref;
}

/** OTHER_OPERATION_IN_PROGRESS when an operation runs on an object; undefined when it is free. */
export function busy(cls: string, ref: Ref, record: Rec): ApiError | undefined {
  for (const [task, operation] of Object.entries(dict(record, "current_operations"))) {
    return new ApiError("OTHER_OPERATION_IN_PROGRESS", cls, ref, String(operation), task);
  }
  return undefined;
}

/**
 * Begins the work in the same moment in which nothing refuses it. An operation that meets another one asks again for about
 * a second, as xapi does; every other refusal is thrown at once.
 */
export async function admit<T>(
  task: { wait(ms: number): Promise<void> },
  refusal: () => ApiError | undefined,
  work: () => Promise<T>,
): Promise<T> {
  for (let left = RETRIES;; left--) {
    const error = refusal();
    if (error === undefined) return await work();
    if (error.code !== "OTHER_OPERATION_IN_PROGRESS" || left === 0) throw error;
    await task.wait(RETRY_MS);
  }
}
