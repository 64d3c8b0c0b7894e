// What view objects have in common.

/** What a view object may hold: JSON, so that RFC 7396 merge patches describe every change. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface ViewObject {
  /** The uuid; `uuid@pool` where two pools hold an object of the same uuid (a shared SR attached to both). */
  readonly id: string;
}

export interface Named extends ViewObject {
  readonly name: string;
  readonly description: string;
}

export interface InPool {
  /** Id of its pool. */
  readonly pool: string;
}

export interface Operable {
  readonly allowed_operations: readonly string[];
  /** Running operations by task id (by opaque ref where the task is not known yet). */
  readonly current_operations: { readonly [task: string]: string };
}

export type PowerState = "Halted" | "Paused" | "Running" | "Suspended";
