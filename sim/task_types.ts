// How operations and the tasks they run in speak with each other.
import type { Json, Ref } from "./values.ts";

export interface TaskOptions {
  /** Owner of the task. */
  readonly session?: Ref;
  readonly description?: string;
  readonly subtask_of?: Ref;
  /** A hidden task has a ref but no record: what a synchronous call runs in. */
  readonly hidden?: boolean;
  /** A pending task that a client made for this: the work runs in it, and ends it. */
  readonly adopt?: Ref;
  /** Whether `task.cancel` is allowed from the start. */
  readonly cancellable?: boolean;
}

export interface OperateOptions {
  /** Objects that show the operation in current_operations while it runs. */
  readonly objects: readonly (readonly [cls: string, ref: Ref])[];
  readonly operation: string;
  /** Milliseconds before scaling; 0 unless told. */
  readonly duration?: number;
  /** How many times the progress moves within the duration; 1 unless told. */
  readonly steps?: number;
  /** Whether the task may be cancelled during the duration. */
  readonly cancellable?: boolean;
}

/** What a running operation can do with its task. */
export interface TaskControl {
  readonly ref: Ref;
  /** Aborted when the task is cancelled; the reason is the ApiError TASK_CANCELLED. */
  readonly signal: AbortSignal;
  /** Sets the progress, 0 to 1; NaN is possible, as xapi has it. */
  progress(value: number): void;
  /** Waits so many milliseconds (before scaling). Throws ApiError TASK_CANCELLED when cancelled meanwhile. */
  wait(ms: number): Promise<void>;
  /** Waits so many milliseconds while the progress moves from where it is to `to` in steps. */
  pace(ms: number, steps?: number, to?: number): Promise<void>;
  /** Allows or forbids cancelling (the task's allowed_operations). */
  cancellable(allowed: boolean): void;
  /** Shows the operation on objects while the work runs; takes it away however the work ends. */
  hold<T>(objects: OperateOptions["objects"], operation: string, work: () => Promise<T> | T): Promise<T>;
  /** hold + pace for the duration + then the work: most operations are one call of this. */
  operate<T>(options: OperateOptions, work: () => Promise<T> | T): Promise<T>;
  /** Runs work as a subtask with a record of its own, which goes when it ends, as xapi's do. */
  subtask<T extends Json | void>(label: string, work: (task: TaskControl) => Promise<T> | T): Promise<T>;
}
