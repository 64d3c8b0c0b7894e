// Tasks: what xapi shows of a running operation: a record, its progress, the operation on the objects involved.
import type { Database } from "./db.ts";
import { ApiError } from "./errors.ts";
import { find } from "./objects.ts";
import type { TaskControl, TaskOptions } from "./task_types.ts";
import { date, dateMs, dict, type Json, list, NULL_REF, type Rec, type Ref, text } from "./values.ts";

export interface TasksOptions {
  /** Every duration is multiplied by this: 1 is real time, 0.1 ten times as fast, 0 at once. */
  readonly scale?: number;
}

interface Running {
  readonly abort: AbortController;
  readonly session: Ref;
}

/** Completed tasks are dropped after so long, and beyond so many the oldest (facts.md). */
const KEPT_MS = 65 * 60_000;
const PENDING_MS = 24 * 3600_000;
const MAX_COMPLETED = 200;

/**
 * The tasks of a pool. Guarantees: a task with a record ends in exactly one of success, failure, cancelled, with progress 1
 * and its time of finish; no object keeps a current_operation of an ended task.
 */
export class Tasks {
  scale: number;
  #running = new Map<Ref, Running>();
  #timers = new Set<() => void>();
  #closed = false;

  constructor(readonly db: Database, options: TasksOptions = {}) {
    this.scale = options.scale ?? 1;
  }

  /** How many operations run now. */
  get running(): number {
    return this.#running.size;
  }

  /**
   * Starts a task and the work in it. `done` gives the work's result, or throws its error; nobody needs to wait for it.
   * `encode` gives the task's result text from the work's result (XML-RPC text); "" unless told.
   */
  run<T extends Json | void>(
    label: string,
    options: TaskOptions,
    work: (task: TaskControl) => Promise<T> | T,
    encode: (result: T) => string = () => "",
  ): { readonly ref: Ref; readonly done: Promise<T> } {
    const ref = options.adopt ??
      (options.hidden === true ? this.db.newRef() : this.create(label, options));
    const running: Running = {
      abort: new AbortController(),
      session: options.session ?? NULL_REF,
    };
    this.#running.set(ref, running);
    const control = this.#control(ref, running);
    const finish = async (): Promise<T> => {
      try {
        const result = await work(control);
        this.#end(ref, { status: "success", result: encode(result) });
        return result;
      } catch (error) {
        this.#end(ref, outcome(error));
        throw error;
      }
    };
    const done = finish();
    // The failure is in the task's record; a caller that does wait gets it too.
    done.catch(() => {});
    return { ref, done };
  }

  /** A pending task's record without work: task.create. */
  create(label: string, options: TaskOptions = {}): Ref {
    const ref = this.db.create("task", {
      name_label: label,
      name_description: options.description ?? "",
      allowed_operations: options.cancellable === true ? ["cancel"] : [],
      created: date(this.db.now()),
      finished: "19700101T00:00:00Z",
      status: "pending",
      resident_on: this.#host(),
      progress: 0,
      type: "<none/>",
      result: "",
      error_info: [],
      other_config: {},
      subtask_of: options.subtask_of ?? NULL_REF,
      backtrace: "()",
    });
    this.#own(options.session, (tasks) => [ref, ...tasks]);
    return ref;
  }

  /**
   * Cancels a task. Throws OPERATION_NOT_ALLOWED when work that runs does not allow it. A task that has ended, or that a
   * client made and leads itself, only shows that somebody asked, and keeps showing it (recordings).
   */
  cancel(ref: Ref): void {
    const record = find(this.db, "task", ref);
    const running = this.#running.get(ref);
    if (running !== undefined && !list(record, "allowed_operations").includes("cancel")) {
      throw new ApiError("OPERATION_NOT_ALLOWED", ref);
    }
    this.#abort(ref, `DummyRef:|${this.db.newUuid()}|task.cancel`);
  }

