// Actions at work: right, arguments, state, the call, the task, the audit entry.
import type { Principal } from "@/lib/auth/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { PoolsService } from "@/lib/pools/types.ts";
import { quotes } from "@/lib/rights/reveals.ts";
import type { Amount, RightsService } from "@/lib/rights/types.ts";
import type { AuditEntry, AuditLog } from "@/lib/store/audit.ts";
import { type Visible, visible } from "@/lib/view/visible.ts";
import type { Collection, Json, Views } from "@/lib/view/types.ts";
import { type Client, client, ConnectionError, type TaskHandle, XapiError } from "@/lib/xapi/mod.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import type { Action } from "./definition.ts";
import { lowerFirst, poolError } from "./pool_error.ts";
import { actionsOf, findAction } from "./registry.ts";
import { NOUNS } from "./nouns.ts";
import { targetOf } from "./target.ts";
import type { ActionInfo, ActionResult, ActionsService, Choices } from "./types.ts";

export { NOUNS } from "./nouns.ts";

export interface ActionsDeps {
  readonly cache: CacheReader;
  readonly pools: PoolsService;
  readonly audit: AuditLog;
  readonly rights: RightsService;
}

/** The object of an id. Throws AtollError 404. */
export function known<C extends Collection>(
  cache: Pick<Visible, "get">,
  collection: C,
  id: string,
): Views[C] {
  const view = cache.get(collection, id);
  if (view !== undefined) return view;
  throw new AtollError(
    404,
    `unknown-${collection}`,
    `There is no ${NOUNS[collection]} with the id "${id.slice(0, 128)}"`,
  );
}

function nameOf(view: Views[Collection]): string {
  return "name" in view && view.name !== "" ? view.name : view.id;
}

export class Actions implements ActionsService {
  constructor(private readonly deps: ActionsDeps) {}

  list<C extends Collection>(principal: Principal, collection: C, id: string): ActionInfo[] {
    const view = this.seen(principal, collection, id);
    const away = this.poolAway(collection, id);
    const actions: readonly Action<C>[] = actionsOf(collection);
    return actions.filter(({ name }) => this.may(principal, collection, id, name)).map((action) => ({
      name: action.name,
      label: action.label,
      group: action.group,
      dangerous: action.dangerous,
      refused: away ?? action.refused(view),
      fields: action.fields(view),
      consequences: action.consequences,
    }));
  }

  choices<C extends Collection>(principal: Principal, collection: C, id: string, name: string): Choices {
    const view = this.seen(principal, collection, id);
    const action = findAction(collection, name);
    if (action === undefined || !this.may(principal, collection, id, action.name)) return {};
    return action.choices(view, visible(this.deps.cache, this.deps.rights.sight(principal)));
  }

  async perform<C extends Collection>(
    principal: Principal,
    collection: C,
    id: string,
    name: string,
    args: { readonly [name: string]: Json },
  ): Promise<ActionResult> {
    const view = this.seen(principal, collection, id);
    const action = findAction(collection, name);
    const origin = this.deps.cache.origin(collection, id);
    if (action === undefined || origin === undefined) {
      const noun = NOUNS[collection];
      throw new AtollError(404, "unknown-action", `There is no action "${name.slice(0, 64)}" for a ${noun}`);
    }
    const what = `${collection}.${action.name}`;
    const doing = `${action.label.toLowerCase()} "${nameOf(view)}"`;
    const note = (result: AuditEntry["result"], message = "", task: string | null = null, done = what) =>
      this.note({
        who: { userId: principal.userId, username: principal.username },
        what: done,
        object: { collection, id, name: nameOf(view) },
        result,
        message,
        task,
      });

    if (!this.may(principal, collection, id, action.name)) {
      const error = forbidden(doing);
      await note("refused", error.message);
      throw error;
    }
    const prepared = action.prepare(args);
    const shut = this.readOnly(origin.pool);
    if (shut !== null) {
      const error = new AtollError(409, "pool-read-only", `Cannot ${doing}: ${lowerFirst(shut)}`);
      await note("refused", error.message);
      throw error;
    }
    const refused = action.refused(view);
    if (refused !== null && this.poolAway(collection, id) === null) {
      throw new AtollError(409, "not-possible", `Cannot ${doing}: ${lowerFirst(refused)}`);
    }

    const settle = await this.reserved(
      principal,
      what,
      { collection, id },
      prepared.takes(view),
      doing,
      note,
    );
    let begun: TaskHandle<unknown> | null;
    try {
      begun = await prepared.run(targetOf(this.deps, principal, {
        view,
        origin,
        pool: this.pool(origin.pool),
        may: (other, its, name) => this.may(principal, other, its, name),
        note: async (done, message, begun) => {
          const name = `${collection}.${done}`;
          if (begun === null) return await note("failed", message, null, name);
          await note("started", message, await this.taskId(origin.pool, begun.ref), name);
        },
      }));
    } catch (cause) {
      settle(undefined);
      const error = this.toldTo(principal, poolError(cause, `Cannot ${doing}`), cause, doing);
      const refused = cause instanceof AtollError && cause.status === 403;
      const message = error instanceof AtollError ? error.message : "Unexpected error";
      await note(refused ? "refused" : "failed", message);
      throw error;
    }
    const task = begun === null ? null : await this.taskId(origin.pool, begun.ref);
    settle(task);
    await note(begun === null ? "done" : "started", "", task);
    return { task };
  }

