// A started task in the hands of whoever started it: progress, result, error, cancel.
import { ConnectionError, XapiError } from "./errors.ts";
import { checkResult } from "./misfit.ts";
import type { RefTo } from "./schema.ts";
import { decodeTaskResult } from "./task_result.ts";
import { isOver, type TaskSource } from "./task_source.ts";
import type { Caller, Value, XapiRecord } from "./types.ts";

/** How far a task is. */
export interface TaskState {
  /** 0 to 1; keeps the last known one while the pool knows none (xapi sends NaN for empty disks). */
  readonly progress: number;
  /** Somebody has asked to cancel it. It may still succeed. */
  readonly cancelling: boolean;
}

/**
 * A task that a method runs as. It goes on whether anybody follows it or not, and its record stays until `destroy()`, or for
 * about an hour. Iterating gives its state now and after each change, until its end; several may do so at a time. Losing the
 * session while following throws what the call threw; once there is a session again the task can be followed on.
 */
export interface TaskHandle<Result> extends AsyncIterable<TaskState> {
  readonly ref: RefTo<"task">;
  /**
   * What the method gives. Throws the XapiError of its failure, TASK_CANCELLED when it was cancelled, HANDLE_INVALID when the
   * task is gone and nobody can tell how it ended; ConnectionError when the pool is lost, or "aborted" by the signal.
   */
  result(options?: { readonly signal?: AbortSignal | undefined }): Promise<Result>;
  /** Asks to cancel it. Throws XapiError OPERATION_NOT_ALLOWED when it is over or the pool does not allow that now. */
  cancel(): Promise<void>;
  /** Takes its record away: at once when it is over, else at its end. One that is gone already is fine. */
  destroy(): Promise<void>;
}

/** Whether something thrown says that a task was cancelled rather than that it failed. */
export function isCancelled(error: unknown): boolean {
  return error instanceof XapiError && error.code === "TASK_CANCELLED";
}

/** What is known of a task's end: its record, or null when it was gone before anybody saw one. */
type End = XapiRecord | null;

/** The handle of a task that `method` (`VM.start`, without Async) runs as. */
export class Task implements TaskHandle<Value> {
  readonly #caller: Caller;
  readonly #source: TaskSource;
  #end: End | undefined;

  constructor(
    readonly ref: RefTo<"task">,
    private readonly method: string,
    { caller, source }: { readonly caller: Caller; readonly source: TaskSource },
  ) {
    this.#caller = caller;
    this.#source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TaskState, void, undefined> {
    let last: TaskState | undefined;
    for await (const record of this.#records()) {
      if (record === null) return;
      const state = stateOf(record, last);
      if (state.progress !== last?.progress || state.cancelling !== last.cancelling) yield state;
      last = state;
    }
  }

  async result({ signal }: { readonly signal?: AbortSignal | undefined } = {}): Promise<Value> {
    for await (const _ of this.#records(signal)) { /* until its end */ }
    if (this.#end === undefined) {
      throw new ConnectionError("aborted", "Waiting for the task was given up");
    }
    if (this.#end === null) throw new XapiError("HANDLE_INVALID", ["task", this.ref]);
    const { status, error_info, result } = this.#end;
    if (status === "success") {
      const value = decodeTaskResult(this.method, typeof result === "string" ? result : "");
      await checkResult(this.method, value);
      return value;
    }
    const [code, ...params] = Array.isArray(error_info) ? error_info.map(String) : [];
    // A cancelled task often has no error_info, or that of the step it was cancelled in.
    if (status === "cancelled") {
      throw new XapiError("TASK_CANCELLED", code === "TASK_CANCELLED" ? params : [this.ref]);
    }
    throw new XapiError(code ?? "INTERNAL_ERROR", params);
  }

  async cancel(): Promise<void> {
    // xapi answers "" for a task that is over, as if there were something to cancel.
    const status = this.#end?.status ?? await this.#caller.call("task.get_status", [this.ref]);
    if (isOver({ status })) throw new XapiError("OPERATION_NOT_ALLOWED", ["the task is over"]);
    try {
      await this.#caller.call("task.cancel", [this.ref]);
    } catch (error) {
      if (!(error instanceof XapiError && error.code === "OPERATION_NOT_ALLOWED")) throw error;
      throw new XapiError("OPERATION_NOT_ALLOWED", ["the task cannot be cancelled"]);
    }
  }

  async destroy(): Promise<void> {
    try {
      await this.#caller.call("task.destroy", [this.ref]);
    } catch (error) {
      if (!(error instanceof XapiError && error.code === "HANDLE_INVALID")) throw error;
    }
  }

  /** The task's record now and after each change, up to its last; what that was is kept. */
  async *#records(signal?: AbortSignal): AsyncGenerator<XapiRecord | null, void, undefined> {
    if (this.#end !== undefined) return yield this.#end;
    for await (const record of this.#source.follow(this.ref, signal)) {
      if (record === null || isOver(record)) this.#end = record;
      yield record;
      if (this.#end !== undefined) return;
    }
  }
}

function stateOf(record: XapiRecord, last: TaskState | undefined): TaskState {
  const { progress, status, current_operations } = record;
  const known = typeof progress === "number" && !Number.isNaN(progress);
  const asked = typeof current_operations === "object" && current_operations !== null
    ? Object.values(current_operations).includes("cancel")
    : false;
  return {
    progress: known ? Math.min(Math.max(progress, 0), 1) : last?.progress ?? 0,
    cancelling: !isOver(record) && (asked || status === "cancelling"),
  };
}
