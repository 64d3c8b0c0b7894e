// What a user can do to an object: the contract of lib/actions.
import type { Principal } from "@/lib/auth/types.ts";
import type { ActionView } from "@/lib/view/action.ts";
import type { Collection, Json } from "@/lib/view/types.ts";

/** An action as pages and palettes show it. */
export type ActionInfo = ActionView;

/** What the fields of a form offer. */
export type Choices = { readonly [field: string]: readonly { readonly id: string; readonly name: string }[] };

export interface ActionResult {
  /** Id of the pool's task; null when the call was done at once. */
  readonly task: string | null;
}

/** Rights, arguments, the call, the audit entry. Never edits the cache: the pool's event brings the change back. */
export interface ActionsService {
  /** Every action of an object for this user, refused ones with their reason. Throws AtollError 404 for an unknown object. */
  list(principal: Principal, collection: Collection, id: string): ActionInfo[];
  /** What the fields of an action's form offer this user, by their names. Throws AtollError 404 for an unknown object. */
  choices(principal: Principal, collection: Collection, id: string, action: string): Choices;
  /** Starts an action. Throws AtollError: 403 no right, 404 unknown object or action, 409 not in this state, 422 bad arguments, 502/503 the pool. */
  perform(
    principal: Principal,
    collection: Collection,
    id: string,
    action: string,
    args: { readonly [name: string]: Json },
  ): Promise<ActionResult>;
}
