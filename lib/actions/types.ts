// What a user can do to an object: the contract of lib/actions.
import type { Principal } from "@/lib/auth/types.ts";
import type { Collection, Json } from "@/lib/view/types.ts";

/** An action as pages and palettes show it. */
export interface ActionInfo {
  /** Path segment and form value: `start`, `clean_shutdown`. */
  readonly name: string;
  /** Button text: "Start". */
  readonly label: string;
  /** Loses data or interrupts work: ask first. */
  readonly dangerous: boolean;
  /** Why it cannot be done now, as a sentence; null when it can. */
  readonly refused: string | null;
}

export interface ActionResult {
  /** Id of the pool's task; null when the call was done at once. */
  readonly task: string | null;
}

/** Rights, arguments, the call, the audit entry. Never edits the cache: the pool's event brings the change back. */
export interface ActionsService {
  /** Every action of an object for this user, refused ones with their reason. Throws AtollError 404 for an unknown object. */
  list(principal: Principal, collection: Collection, id: string): ActionInfo[];
  /** Starts an action. Throws AtollError: 403 no right, 404 unknown object or action, 409 not in this state, 422 bad arguments, 502/503 the pool. */
  perform(
    principal: Principal,
    collection: Collection,
    id: string,
    action: string,
    args: { readonly [name: string]: Json },
  ): Promise<ActionResult>;
}
