// The registry of operations: what the simulator does for a message that is more than reading or writing a field.
import type { Database } from "./db.ts";
import type { TaskControl } from "./task_types.ts";
import type { Tasks } from "./tasks.ts";
import type { Json, Ref } from "./values.ts";

/** What an operation works with. */
export interface Context {
  readonly db: Database;
  readonly tasks: Tasks;
  /** The caller's session; NULL_REF for a message without one. */
  readonly session: Ref;
  /** The task the call runs in: a hidden one for a synchronous call. */
  readonly task: TaskControl;
}

/**
 * An operation. `args` are the parameters after the session, checked and converted by the model's types; a missing optional
 * one is undefined. The result is what the caller gets (void gives ""); a failure is thrown as ApiError.
 */
export type Handler = (context: Context, args: readonly Json[]) => Promise<Json | void> | Json | void;

/** Handlers by message, e.g. "VM.start". `Async.` forms are derived by the dispatcher. */
export class Registry {
  #handlers = new Map<string, Handler>();

  /** Sets the handler of a message; a later one takes the place of an earlier one. */
  register(method: string, handler: Handler): void {
    this.#handlers.set(method, handler);
  }

  get(method: string): Handler | undefined {
    return this.#handlers.get(method);
  }

  methods(): string[] {
    return [...this.#handlers.keys()];
  }
}