  /** Room in a quota for what an action makes; to be told what came of it. */
  private async reserved(
    principal: Principal,
    what: string,
    target: { readonly collection: Collection; readonly id: string },
    amount: Amount | null,
    doing: string,
    note: (result: "refused", message: string) => Promise<void>,
  ): Promise<(task: string | null | undefined) => void> {
    if (amount === null) return () => {};
    try {
      return this.deps.rights.reserve(principal, what, target, amount, doing);
    } catch (error) {
      if (error instanceof AtollError) await note("refused", error.message);
      throw error;
    }
  }

  /** What a pool says of a failure may name what who acts does not see, as a connection's does: then less has to do. */
  private toldTo(principal: Principal, error: unknown, cause: unknown, doing: string): unknown {
    if (!(error instanceof AtollError) || this.deps.rights.sight(principal).all) return error;
    const why = cause instanceof ConnectionError
      ? "the pool does not answer"
      : cause instanceof XapiError && quotes(error.message, cause.params)
      ? `the pool answered ${cause.code}`
      : null;
    return why === null ? error : new AtollError(error.status, error.code, `Cannot ${doing}: ${why}`);
  }

  /** An object that somebody sees. Throws AtollError 404: what is not seen is not there. */
  private seen<C extends Collection>(principal: Principal, collection: C, id: string): Views[C] {
    const { cache, rights } = this.deps;
    known(visible(cache, rights.sight(principal)), collection, id);
    return known(cache, collection, id);
  }

  private may(principal: Principal, collection: Collection, id: string, action: string): boolean {
    return this.deps.rights.can(principal, `${collection}.${action}`, { collection, id });
  }

  /** An entry that cannot be written is told in the log: what the pool has begun goes on, and the answer must say so. */
  private async note(entry: AuditEntry): Promise<void> {
    try {
      await this.deps.audit.append(entry);
    } catch (error) {
      log.error("Audit entry not written", { ...entry, error });
    }
  }

  /** The methods of a pool, in its current session. */
  private pool(id: string): Client {
    return client({ call: (method, params, options) => this.deps.pools.call(id, method, params, options) });
  }

  /** The id of a task that has just begun; null when the pool does not say: what was begun goes on all the same. */
  private async taskId(pool: string, task: Ref): Promise<string | null> {
    try {
      return await this.pool(pool).task.get_uuid(task);
    } catch (error) {
      log.warn("Task not named", { pool, reason: error instanceof Error ? error.message : String(error) });
      return null;
    }
  }

  /** Why nothing can be asked of the object's pool now; null when it is live. */
  private poolAway(collection: Collection, id: string): string | null {
    const pool = this.deps.cache.origin(collection, id)?.pool;
    const view = pool === undefined ? undefined : this.deps.cache.get("pool", pool);
    if (pool === undefined || view === undefined) return null;
    return view.state === "live" ? this.readOnly(pool) : `The pool "${view.name}" is not connected`;
  }

  /** Why nothing may be changed in a pool; null where it may. The registry holds to it whoever calls. */
  private readOnly(pool: string): string | null {
    const view = this.deps.cache.get("pool", pool);
    if (view?.read_only !== true) return null;
    return `The pool "${view.name}" is read-only in Atoll: whoever manages it has to allow changes first`;
  }
}

function forbidden(doing: string): AtollError {
  return new AtollError(403, "forbidden", `You are not allowed to ${doing}`);
}
