// Every method of the Xen-API as a function: `client.VM.start(vm, false, false)`. The names and types are the model's; there is
// no code per method.
import { ConnectionError } from "./errors.ts";
import { checkResult } from "./misfit.ts";
import type { Methods, Tasks } from "./methods.ts";
import { methodSchema } from "./model.ts";
import { CLASSES } from "./schema.ts";
import { TaskEvents } from "./task_events.ts";
import { Task, type TaskHandle } from "./task_handle.ts";
import type { TaskSource } from "./task_source.ts";
import type { Caller, CallOptions, Value } from "./types.ts";

/** A method as a task: the same parameters, a handle of what was started. */
type Started<Method> = Method extends (...params: infer Params) => Promise<infer Result>
  ? (...params: Params) => Promise<TaskHandle<Result>>
  : never;

type StartedMethods<Class> = { readonly [Name in keyof Class]: Started<Class[Name]> };

/**
 * The methods of a pool. Parameters are plain values, the session is added; results are decoded and are what their types say,
 * or the call throws ConnectionError bad-answer. Throws XapiError and ConnectionError as `Caller.call` does. Of an older pool
 * a method may be unknown (MESSAGE_METHOD_UNKNOWN); of a newer one call what is not here by `Session.call`.
 *
 * ```ts
 * const pool = client(session);
 * const vm = await pool.VM.get_by_uuid(uuid);
 * await pool.with({ timeout: 5_000 }).VM.set_name_label(vm, "web");
 * const task = await pool.Async.VM.clone(vm, "web 2");
 * for await (const { progress } of task) show(progress);
 * const copy = await task.result();
 * await task.destroy();
 * ```
 */
export interface Client extends Methods {
  /** What can run as a task, started. */
  readonly Async: { readonly [Class in keyof Tasks]: StartedMethods<Tasks[Class]> };
  /** The same with a signal or a timeout for every call. */
  with(options: CallOptions): Client;
}

export interface ClientOptions {
  /** Tells how tasks go; the pool's own events unless given. */
  readonly tasks?: TaskSource | undefined;
}

/** The methods of the pool that `caller` reaches. Asks for nothing by itself. */
export function client(caller: Caller, options: ClientOptions = {}): Client {
  return build(caller, options.tasks ?? new TaskEvents(caller), {});
}

function build(caller: Caller, source: TaskSource, options: CallOptions): Client {
  const methods = classes((method) => async (...params) => {
    const value = await caller.call(method, withoutGaps(method, params), options);
    await checkResult(method, value);
    return value;
  });
  const started = classes((method) => async (...params) => {
    const ref = await caller.call(`Async.${method}`, withoutGaps(method, params), options);
    if (typeof ref === "string" && ref !== "") return new Task(ref, method, { caller, source });
    throw new ConnectionError("bad-answer", `The answer to Async.${method} names no task`);
  });
  // A proxy has no types of its own; these and what it looks up while it runs are made of one model.
  return lazily((name) => {
    if (name === "Async") return lazily(started);
    if (name === "with") return (more: CallOptions) => build(caller, source, { ...options, ...more });
    return methods(name);
  }) as Client;
}

type Method = (...params: (Value | undefined)[]) => Promise<unknown>;

/** The methods of each class of the model, made when they are first asked for. */
function classes(make: (method: string) => Method): (name: string) => object | undefined {
  return (className) =>
    Object.hasOwn(CLASSES, className)
      ? lazily((name) => {
        const method = `${className}.${name}`;
        return methodSchema(method) === undefined ? undefined : make(method);
      })
      : undefined;
}

/** An object whose members are made when they are first asked for, and kept. */
function lazily(make: (name: string) => object | undefined): object {
  const made = new Map<string, object | undefined>();
  return new Proxy({}, {
    get(_, name) {
      if (typeof name === "symbol") return undefined;
      if (!made.has(name)) made.set(name, make(name));
      return made.get(name);
    },
  });
}

/** Optional parameters may be left out at the end, or be undefined there. Throws TypeError when one in between is. */
function withoutGaps(method: string, params: readonly (Value | undefined)[]): Value[] {
  const values: Value[] = [];
  for (const [index, param] of params.entries()) {
    if (param === undefined) continue;
    if (index > values.length) throw new TypeError(`Parameter ${values.length + 1} of ${method} is missing`);
    values.push(param);
  }
  return values;
}
