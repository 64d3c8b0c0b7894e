// From a method name and its parameters to a result: sessions, parameter checks, Async forms, handlers, generic messages.
import { type ModelType, parseType } from "@/lib/xapi/schema_type.ts";
import { assertPermitted } from "./access/rbac.ts";
import { type Argument, convert, plain } from "./arguments.ts";
import type { Database } from "./db.ts";
import { ApiError } from "./errors.ts";
import { type Batch, eventFrom } from "./events.ts";
import { genericMethod, type Result } from "./generic.ts";
import type { Registry } from "./methods.ts";
import { listMethods } from "./list_methods.ts";
import { messageOf } from "./model.ts";
import { assertSession } from "./sessions.ts";
import type { TaskControl } from "./task_types.ts";
import type { Tasks } from "./tasks.ts";
import { type Json, NULL_REF, type Ref } from "./values.ts";
import { resultText } from "./wire/xml_write.ts";

/** What a call answers: a value with its type (bare: without XML-RPC's Status around it), or the reply of event.from. */
export type Answer = (Result & { readonly bare?: true }) | { readonly batch: Batch };

const VOID = parseType("void");
const STRINGS = parseType("string set");

/** What a member of a pool answers itself, also when it has lost its coordinator. */
const LOCAL: ReadonlySet<string> = new Set([
  "session.slave_local_login_with_password",
  "session.local_logout",
  "host.is_in_emergency_mode",
  "host.local_assert_healthy",
  "host.get_management_interface",
  "host.ha_disable_failover_decisions",
  "pool.emergency_transition_to_master",
  "pool.emergency_reset_master",
]);

/** What answers calls as they come from the wire. */
export interface Caller {
  readonly db: Database;
  call(method: string, params: readonly Argument[], signal: AbortSignal): Promise<Answer>;
}

/** A refusal before the request was looked at, which JSON-RPC gets in a shape of its own. */
export class UnreadyError extends ApiError {}

/** Answers every call. Throws ApiError for what xapi refuses. */
export class Dispatcher implements Caller {
  /** Set while this host is a member of a pool: the coordinator's address, with which it refuses every call. */
  memberOf: string | undefined;
  /** Set while xapi refuses all calls but those that help out of what it is in: the code it refuses them with. */
  unready: string | undefined;
  #lost: PromiseWithResolvers<void> | undefined;

  constructor(readonly db: Database, readonly tasks: Tasks, readonly registry: Registry) {}