  /** Ends a task's work and that of its subtasks; `by` is who shows up as the one who cancels. */
  #abort(ref: Ref, by: string): void {
    const record = this.db.get("task", ref);
    if (record === undefined) return;
    this.db.set("task", ref, "current_operations", {
      ...dict(record, "current_operations"),
      [by]: "cancel",
    });
    this.#running.get(ref)?.abort.abort(new ApiError("TASK_CANCELLED", ref));
    for (const subtask of list(record, "subtasks")) this.#abort(subtask, ref);
  }

  /** Removes a task that has ended; a pending one only gets current_operations "destroy" and goes when it ends. */
  destroy(ref: Ref): void {
    const record = find(this.db, "task", ref);
    if (!isPending(record)) return this.db.destroy("task", ref);
    this.db.set("task", ref, "current_operations", {
      ...dict(record, "current_operations"),
      [ref]: "destroy",
    });
  }

  /** Sets the status of a task that a client leads itself. */
  setStatus(ref: Ref, status: string): void {
    find(this.db, "task", ref);
    this.#set(ref, { status });
    this.#leave(ref);
  }

  /** Removes an ended task that was to be destroyed while it was pending. */
  #leave(ref: Ref): void {
    const record = this.db.get("task", ref);
    if (record !== undefined && !isPending(record) && ref in dict(record, "current_operations")) {
      this.db.destroy("task", ref);
    }
  }

  /** Drops what xapi's garbage collection drops. */
  gc(): void {
    const now = this.db.now();
    const completed: [finished: number, ref: Ref][] = [];
    for (const [ref, record] of this.db.table("task")) {
      const created = dateMs(text(record, "created"));
      if (isPending(record)) {
        if (!this.#running.has(ref) && now - created > PENDING_MS) this.db.destroy("task", ref);
      } else completed.push([dateMs(text(record, "finished")), ref]);
    }
    completed.sort(([a], [b]) => b - a);
    completed.forEach(([finished, ref], index) => {
      if (index >= MAX_COMPLETED || now - finished > KEPT_MS) this.db.destroy("task", ref);
    });
  }

  /** Waits so many milliseconds, scaled. Ends early, with the signal's reason, when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (this.#closed) return Promise.reject(new ApiError("TASK_CANCELLED"));
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const settle = (end: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", aborted);
        this.#timers.delete(stop);
        end();
      };
      const aborted = () => settle(() => reject(signal?.reason));
      const stop = () => settle(() => reject(new ApiError("TASK_CANCELLED")));
      const timer = setTimeout(() => settle(resolve), ms * this.scale);
      this.#timers.add(stop);
      signal?.addEventListener("abort", aborted);
    });
  }

  /** Stops every wait: operations that run end as cancelled. */
  close(): void {
    this.#closed = true;
    this.abandon();
  }

  /** Ends what runs now, as a restart of xapi does. */
  abandon(): void {
    for (const stop of [...this.#timers]) stop();
  }

  /** Changes the tasks a session has started and that still run. */
  #own(session: Ref | undefined, change: (tasks: readonly Ref[]) => Ref[]): void {
    const record = session === undefined ? undefined : this.db.get("session", session);
    if (session !== undefined && record !== undefined) {
      this.db.set("session", session, "tasks", change(list(record, "tasks")));
    }
  }

  #host(): Ref {
    const pool = this.db.table("pool").values().next().value;
    return pool === undefined ? NULL_REF : text(pool, "master") || NULL_REF;
  }

  #set(ref: Ref, fields: Rec): void {
    if (this.db.get("task", ref) !== undefined) this.db.update("task", ref, fields);
  }

  #end(ref: Ref, fields: Rec): void {
    const running = this.#running.get(ref);
    this.#running.delete(ref);
    this.#set(ref, {
      allowed_operations: [],
      progress: 1,
      finished: date(this.db.now()),
      ...fields,
    });
    this.#own(running?.session, (tasks) => tasks.filter((task) => task !== ref));
    this.#leave(ref);
  }

  #control(ref: Ref, running: Running): TaskControl {
    const { signal } = running.abort;
    const control: TaskControl = {
      ref,
      signal,
      progress: (value) => this.#set(ref, { progress: value }),
      wait: (ms) => this.sleep(ms, signal),
      pace: async (ms, steps = 1, to = 1) => {
        const from = Number(this.db.get("task", ref)?.["progress"] ?? 0) || 0;
        for (let step = 1; step <= steps; step++) {
          await this.sleep(ms / steps, signal);
          if (step < steps || to < 1) this.#set(ref, { progress: from + ((to - from) * step) / steps });
        }
      },
      cancellable: (allowed) => this.#set(ref, { allowed_operations: allowed ? ["cancel"] : [] }),
      hold: async (objects, operation, work) => {
        for (const object of objects) this.#mark(object, ref, operation);
        try {
          return await work();
        } finally {
          for (const object of objects) this.#mark(object, ref, undefined);
        }
      },
      operate: (options, work) =>
        control.hold(options.objects, options.operation, async () => {
          if (options.cancellable === true) control.cancellable(true);
          await control.pace(options.duration ?? 0, options.steps ?? 1);
          if (options.cancellable === true) control.cancellable(false);
          return await work();
        }),
      subtask: async (label, work) => {
        const subtask = this.run(label, { session: running.session, subtask_of: ref }, work);
        try {
          return await subtask.done;
        } finally {
          this.db.destroy("task", subtask.ref);
        }
      },
    };
    return control;
  }

  #mark([cls, ref]: readonly [string, Ref], task: Ref, operation: string | undefined): void {
    const record = this.db.get(cls, ref);
    if (record === undefined) return;
    const operations = dict(record, "current_operations");
    if (operation === undefined) delete operations[task];
    else operations[task] = operation;
    this.db.set(cls, ref, "current_operations", operations);
  }
}

function isPending(task: Rec): boolean {
  return ["pending", "cancelling"].includes(text(task, "status"));
}

function outcome(error: unknown): Rec {
  if (error instanceof ApiError) {
    return error.code === "TASK_CANCELLED"
      ? { status: "cancelled", error_info: [] }
      : { status: "failure", error_info: [error.code, ...error.params] };
  }
  return { status: "failure", error_info: ["INTERNAL_ERROR", String(error)] };
}
