// A request for a transfer: whose it is, which task shows it, how it ends.
import { assertPermitted } from "../access/rbac.ts";
import { ApiError, isMistake, refusalOf } from "../errors.ts";
import type { Context } from "../methods.ts";
import type { Setup } from "../setup.ts";
import { type Json, NULL_REF, type Ref, text } from "../values.ts";
import { isAuthorised, parameter } from "../wire/authorise.ts";
import type { RequestHead, Wire } from "../wire/http_server.ts";
import { failed, forbidden, unauthorised } from "../wire/pages.ts";
import { redirect, writeHead, writePage } from "../wire/plain_http.ts";
import { isPlugged } from "./places.ts";

/** A request that was let in. */
export interface Call {
  readonly setup: Setup;
  readonly head: RequestHead;
  readonly wire: Wire;
  /** Whether a head went out: after that a failure can only cut the connection. */
  answered: boolean;
}

/** What a transfer works with: as any operation, in the task that shows it. */
export interface Work extends Context {
  readonly call: Call;
}

/** Lets in whoever is authorised; a failure becomes a page, or cuts an answer that has begun. */
export async function serve(
  setup: Setup,
  head: RequestHead,
  wire: Wire,
  { realm, permission }: { readonly realm: string; readonly permission: string },
  answer: (call: Call) => Promise<void>,
): Promise<void> {
  if (!isAuthorised(head, setup.db, setup.password.value)) return await writePage(wire, unauthorised(realm));
  const call: Call = { setup, head, wire, answered: false };
  const refused = denial(call, permission);
  if (refused !== undefined) {
    await failTask(call, refused);
    return await writePage(wire, forbidden());
  }
  try {
    await answer(call);
  } catch (error) {
    if (isMistake(error)) throw error;
    if (!call.answered) await writePage(wire, failed(shown(error)));
  }
}

/** Why the session's subject may not; undefined when it may. */
function denial({ setup: { db }, head }: Call, permission: string): ApiError | undefined {
  return refusalOf(() => assertPermitted(db, parameter(head, "session_id") ?? NULL_REF, permission));
}

/** Ends the task the request names, if it names one, with a failure. */
export async function failTask({ setup: { db, tasks }, head }: Call, failure: ApiError): Promise<void> {
  const named = parameter(head, "task_id");
  if (named === undefined || db.get("task", named) === undefined) return;
  await tasks.run("", { adopt: named }, () => Promise.reject(failure)).done.catch(() => {
    // It is in the task, where it belongs.
  });
}

/**
 * Does the work in the task the request names, or in one of its own, which the answer then names. The task has the result,
 * or the failure, which is thrown too.
 */
export async function inTask<T extends Json | void>(
  call: Call,
  label: string,
  work: (work: Work) => Promise<T>,
  encode?: (result: T) => string,
): Promise<void> {
  const { db, tasks } = call.setup;
  const named = parameter(call.head, "task_id");
  if (named !== undefined && db.get("task", named) === undefined) {
    throw new OcamlError(`Db_exn.DBCache_NotFound("missing row", "task", "${named}")`);
  }
  const session = parameter(call.head, "session_id") ?? NULL_REF;
  const parent = parameter(call.head, "subtask_of");
  const options = {
    session,
    ...(named === undefined ? {} : { adopt: named }),
    ...(parent === undefined ? {} : { subtask_of: parent }),
  };
  const { done } = tasks.run(label, options, (task) => work({ db, tasks, session, task, call }), encode);
  await done;
}

/** A failure that is none of the API: what OCaml would print of it. */
export class OcamlError extends Error {
  override readonly name = "OcamlError";

  /** A task tells it as OCaml prints it. */
  override toString(): string {
    return this.message;
  }
}

/** A failure as OCaml prints it. */
export function shown(error: unknown): string {
  if (error instanceof ApiError) return `Server_error(${error.code}, [ ${error.params.join("; ")} ])`;
  return error instanceof Error ? error.message : String(error);
}

/** Begins the answer: from now on only bytes follow. */
export async function begin(call: Call, status: string, headers: readonly string[]): Promise<void> {
  call.answered = true;
  await writeHead(call.wire, status, ["Connection: close", "Cache-Control: no-cache, no-store", ...headers]);
}

/**
 * Sends the client to a host that sees these SRs, unless this one does. True when it did. A simulator that stands for a
 * whole pool sees them all. When no host sees them that is this request's failure.
 */
export async function sentElsewhere(call: Call, srs: readonly Ref[]): Promise<boolean> {
  const { db, host } = call.setup;
  const sees = (at: Ref) => srs.every((sr) => isPlugged(db, sr, at));
  if (host === undefined || sees(host)) return false;
  for (const [other, record] of db.table("host")) {
    if (!sees(other)) continue;
    call.answered = true;
    await redirect(call.wire, text(record, "address"), call.head);
    return true;
  }
  const failure = new ApiError("NO_HOSTS_AVAILABLE");
  await failTask(call, failure);
  throw failure;
}

/** Whether a parameter is there and says so. */
export function says(call: Call, name: string): boolean {
  return parameter(call.head, name) === "true";
}