  /** Answers a call as it came from the wire: the first parameter is the session. `signal` says that the caller left. */
  async call(method: string, params: readonly Argument[], signal: AbortSignal): Promise<Answer> {
    if (this.unready !== undefined && !LOCAL.has(method)) throw new UnreadyError(this.unready);
    if (method === "system.listMethods") {
      return { value: listMethods(this.db.version), type: STRINGS, bare: true };
    }
    const async = method.startsWith("Async.");
    const name = async ? method.slice(6) : method;
    if (this.db.version.removed(name)) throw new ApiError("MESSAGE_REMOVED");
    if (!this.db.version.hasMessage(name)) throw unknown(name);
    const message = messageOf(name);
    if (this.memberOf !== undefined && !LOCAL.has(name)) {
      await this.#refuse(this.memberOf, params[0], message?.noSession === true, signal);
    }
    if (async && message?.implicit === true && !this.registry.get(name)) throw unknown(name);
    if (message?.noSession === true) return await this.#run(name, NULL_REF, params);
    const [session, ...args] = params;
    if (name === "event.from") return { batch: await this.#from(session, args, signal) };
    return await this.#session(name, async, session, args);
  }

  /** Lets a member reach its coordinator no more, or again: calls that need the database wait meanwhile. */
  loseCoordinator(lost: boolean): void {
    if (lost) this.#lost ??= Promise.withResolvers();
    else {
      this.#lost?.resolve();
      this.#lost = undefined;
    }
  }

  /** Refuses a call as a member does: to its coordinator, or not at all while it looks for that one. */
  async #refuse(
    coordinator: string,
    session: Argument | undefined,
    loggingIn: boolean,
    signal: AbortSignal,
  ): Promise<never> {
    if (!loggingIn && this.#lost !== undefined) {
      const left = Promise.withResolvers<void>();
      const leave = () => left.resolve();
      signal.addEventListener("abort", leave);
      if (!signal.aborted) await Promise.race([this.#lost.promise, left.promise]);
      signal.removeEventListener("abort", leave);
      // Who became the coordinator meanwhile still knows no session of before.
      if (this.memberOf === undefined && typeof session === "string") assertSession(this.db, session);
    }
    if (!loggingIn && typeof session === "string") assertSession(this.db, session);
    throw new ApiError("HOST_IS_SLAVE", coordinator);
  }

  /** Calls a message without a session, as root. */
  async direct(method: string, params: readonly Json[]): Promise<Json> {
    const answer = await this.#run(method, NULL_REF, params);
    return answer.value;
  }

  async #session(
    name: string,
    async: boolean,
    given: Argument | undefined,
    args: readonly Argument[],
  ): Promise<Answer> {
    const dot = name.indexOf(".");
    const message = messageOf(name);
    const handler = this.registry.get(name);
    const generic = handler === undefined
      ? genericMethod(this.db, name.slice(0, dot), name.slice(dot + 1))
      : undefined;
    if (handler === undefined && generic === undefined && message === undefined) throw unknown(name);
    this.#assertCount(name, generic?.params, args);
    if (typeof given !== "string") {
      convert(given ?? "", parseType("string"));
      throw new ApiError("SESSION_INVALID", "");
    }
    assertSession(this.db, given);
    assertPermitted(this.db, given, name);
    if (async) return this.#async(name, given, args);
    return await this.#run(name, given, args);
  }

  /** Starts the message as a task and answers with the task. */
  #async(name: string, session: Ref, args: readonly Argument[]): Result {
    const type = this.#resultType(name);
    const { ref } = this.tasks.run(
      `Async.${name}`,
      { session },
      async (task) => (await this.#work(name, session, args, task)).value,
      (value) => resultText(value, type),
    );
    return { value: ref, type: parseType("task ref") };
  }

  async #run(name: string, session: Ref, args: readonly Argument[]): Promise<Result> {
    const handler = this.registry.get(name);
    if (handler === undefined) return this.#generic(name, args);
    const { done } = this.tasks.run(
      name,
      { session, hidden: true },
      (task) => this.#work(name, session, args, task).then((result) => result.value),
    );
    return { value: await done, type: this.#resultType(name) };
  }

  async #work(
    name: string,
    session: Ref,
    args: readonly Argument[],
    task: TaskControl,
  ): Promise<Result> {
    const handler = this.registry.get(name);
    if (handler === undefined) return this.#generic(name, args);
    const { db, tasks } = this;
    const value = await handler({ db, tasks, session, task }, this.#convert(name, args));
    return { value: value ?? "", type: this.#resultType(name) };
  }

  #generic(name: string, args: readonly Argument[]): Result {
    const dot = name.indexOf(".");
    const generic = genericMethod(this.db, name.slice(0, dot), name.slice(dot + 1));
    if (generic !== undefined) {
      this.#assertCount(name, generic.params, args);
      return generic.run(this.db, args);
    }
    if (messageOf(name) === undefined) throw unknown(name);
    this.#convert(name, args);
    // In the model, but nobody taught the simulator what it does.
    throw new ApiError("NOT_IMPLEMENTED", name);
  }

  #convert(name: string, args: readonly Argument[]): Json[] {
    const message = messageOf(name);
    if (message === undefined) return args.map(plain);
    return args.map((value, index) => {
      const type = message.params[index]?.[1];
      return type === undefined ? plain(value) : convert(value, parseType(type));
    });
  }

  #assertCount(name: string, generic: number | undefined, args: readonly Argument[]): void {
    const params = messageOf(name)?.params;
    const most = params?.length ?? generic ?? args.length;
    const least = params?.filter(([param]) => !param.endsWith("?")).length ?? most;
    if (args.length < least || args.length > most) {
      throw new ApiError("MESSAGE_PARAMETER_COUNT_MISMATCH", name, String(least), String(args.length));
    }
  }

  #resultType(name: string): ModelType | undefined {
    // What event.next answers differs from the model: ids are text, snapshots are records of any class.
    if (name === "event.next") return undefined;
    const result = messageOf(name)?.result;
    return result === undefined ? VOID : parseType(result);
  }

  async #from(given: Argument | undefined, args: readonly Argument[], signal: AbortSignal): Promise<Batch> {
    this.#assertCount("event.from", undefined, args);
    const session = typeof given === "string" ? given : "";
    assertSession(this.db, session);
    assertPermitted(this.db, session, "event.from");
    const [classes, token, timeout] = this.#convert("event.from", args);
    const wanted = Array.isArray(classes) ? classes.map(String) : [];
    return await eventFrom(this.db, session, wanted, String(token), Number(timeout), signal);
  }
}

function unknown(name: string): ApiError {
  return new ApiError("MESSAGE_METHOD_UNKNOWN", name);
}
